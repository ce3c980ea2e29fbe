/* The ink of a flat page: its edges, each cell's share of it, and a drawing as a glyph. */

#include "arena.h"

enum { CELL = 64 };

INLINE f4 as_floats(v128_t bytes) {
  return wasm_f32x4_convert_i32x4(wasm_u32x4_extend_low_u16x8(wasm_u16x8_extend_low_u8x16(bytes)));
}

/* How far a place is from the nearest border between two cells. */
static long beside(long place) {
  const long off = place % CELL;
  return off < CELL / 2 ? off : CELL - off;
}

/* steep = half the length of the gradient over two pixels; 0 nearer to a border than `reach`. */
EXPORT int steepness(const Array* ink_, const Array* steep_, int reach) {
  if (!is_array(ink_, 2)) return NOT_FOR_ME;
  const long height = ink_->shape[0], width = ink_->shape[1];
  if (!is_byte(ink_, height * width) || !is_float(steep_, height * width) || height % CELL ||
      width % CELL || reach < 1)
    return NOT_FOR_ME;
  const unsigned char* ink = ink_->data;
  float* steep = steep_->data;
  int keep[CELL];
  for (long x = 0; x < CELL; x++) keep[x] = beside(x) < reach ? 0 : -1;
  for (long y = 0; y < height; y++, ink += width, steep += width) {
    if (beside(y) < reach) {
      fill(steep, 0, width);
      continue;
    }
    for (long x = 0; x < width; x += 4) {
      const f4 right = as_floats(wasm_v128_load32_zero(ink + x + 1));
      const f4 left = as_floats(wasm_v128_load32_zero(ink + x - 1));
      const f4 below = as_floats(wasm_v128_load32_zero(ink + x + width));
      const f4 above = as_floats(wasm_v128_load32_zero(ink + x - width));
      const f4 dx = sub(right, left), dy = sub(below, above);
      const f4 length = mul(wasm_f32x4_sqrt(add(mul(dx, dx), mul(dy, dy))), all(0.5f));
      store(steep + x, wasm_v128_and(length, wasm_v128_load(keep + x % CELL)));
    }
  }
  return DONE;
}

/* out (height, width) = the page's ink from (top, left) on where `places` has this index, or a
 * neighbour within the box has; 0 elsewhere. */
EXPORT int cell_ink(const Array* ink_, const Array* places_, int index, int top, int left,
                    const Array* out_) {
  if (!is_array(ink_, 2) || !is_array(out_, 2)) return NOT_FOR_ME;
  const long span = ink_->shape[1], size = ink_->shape[0] * span;
  const long height = out_->shape[0], width = out_->shape[1];
  if (!is_byte(ink_, size) || !is_plain(places_, "h", size) || !is_byte(out_, height * width) ||
      width + 2 > scratch_size || top < 0 || left < 0 || top + height > ink_->shape[0] || left + width > span)
    return NOT_FOR_ME;
  const unsigned char* ink = (unsigned char*)ink_->data + top * span + left;
  const short* places = (short*)places_->data + top * span + left;
  unsigned char* out = out_->data;
  char* near = scratch;
  for (long y = 0; y < height; y++, ink += span, places += span, out += width) {
    const short* above = y > 0 ? places - span : places;
    const short* below = y + 1 < height ? places + span : places;
    near[0] = near[width + 1] = 0;
    for (long x = 0; x < width; x++)
      near[x + 1] = (places[x] == index) | (above[x] == index) | (below[x] == index);
    for (long x = 0; x < width; x++)
      out[x] = near[x] | near[x + 1] | near[x + 2] ? ink[x] : 0;
  }
  return DONE;
}

/* --- a drawing as a glyph ------------------------------------------------------------------ */

enum { SIDE = 28, BOX = 20, LARGEST = 1024 };

typedef struct {
  long top, bottom, left, right;
} Extent;

/* The median of the values above half of the highest: 0 where nothing is drawn. */
static long core_of(const unsigned char* ink, long size) {
  long counts[256], top = 0, drawn = 0;
  for (long v = 0; v < 256; v++) counts[v] = 0;
  for (long i = 0; i < size; i++) counts[ink[i]]++;
  for (long v = 0; v < 256; v++)
    if (counts[v]) top = v;
  if (top == 0) return 0;
  for (long v = top / 2 + 1; v < 256; v++) drawn += counts[v];
  long middle = drawn / 2, value = top / 2 + 1;
  for (; middle >= counts[value]; value++) middle -= counts[value];
  return value;
}

static float core_of_floats(const float* ink, long size) {
  float drawn[BOX * BOX], top = 0;
  for (long i = 0; i < size; i++)
    if (ink[i] > top) top = ink[i];
  long count = 0;
  for (long i = 0; i < size; i++) {
    if (!(ink[i] > 0.5f * top)) continue;
    long at = count++;
    for (; at > 0 && drawn[at - 1] > ink[i]; at--) drawn[at] = drawn[at - 1];
    drawn[at] = ink[i];
  }
  return count ? drawn[count / 2] : 0;
}

