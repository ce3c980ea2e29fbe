/* Convolutions of three taps in each direction, with a quarter of the multiplications
 * (Winograd 1980, Lavin and Gray 2015, there F(4x4, 3x3)).
 *
 * Four neighbouring outputs of a filter with three taps need twelve products. Seen as
 * polynomials, they need six: both factors are evaluated at six points, the values multiplied,
 * and the result interpolated. In two directions that is 36 for 144. Evaluation and
 * interpolation are additions, once per channel; the products run over all channels and are
 * matrix products, one for each of the 6 x 6 points:
 *
 *     forward            z  = interpolate(Σ over inputs   evaluate(x) · evaluate(w))
 *     gradient of x      dx = the same with dz for x and the filter turned round
 *     gradient of w      dw = interpolate(Σ over tiles    evaluate(x) · evaluate(dz))
 *
 * A stride is no obstacle: a filter of 6x6 that moves by 2 is the sum of four of 3x3 that
 * move by 1, each over the pixels of one phase (even or odd row, even or odd column). So the
 * phases are further channels of the picture. Filters of five taps get a sixth of 0.
 *
 * The points are 0, ±5/8, ±3/2 and infinity. With the usual ±1 and ±2 the error is three times
 * as large; here it is about that of a plain sum of products in float. */

#include "winograd.h"

#include "arena.h"
#include "tile.h"

enum { POINTS = 6, TAPS = 3, OUTPUTS = 4, FREQUENCIES = POINTS * POINTS };

/* Tiles done together: their numbers at all points stay in the second cache (512 KB). */
enum { FLOATS_AT_ONCE = 128 * 1024, LEAST_TILES = 8, MOST_TILES = 64 };

/* The frequencies of one tile lie this much further than full lines apart, or they would all
 * compete for one place in the cache. */
enum { SHIFT = 16 };

/* What evaluation and interpolation cost for each number, in multiplications of a product. They
 * take half of the time with 32 channels, and all that is saved with 8. Measured. */
enum { COST_OF_TRANSFORM = 15 };

static const float A = 5.0f / 8, B = 3.0f / 2;

/* --- transforms in one direction, in place ------------------------------------------------ */

/* Six neighbouring inputs. */
INLINE void evaluate_input(f4* d) {
  const f4 even_a = madd(d[2], all(-B * B), d[4]), even_b = madd(d[2], all(-A * A), d[4]);
  const f4 odd_a = mul(madd(d[1], all(-B * B), d[3]), all(A));
  const f4 odd_b = mul(madd(d[1], all(-A * A), d[3]), all(B));
  d[0] = madd(d[0], all(A * A * B * B), madd(d[2], all(-A * A - B * B), d[4]));
  d[5] = madd(d[1], all(A * A * B * B), madd(d[3], all(-A * A - B * B), d[5]));
  d[1] = add(even_a, odd_a);
  d[2] = sub(even_a, odd_a);
  d[3] = add(even_b, odd_b);
  d[4] = sub(even_b, odd_b);
}

/* `count` coefficients: three taps of a filter, or four gradients of outputs. */
INLINE void evaluate(const int count, f4* g) {
  const float of_a = 1 / (2 * A * A * (A * A - B * B)), of_b = 1 / (2 * B * B * (B * B - A * A));
  f4 odd_a = mul(g[1], all(A * of_a)), odd_b = mul(g[1], all(B * of_b));
  if (count == OUTPUTS) {
    odd_a = madd(g[3], all(A * A * A * of_a), odd_a);
    odd_b = madd(g[3], all(B * B * B * of_b), odd_b);
  }
  const f4 even_a = madd(g[2], all(A * A * of_a), mul(g[0], all(of_a)));
  const f4 even_b = madd(g[2], all(B * B * of_b), mul(g[0], all(of_b)));
  g[5] = g[count - 1];
  g[0] = mul(g[0], all(1 / (A * A * B * B)));
  g[1] = add(even_a, odd_a);
  g[2] = sub(even_a, odd_a);
  g[3] = add(even_b, odd_b);
  g[4] = sub(even_b, odd_b);
}
INLINE void evaluate_taps(f4* g) { evaluate(TAPS, g); }
INLINE void evaluate_outputs(f4* g) { evaluate(OUTPUTS, g); }

