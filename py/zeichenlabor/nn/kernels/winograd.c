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

/* Tiles done together: their numbers at all points stay in the second cache (384 KB). */
enum { FLOATS_AT_ONCE = 96 * 1024, LEAST_TILES = 8, MOST_TILES = 64 };

/* The frequencies of one tile lie this much further than full lines apart, or they would all
 * compete for one place in the cache. */
enum { SHIFT = 16 };

/* What evaluation and interpolation cost for each number, in multiplications of a product. They
 * take half of the time with 32 channels, and all that is saved with 8. Measured. */
enum { COST_OF_TRANSFORM = 15 };

static const float A = 5.0f / 8, B = 3.0f / 2;

/* --- transforms in one direction -------------------------------------------------------- */

typedef void Transform(const f4* from, int step, f4* to);

/* Six neighbouring inputs. */
INLINE void evaluate_input(const f4* d, int step, f4* to) {
  const f4 d1 = d[step], d2 = d[2 * step], d3 = d[3 * step], d4 = d[4 * step];
  const f4 even_a = madd(d2, all(-B * B), d4), odd_a = mul(madd(d1, all(-B * B), d3), all(A));
  const f4 even_b = madd(d2, all(-A * A), d4), odd_b = mul(madd(d1, all(-A * A), d3), all(B));
  to[0] = madd(d[0], all(A * A * B * B), madd(d2, all(-A * A - B * B), d4));
  to[step] = add(even_a, odd_a);
  to[2 * step] = sub(even_a, odd_a);
  to[3 * step] = add(even_b, odd_b);
  to[4 * step] = sub(even_b, odd_b);
  to[5 * step] = madd(d1, all(A * A * B * B), madd(d3, all(-A * A - B * B), d[5 * step]));
}

/* `count` coefficients: three taps of a filter, or four gradients of outputs. */
INLINE void evaluate(const int count, const f4* g, int step, f4* to) {
  const float of_a = 1 / (2 * A * A * (A * A - B * B)), of_b = 1 / (2 * B * B * (B * B - A * A));
  const f4 g0 = g[0], g1 = g[step], g2 = g[2 * step], g3 = count == 4 ? g[3 * step] : g2;
  f4 odd_a = mul(g1, all(A * of_a)), odd_b = mul(g1, all(B * of_b));
  if (count == 4) {
    odd_a = madd(g3, all(A * A * A * of_a), odd_a);
    odd_b = madd(g3, all(B * B * B * of_b), odd_b);
  }
  const f4 even_a = madd(g2, all(A * A * of_a), mul(g0, all(of_a)));
  const f4 even_b = madd(g2, all(B * B * of_b), mul(g0, all(of_b)));
  to[0] = mul(g0, all(1 / (A * A * B * B)));
  to[step] = add(even_a, odd_a);
  to[2 * step] = sub(even_a, odd_a);
  to[3 * step] = add(even_b, odd_b);
  to[4 * step] = sub(even_b, odd_b);
  to[5 * step] = g3;
}
INLINE void evaluate_taps(const f4* g, int step, f4* to) { evaluate(TAPS, g, step, to); }
INLINE void evaluate_outputs(const f4* g, int step, f4* to) { evaluate(OUTPUTS, g, step, to); }

/* The first `count` coefficients: four outputs, or three taps' gradients. */
INLINE void interpolate(const int count, const f4* m, int step, f4* to) {
  const f4 even_a = add(m[step], m[2 * step]), odd_a = sub(m[step], m[2 * step]);
  const f4 even_b = add(m[3 * step], m[4 * step]), odd_b = sub(m[3 * step], m[4 * step]);
  const f4 last = m[5 * step];
  to[0] = add(m[0], add(even_a, even_b));
  to[step] = madd(odd_a, all(A), mul(odd_b, all(B)));
  const f4 third = madd(even_a, all(A * A), mul(even_b, all(B * B)));
  to[2 * step] = count == 3 ? add(third, last) : third;
  if (count == 4)
    to[3 * step] = madd(odd_a, all(A * A * A), madd(odd_b, all(B * B * B), last));
}
INLINE void interpolate_outputs(const f4* m, int step, f4* to) {
  interpolate(OUTPUTS, m, step, to);
}
INLINE void interpolate_taps(const f4* m, int step, f4* to) { interpolate(TAPS, m, step, to); }

/* Both directions, in place: `block` has rows of POINTS, of which `in` by `in` count. */
INLINE void transform(Transform one_way, const int in, const int out, f4* block) {
  for (int column = 0; column < in; column++) one_way(block + column, POINTS, block + column);
  for (int row = 0; row < out; row++) one_way(block + row * POINTS, 1, block + row * POINTS);
}

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

/* Evaluates `size` by `size` pixels of a tile; the value of channel c at frequency f goes to
 * to.data[f * to.spacing + c], or with panels of so many rows to its place in row `row`. */