static Extent extent_of(const unsigned char* ink, long height, long width, double floor) {
  Extent e = {height, 0, width, 0};
  for (long y = 0; y < height; y++)
    for (long x = 0; x < width; x++)
      if (ink[y * width + x] > floor) {
        e.top = smaller(e.top, y);
        e.bottom = y + 1;
        e.left = smaller(e.left, x);
        if (x >= e.right) e.right = x + 1;
      }
  return e;
}

/* Python's round: a half goes to the even neighbour. */
static long rounded(double v) {
  const double down = __builtin_floor(v), rest = v - down;
  const long n = (long)down;
  return rest > 0.5 || (rest == 0.5 && n % 2 != 0) ? n + 1 : n;
}

/* Which of `from` pixels the area of pixel `at` of `to` covers, and their weights; the matrix
 * area_weights of glyphs.py has zeros elsewhere. */
static long weights_of(long at, long from, long to, float* weights, long* count) {
  const double size = (double)from / to, low = at * size, high = (at + 1) * size;
  const long first = (long)low;
  *count = 0;
  for (long p = first; p < from && p < high; p++) {
    const double start = low > p ? low : p, stop = high < p + 1 ? high : p + 1;
    const double part = stop - start > 0 ? stop - start : 0;
    weights[(*count)++] = (float)(part * ((double)to / from));
  }
  return first;
}

/* As NumPy adds along the last axis: eight sums side by side. */
static float sum_of(const float* v, long n) {
  float total = 0;
  long i = 0;
  if (n >= 8) {
    float s[8];
    UNROLLED(k, 8) s[k] = v[k];
    for (i = 8; i < n - n % 8; i += 8)
      UNROLLED(k, 8) s[k] += v[i + k];
    total = ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
  }
  for (; i < n; i++) total += v[i];
  return total;
}

/* Where the picture begins so that its centre of mass is in the middle: to a thousandth, for what
   is exactly half a pixel off must not depend on roundings of sums. */
static long begin(const float* sums, long n, double total) {
  double moment = 0;
  for (long i = 0; i < n; i++) moment += sums[i] * (double)i;
  const long place = rounded(rounded((SIDE / 2 - moment / total) * 1000) / 1000.0);
  return place < 0 ? 0 : smaller(place, SIDE - n);
}

/* out (28, 28), of zeros, takes the drawing; see normalize_glyph in glyphs.py. */
EXPORT int glyph(const Array* ink_, const Array* out_) {
  if (!is_array(ink_, 2)) return NOT_FOR_ME;
  const long rows = ink_->shape[0], columns = ink_->shape[1];
  if (!is_byte(ink_, rows * columns) || !is_byte(out_, SIDE * SIDE)) return NOT_FOR_ME;
  const unsigned char* ink = ink_->data;
  const long peak = core_of(ink, rows * columns);
  if (peak == 0) return NOT_FOR_ME;
  const Extent e = extent_of(ink, rows, columns, 0.15 * peak);
  const long height = e.bottom - e.top, width = e.right - e.left;
  if (height > LARGEST || width > LARGEST) return NOT_FOR_ME;
  const double factor = (double)BOX / (height > width ? height : width);
  long h = rounded(height * factor), w = rounded(width * factor), count;
  h = h < 1 ? 1 : h;
  w = w < 1 ? 1 : w;

  Arena arena = {0};
  float* weights = take_floats(&arena, LARGEST + 1);
  float* line = take_floats(&arena, width);
  float* shares = take_floats(&arena, w * (LARGEST + 1));
  if (arena.used > scratch_size) return NOT_FOR_ME;
  long first[BOX], counts[BOX];
  for (long x = 0; x < w; x++)
    first[x] = weights_of(x, width, w, shares + x * (LARGEST + 1), &counts[x]);
  float small[BOX * BOX];
  for (long y = 0; y < h; y++) {
    const long start = weights_of(y, height, h, weights, &count);
    for (long x = 0; x < width; x++) line[x] = 0;
    for (long i = 0; i < count; i++) {
      const unsigned char* row = ink + (e.top + start + i) * columns + e.left;
      for (long x = 0; x < width; x++) {
        const long v = smaller(row[x], peak);
        line[x] += weights[i] * (float)v;
      }
    }
    for (long x = 0; x < w; x++) {
      const float *share = shares + x * (LARGEST + 1), *covered = line + first[x];
      float sum = 0;
      for (long i = 0; i < counts[x]; i++) sum += covered[i] * share[i];
      small[y * w + x] = sum;
    }
  }

  const float scale = (float)(255.0 / core_of_floats(small, h * w));
  float by_row[BOX], by_column[BOX];
  fill(by_column, 0, BOX);
  for (long i = 0; i < h * w; i++) {
    const float v = small[i] * scale;
    small[i] = v > 255 ? 255 : v;
  }
  for (long y = 0; y < h; y++) {
    by_row[y] = sum_of(small + y * w, w);
    for (long x = 0; x < w; x++) by_column[x] += small[y * w + x];
  }
  const double total = sum_of(by_row, h);
  const long top = begin(by_row, h, total), left = begin(by_column, w, total);
  unsigned char* out = out_->data;
  for (long y = 0; y < h; y++)
    for (long x = 0; x < w; x++)
      out[(top + y) * SIDE + left + x] = (unsigned char)(small[y * w + x] + 0.5f);
  return DONE;
}