/* The first `count` coefficients: four outputs, or three taps' gradients. */
INLINE void interpolate(const int count, f4* m) {
  const f4 even_a = add(m[1], m[2]), odd_a = sub(m[1], m[2]);
  const f4 even_b = add(m[3], m[4]), odd_b = sub(m[3], m[4]);
  m[0] = add(m[0], add(even_a, even_b));
  m[1] = madd(odd_a, all(A), mul(odd_b, all(B)));
  m[2] = madd(even_a, all(A * A), mul(even_b, all(B * B)));
  if (count == OUTPUTS)
    m[3] = madd(odd_a, all(A * A * A), madd(odd_b, all(B * B * B), m[5]));
  else
    m[2] = add(m[2], m[5]);
}
INLINE void interpolate_outputs(f4* m) { interpolate(OUTPUTS, m); }
INLINE void interpolate_taps(f4* m) { interpolate(TAPS, m); }

/* Both directions: from `in` by `in` values to `out` by `out`. READ gives the value at (i, j),
 * WRITE takes `value` for (i, j). The loops over lines stay loops: unrolled, they would spill. */
#define IN_BOTH_DIRECTIONS(ONE_WAY, IN, OUT, READ, WRITE)                     \
  do {                                                                        \
    f4 half[FREQUENCIES];                                                     \
    _Pragma("clang loop unroll(disable)") for (long j = 0; j < (IN); j++) {   \
      f4 line[POINTS];                                                        \
      UNROLLED (i, IN) line[i] = READ;                                        \
      ONE_WAY(line);                                                          \
      UNROLLED (i, OUT) half[i * POINTS + j] = line[i];                       \
    }                                                                         \
    _Pragma("clang loop unroll(disable)") for (long i = 0; i < (OUT); i++) {  \
      f4 line[POINTS];                                                        \
      UNROLLED (j, IN) line[j] = half[i * POINTS + j];                        \
      ONE_WAY(line);                                                          \
      UNROLLED (j, OUT) {                                                     \
        const f4 value = line[j];                                             \
        WRITE;                                                                \
      }                                                                       \
    }                                                                         \
  } while (0)

/* Numbers at all frequencies: those of frequency f begin at data + f * spacing. */
typedef struct {
  float* data;
  long spacing;
} Spectrum;

/* --- tiles -------------------------------------------------------------------------------- */

/* The pixels of a picture that one tile touches: those of one phase. Pixel (0, 0) of a plane
 * with phase (0, 0) lies `top` and `left` outside of the picture. */
typedef struct {
  long height, width, channels, step_y, step_x, top, left;
} Plane;

/* The tiles that cover the pictures. */
typedef struct {
  long rows, columns, all;
} Tiles;

INLINE long parts(long size, long part) { return (size + part - 1) / part; }

static Tiles cover(long images, long height, long width) {
  const long rows = parts(height, OUTPUTS), columns = parts(width, OUTPUTS);
  return (Tiles){rows, columns, rows * columns * images};
}

/* Where a tile's first pixel lies, in pixels of its phase. */
typedef struct {
  long image, y, x;
} Place;

INLINE Place place_of(const Tiles* tiles, long tile) {
  const long image = tile / (tiles->rows * tiles->columns);
  const long rest = tile - image * tiles->rows * tiles->columns, row = rest / tiles->columns;
  return (Place){image, row * OUTPUTS, (rest - row * tiles->columns) * OUTPUTS};
}

INLINE long phases(const Window* w) { return w->stride_y * w->stride_x; }
INLINE long size_of_plane(const Plane* p) { return p->height * p->width * p->channels; }

/* Runs BODY for each of `size` by `size` pixels of a tile that lie in the picture: `number` is
 * its place in the tile, `pixel` in the picture. */
#define FOR_EACH_PIXEL(PLANE, PLACE, PHASE_Y, PHASE_X, SIZE, BODY)                             \
  for (long i = 0; i < (SIZE); i++) {                                                          \
    const long y = ((PLACE).y + i) * (PLANE)->step_y + (PHASE_Y) - (PLANE)->top;               \
    for (long j = 0; j < (SIZE); j++) {                                                        \
      const long x = ((PLACE).x + j) * (PLANE)->step_x + (PHASE_X) - (PLANE)->left;            \
      const long number = i * (SIZE) + j, pixel = (y * (PLANE)->width + x) * (PLANE)->channels; \
      const int inside = y >= 0 && y < (PLANE)->height && x >= 0 && x < (PLANE)->width;        \
      BODY                                                                                     \
    }                                                                                          \
  }

INLINE long panel_place(long rows, long row, long columns, long column) {
  const long first = column & ~(WIDE - 1L);
  return first * rows + row * panel_width(panel_columns(columns - first)) + column - first;
}