INLINE void read_tile(Transform one_way, const int size, const Plane* plane, const float* images,
                      Place place, long phase_y, long phase_x, const float* empty, Spectrum to,
                      long panels, long row) {
  const float* pixels[FREQUENCIES];
  const float* image = images + place.image * size_of_plane(plane);
  FOR_EACH_PIXEL(plane, place, phase_y, phase_x, size,
                 { pixels[number] = inside ? image + pixel : empty; })
  for (long c = 0; c < plane->channels; c += 4) {
    f4 block[FREQUENCIES];
    for (int i = 0; i < size; i++)
      for (int j = 0; j < size; j++) block[i * POINTS + j] = load(pixels[i * size + j] + c);
    transform(one_way, size, POINTS, block);
    float* target = to.data + (panels ? panel_place(panels, row, plane->channels, c) : c);
    for (int f = 0; f < FREQUENCIES; f++) store(target + f * to.spacing, block[f]);
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
    f4 block[FREQUENCIES];
    FOR_EACH_TAP(w, channels, {
      const long place = turned ? (TAPS - 1 - i) * POINTS + TAPS - 1 - j : i * POINTS + j;
      block[place] = inside ? load(weights + tap) : all(0);
    })
    transform(evaluate_taps, TAPS, POINTS, block);
    if (!turned) {
      float* target = to.data + panel_place(inputs, row, channels, output);
      for (int f = 0; f < FREQUENCIES; f++) store(target + f * to.spacing, block[f]);
    } else {
      const long place_of_row = panel_place(channels, output, inputs, row);
      float* target = to.data + place_of_row;
      const long width = panel_place(channels, output + 1, inputs, row) - place_of_row;
      for (int f = 0; f < FREQUENCIES; f++, target += to.spacing) {
        wasm_v128_store32_lane(target, block[f], 0);
        wasm_v128_store32_lane(target + width, block[f], 1);
        wasm_v128_store32_lane(target + 2 * width, block[f], 2);
        wasm_v128_store32_lane(target + 3 * width, block[f], 3);
      }
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
  float *empty, *tile;
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
      .tile = take_floats(arena, OUTPUTS * OUTPUTS * channels),
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
    read_tile(evaluate_input, POINTS, &p->picture, x, place, phase / w->stride_x,
              phase % w->stride_x, p->empty,
              (Spectrum){p->inputs.data + first, p->inputs.spacing}, 0, 0);
  }
}

INLINE void load_block(Spectrum from, long place, f4* block) {
  for (int f = 0; f < FREQUENCIES; f++) block[f] = load(from.data + f * from.spacing + place);
}

static void write_outputs(const Passes* p, Place place, long t, const Tail* tail) {
  const long channels = p->columns;
  for (long c = 0; c < channels; c += 4) {
    f4 block[FREQUENCIES];
    load_block(p->outputs, t * channels + c, block);
    transform(interpolate_outputs, POINTS, OUTPUTS, block);
    const f4 bias = tail->bias ? load(tail->bias + c) : all(0);
    for (int i = 0; i < OUTPUTS; i++)
      for (int j = 0; j < OUTPUTS; j++)
        store(p->tile + (i * OUTPUTS + j) * channels + c, add(block[i * POINTS + j], bias));
  }
  const long image = place.image * size_of_plane(&p->result);
  if (tail->z)
    FOR_EACH_PIXEL(&p->result, place, 0, 0, OUTPUTS, {
      if (inside) copy(p->tile + number * channels, tail->z + image + pixel, channels);
    })
  if (tail->activation != LINEAR)
    activate(tail->activation, p->tile, p->tile, OUTPUTS * OUTPUTS * channels);
  FOR_EACH_PIXEL(&p->result, place, 0, 0, OUTPUTS, {
    if (inside) copy(p->tile + number * channels, tail->y + image + pixel, channels);
  })
}

void winograd_forward(const Window* w, const float* x, const float* weights, long channels,
                      Tail tail) {
  const Passes p = begin_passes(w, channels);
  const Tiles tiles = cover(w->images, w->out_height, w->out_width);
  evaluate_weights(w, weights, channels, 0, p.weights);
  for (long begin = 0; begin < tiles.all; begin += p.at_once) {
    const long count = smaller(p.at_once, tiles.all - begin);
    for (long t = 0; t < count; t++) read_inputs(w, &p, x, place_of(&tiles, begin + t), t);
    multiply(p.inputs, count, p.rows, p.weights, p.rows, channels, 0, zeros, p.outputs);
    for (long t = 0; t < count; t++) write_outputs(&p, place_of(&tiles, begin + t), t, &tail);
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
      read_tile(evaluate_outputs, OUTPUTS, &p.result, dz, place, 0, 0, p.empty, p.outputs,
                p.at_once, t);
    }
    multiply(p.inputs, p.rows, count, p.outputs, p.at_once, channels, 1, begin ? 0 : zeros,
             p.weights);
  }
  FOR_EACH_FILTER(w, channels, {
    f4 block[FREQUENCIES];
    load_block(p.weights, row * channels + output, block);
    transform(interpolate_taps, POINTS, TAPS, block);
    FOR_EACH_TAP(w, channels, {
      if (inside) store(dw + tap, block[i * POINTS + j]);
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
    for (long t = 0; t < count; t++)
      read_tile(evaluate_input, POINTS, &before, dz, place_of(&tiles, begin + t), 0, 0, p.empty,
                (Spectrum){p.outputs.data + t * channels, p.outputs.spacing}, 0, 0);
    multiply(p.outputs, count, channels, p.weights, channels, p.rows, 0, zeros, p.inputs);
    for (long t = 0; t < count; t++) {
      const Place place = place_of(&tiles, begin + t);
      float* image = dx + place.image * size_of_plane(&p.picture);
      for (long phase = 0; phase < phases(w); phase++)
        for (long c = 0; c < w->channels; c += 4) {
          f4 block[FREQUENCIES];
          load_block(p.inputs, t * p.rows + phase * w->channels + c, block);
          transform(interpolate_outputs, POINTS, OUTPUTS, block);
          FOR_EACH_PIXEL(&p.picture, place, phase / w->stride_x, phase % w->stride_x, OUTPUTS, {
            if (inside) store(image + pixel + c, block[i * POINTS + j]);
            (void)number;
          })
        }
    }
  }
}