/* Where frequency (i, j) of a value lies, if that at (0, 0) lies at `place`. */
INLINE float* at(Spectrum s, long place, long i, long j) {
  return s.data + place + (i * POINTS + j) * s.spacing;
}

/* Evaluates SIZE by SIZE pixels of a tile; channel c goes to TO_PLACE of the spectrum TO. */
#define READ_TILE(ONE_WAY, SIZE, PLANE, IMAGES, PLACE, PHASE_Y, PHASE_X, EMPTY, TO, TO_PLACE)    \
  do {                                                                                           \
    const float* pixels[FREQUENCIES];                                                            \
    const float* image = (IMAGES) + (PLACE).image * size_of_plane(PLANE);                        \
    FOR_EACH_PIXEL(PLANE, PLACE, PHASE_Y, PHASE_X, SIZE,                                         \
                   { pixels[number] = inside ? image + pixel : (EMPTY); })                       \
    for (long c = 0; c < (PLANE)->channels; c += 4) {                                            \
      const long target = TO_PLACE;                                                              \
      IN_BOTH_DIRECTIONS(ONE_WAY, SIZE, POINTS, load(pixels[i * (SIZE) + j] + c),                \
                         store(at(TO, target, i, j), value));                                    \
    }                                                                                            \
  } while (0)

/* The way back: interpolates a tile's outputs, value `first` + c of the spectrum for channel c,
 * and adds the bias. What lies outside of the picture goes into `waste`. */
static void write_tile(Spectrum from, long first, const float* bias, int rectify,
                       const Plane* plane, float* images, Place place, long phase_y, long phase_x,
                       float* waste) {
  float* pixels[OUTPUTS * OUTPUTS];
  float* image = images + place.image * size_of_plane(plane);
  FOR_EACH_PIXEL(plane, place, phase_y, phase_x, OUTPUTS,
                 { pixels[number] = inside ? image + pixel : waste; })
  const f4 least = all(rectify ? 0 : -__builtin_inff());
  for (long c = 0; c < plane->channels; c += 4) {
    const f4 more = bias ? load(bias + c) : all(0);
    IN_BOTH_DIRECTIONS(interpolate_outputs, POINTS, OUTPUTS, load(at(from, first + c, i, j)),
                       store(pixels[i * OUTPUTS + j] + c, max(add(value, more), least)));
  }
}

/* 36 times (count, k) by (k, columns), the second factor in panels of `depth` rows; `turned`: the
 * first one's transpose is given. Without `start` the product is added to c. */
static void multiply(Spectrum a, long count, long k, Spectrum b, long depth, long columns,
                     int turned, const float* start, Spectrum c) {
  for (long f = 0; f < FREQUENCIES; f++)
    for (long j = 0; j < columns; j += WIDE) {
      const long here = panel_columns(columns - j);
      const float *left = a.data + f * a.spacing, *right = b.data + f * b.spacing + depth * j;
      const Panel panel = {right, panel_width(here), here};
      const Rows to = {c.data + f * c.spacing + j, columns, 0};
      if (turned)
        strip_of_columns(left, 1, count, (Inner){1, k, 0}, panel, start, to, count);
      else
        strip_of_rows((Rows){(float*)left, k, 0}, (Inner){1, k, 0}, panel, start, to, count,
                      ROWS_OF_NARROW);
    }
}

/* --- weights -------------------------------------------------------------------------------- */

/* Runs BODY for each phase, input and four outputs of a filter; `row` is the phase and input as
 * one number. Inside it FOR_EACH_TAP runs another for tap (i, j) of that phase, which lies at
 * `tap` where the filter has it. */
#define FOR_EACH_FILTER(W, CHANNELS, BODY)                                       \
  for (long phase_y = 0, row = 0; phase_y < (W)->stride_y; phase_y++)            \
    for (long phase_x = 0; phase_x < (W)->stride_x; phase_x++)                   \
      for (long input = 0; input < (W)->channels; input++, row++)                \
        for (long output = 0; output < (CHANNELS); output += 4) {                \
          BODY                                                                   \
        }
#define FOR_EACH_TAP(W, CHANNELS, BODY)                                                       \
  for (long i = 0; i < TAPS; i++)                                                             \
    for (long j = 0; j < TAPS; j++) {                                                         \
      const long y = i * (W)->stride_y + phase_y, x = j * (W)->stride_x + phase_x;            \
      const int inside = y < (W)->kernel_height && x < (W)->kernel_width;                     \
      const long pair = (y * (W)->kernel_width + x) * (W)->channels + input;                  \
      const long tap = pair * (CHANNELS) + output;                                            \
      BODY                                                                                    \
    }

/* Panels of (phases and inputs, outputs), or turned round of (outputs, phases and inputs). */
static void evaluate_weights(const Window* w, const float* weights, long channels, int turned,
                             Spectrum to) {
  const long inputs = phases(w) * w->channels;
  FOR_EACH_FILTER(w, channels, {
    f4 taps[TAPS * TAPS];
    FOR_EACH_TAP(w, channels, {
      const long place = i * TAPS + j;
      taps[turned ? TAPS * TAPS - 1 - place : place] = inside ? load(weights + tap) : all(0);
    })
    if (!turned) {
      const long target = panel_place(inputs, row, channels, output);
      IN_BOTH_DIRECTIONS(evaluate_taps, TAPS, POINTS, taps[i * TAPS + j],
                         store(at(to, target, i, j), value));
    } else {
      const long target = panel_place(channels, output, inputs, row);
      const long width = panel_place(channels, output + 1, inputs, row) - target;
      IN_BOTH_DIRECTIONS(evaluate_taps, TAPS, POINTS, taps[i * TAPS + j], {
        float* lane = at(to, target, i, j);
        wasm_v128_store32_lane(lane, value, 0);
        wasm_v128_store32_lane(lane + width, value, 1);
        wasm_v128_store32_lane(lane + 2 * width, value, 2);
        wasm_v128_store32_lane(lane + 3 * width, value, 3);
      });
    }
  })
}

/* --- the three passes ------------------------------------------------------------------------ */

INLINE int has_three_taps(long kernel, long stride) { return parts(kernel, stride) == TAPS; }

int is_for_winograd(const Window* w, long channels) {
  if (!has_three_taps(w->kernel_height, w->stride_y) ||
      !has_three_taps(w->kernel_width, w->stride_x) || w->channels % 4 || channels % 4)
    return 0;
  const long inputs = phases(w) * w->channels;
  const long points = FREQUENCIES * cover(1, w->out_height, w->out_width).all;
  const long here = points * (inputs * channels + COST_OF_TRANSFORM * (inputs + channels));
  const long there = out_pixels(w) * w->kernel_height * w->kernel_width * w->channels * channels;
  return 6 * here < 5 * there;
}

/* What all passes share: `inputs` has rows of phases and channels, `outputs` of channels. */
typedef struct {
  long rows, columns, at_once;
  Plane picture, result;
  Spectrum inputs, outputs, weights;
  float *empty, *waste; /* what is read and written outside of a picture */
} Passes;

static Spectrum take_spectrum(Arena* arena, long size) {
  const long spacing = size + SHIFT;
  return (Spectrum){take_floats(arena, FREQUENCIES * spacing), spacing};
}

static Passes make_passes(const Window* w, long channels, Arena* arena) {
  const long rows = phases(w) * w->channels;
  const long wide_rows = parts(rows, WIDE) * WIDE, wide_columns = parts(channels, WIDE) * WIDE;
  const long fit = FLOATS_AT_ONCE / (FREQUENCIES * (rows + channels)) & ~(ROWS_OF_WIDE - 1L);
  const long at_once = fit < LEAST_TILES ? LEAST_TILES : smaller(fit, MOST_TILES);
  const Passes p = {
      .rows = rows,
      .columns = channels,
      .at_once = at_once,
      .picture = {w->height, w->width, w->channels, w->stride_y, w->stride_x, w->top, w->left},
      .result = {w->out_height, w->out_width, channels, 1, 1, 0, 0},
      .inputs = take_spectrum(arena, at_once * wide_rows),
      .outputs = take_spectrum(arena, at_once * wide_columns),
      .weights = take_spectrum(arena, wide_rows * wide_columns),
      .empty = take_floats(arena, w->channels + channels),
      .waste = take_floats(arena, w->channels + channels),
  };
  return p;
}

long winograd_scratch(const Window* w, long channels) {
  Arena arena = {0};
  make_passes(w, channels, &arena);
  return arena.used;
}

static Passes begin_passes(const Window* w, long channels) {
  Arena arena = {0};
  const Passes p = make_passes(w, channels, &arena);
  fill(p.empty, 0, w->channels + channels);
  return p;
}

static void read_inputs(const Window* w, const Passes* p, const float* x, Place place, long t) {
  for (long phase = 0; phase < phases(w); phase++) {
    const long first = t * p->rows + phase * w->channels;
    READ_TILE(evaluate_input, POINTS, &p->picture, x, place, phase / w->stride_x,
              phase % w->stride_x, p->empty, p->inputs, first + c);
  }
}

/* Of the outputs in this tile: z takes a copy if it is there, y = activation(y). */
static void finish(const Passes* p, Place place, const Tail* tail) {
  const long image = place.image * size_of_plane(&p->result), channels = p->columns;
  FOR_EACH_PIXEL(&p->result, place, 0, 0, OUTPUTS, {
    float* y = tail->y + image + pixel;
    if (inside && tail->z) copy(y, tail->z + image + pixel, channels);
    if (inside) activate(tail->activation, y, y, channels);
    (void)number;
  })
}

void winograd_forward(const Window* w, const float* x, const float* weights, long channels,
                      Tail tail) {
  const Passes p = begin_passes(w, channels);
  const Tiles tiles = cover(w->images, w->out_height, w->out_width);
  const int rectify = tail.activation == RELU && !tail.z;
  evaluate_weights(w, weights, channels, 0, p.weights);
  for (long begin = 0; begin < tiles.all; begin += p.at_once) {
    const long count = smaller(p.at_once, tiles.all - begin);
    for (long t = 0; t < count; t++) read_inputs(w, &p, x, place_of(&tiles, begin + t), t);
    multiply(p.inputs, count, p.rows, p.weights, p.rows, channels, 0, zeros, p.outputs);
    for (long t = 0; t < count; t++) {
      const Place place = place_of(&tiles, begin + t);
      write_tile(p.outputs, t * channels, tail.bias, rectify, &p.result, tail.y, place, 0, 0,
                 p.waste);
      if (!rectify && (tail.z || tail.activation != LINEAR)) finish(&p, place, &tail);
    }
  }
}

void winograd_weight_gradient(const Window* w, const float* x, const float* dz, long channels,
                              float* dw) {
  const Passes p = begin_passes(w, channels);
  const Tiles tiles = cover(w->images, w->out_height, w->out_width);
  for (long begin = 0; begin < tiles.all; begin += p.at_once) {
    const long count = smaller(p.at_once, tiles.all - begin);
    for (long t = 0; t < count; t++) {
      const Place place = place_of(&tiles, begin + t);
      read_inputs(w, &p, x, place, t);
      READ_TILE(evaluate_outputs, OUTPUTS, &p.result, dz, place, 0, 0, p.empty, p.outputs,
                panel_place(p.at_once, t, channels, c));
    }
    multiply(p.inputs, p.rows, count, p.outputs, p.at_once, channels, 1, begin ? 0 : zeros,
             p.weights);
  }
  FOR_EACH_FILTER(w, channels, {
    const long from = row * channels + output;
    f4 taps[TAPS * TAPS];
    IN_BOTH_DIRECTIONS(interpolate_taps, POINTS, TAPS, load(at(p.weights, from, i, j)),
                       taps[i * TAPS + j] = value);
    FOR_EACH_TAP(w, channels, {
      if (inside) store(dw + tap, taps[i * TAPS + j]);
    })
  })
}

void winograd_image_gradient(const Window* w, const float* dz, const float* weights, long channels,
                             float* dx) {
  const Passes p = begin_passes(w, channels);
  const Tiles tiles = cover(w->images, parts(w->top + w->height, w->stride_y),
                            parts(w->left + w->width, w->stride_x));
  /* a pixel gets its gradient from the outputs before it, through the filters turned round */
  Plane before = p.result;
  before.top = before.left = TAPS - 1;
  evaluate_weights(w, weights, channels, 1, p.weights);
  for (long begin = 0; begin < tiles.all; begin += p.at_once) {
    const long count = smaller(p.at_once, tiles.all - begin);
    for (long t = 0; t < count; t++) {
      const Place place = place_of(&tiles, begin + t);
      READ_TILE(evaluate_input, POINTS, &before, dz, place, 0, 0, p.empty, p.outputs,
                t * channels + c);
    }
    multiply(p.outputs, count, channels, p.weights, channels, p.rows, 0, zeros, p.inputs);
    for (long t = 0; t < count; t++) {
      const Place place = place_of(&tiles, begin + t);
      for (long phase = 0; phase < phases(w); phase++)
        write_tile(p.inputs, t * p.rows + phase * w->channels, 0, 0, &p.picture, dx, place,
                   phase / w->stride_x, phase % w->stride_x, p.waste);
    }
  }
}
