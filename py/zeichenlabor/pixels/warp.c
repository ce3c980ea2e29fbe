/* The flat page: a picture warped cell by cell, and its darkness relative to the paper.
 *
 * Both give Pillow's very numbers (Geometry.c, Resample.c): the same double precision, added
 * in the same order. */

#include "arena.h"

/* A function of its own: an engine takes faster code for it at its next call, not within one. */
#define OUTSIDE __attribute__((noinline))

typedef struct {
  const unsigned char* pixels;
  long width, height;
} Grey;

/* Pillow's bilinear filter at one place; white outside of the picture. */
static unsigned char sample(const Grey* grey, double x, double y) {
  if (!(x >= 0 && x < grey->width && y >= 0 && y < grey->height)) return 255;
  x -= 0.5;
  y -= 0.5;
  const long left = x < 0 ? -1 : (long)x, top = y < 0 ? -1 : (long)y;
  const double dx = x - left, dy = y - top;
  const long first = left < 0 ? 0 : left;
  const long second = left + 1 < grey->width ? left + 1 : grey->width - 1;
  const unsigned char* row = grey->pixels + (top < 0 ? 0 : top) * grey->width;
  double upper = row[first] + (row[second] - row[first]) * dx, lower = upper;
  if (top + 1 < grey->height) {
    row = grey->pixels + (top + 1) * grey->width;
    lower = row[first] + (row[second] - row[first]) * dx;
  }
  return (unsigned char)(upper + (lower - upper) * dy);
}

INLINE v128_t two(int a, int b) {
  return wasm_f64x2_convert_low_i32x4(wasm_i32x4_make(a, b, 0, 0));
}

INLINE v128_t between(v128_t a, v128_t b, v128_t share) {
  return wasm_f64x2_add(a, wasm_f64x2_mul(wasm_f64x2_sub(b, a), share));
}

/* One row of a cell, two pixels at a time. `a` are the quadrilateral's eight coefficients. */
static OUTSIDE void warp_row(const Grey* grey, const double* a, long row, long cell, unsigned char* out) {
  const double down = row + 0.5;
  const v128_t half = wasm_f64x2_splat(0.5), zero = wasm_f64x2_splat(0), y = wasm_f64x2_splat(down);
  const v128_t last_x = wasm_f64x2_splat(grey->width - 1), last_y = wasm_f64x2_splat(grey->height - 1);
  for (long i = 0; i < cell; i += 2) {
    const v128_t x = wasm_f64x2_make(i + 0.5, i + 1.5);
    v128_t at[2];
    UNROLLED(k, 2) {
      const double* c = a + 4 * k;
      v128_t sum = wasm_f64x2_add(wasm_f64x2_splat(c[0]), wasm_f64x2_mul(wasm_f64x2_splat(c[1]), x));
      sum = wasm_f64x2_add(sum, wasm_f64x2_splat(c[2] * down));
      at[k] = wasm_f64x2_add(sum, wasm_f64x2_mul(wasm_f64x2_mul(wasm_f64x2_splat(c[3]), x), y));
    }
    const v128_t px = wasm_f64x2_sub(at[0], half), py = wasm_f64x2_sub(at[1], half);
    const v128_t within = wasm_v128_and(
        wasm_v128_and(wasm_f64x2_ge(px, zero), wasm_f64x2_lt(px, last_x)),
        wasm_v128_and(wasm_f64x2_ge(py, zero), wasm_f64x2_lt(py, last_y)));
    if (!wasm_i64x2_all_true(within)) {
      out[i] = sample(grey, wasm_f64x2_extract_lane(at[0], 0), wasm_f64x2_extract_lane(at[1], 0));
      out[i + 1] =
          sample(grey, wasm_f64x2_extract_lane(at[0], 1), wasm_f64x2_extract_lane(at[1], 1));
      continue;
    }
    const v128_t left = wasm_i32x4_trunc_sat_f64x2_zero(px), top = wasm_i32x4_trunc_sat_f64x2_zero(py);
    const v128_t dx = wasm_f64x2_sub(px, wasm_f64x2_convert_low_i32x4(left));
    const v128_t dy = wasm_f64x2_sub(py, wasm_f64x2_convert_low_i32x4(top));
    const unsigned char* p = grey->pixels + wasm_i32x4_extract_lane(top, 0) * grey->width +
                             wasm_i32x4_extract_lane(left, 0);
    const unsigned char* q = grey->pixels + wasm_i32x4_extract_lane(top, 1) * grey->width +
                             wasm_i32x4_extract_lane(left, 1);
    const v128_t upper = between(two(p[0], q[0]), two(p[1], q[1]), dx);
    p += grey->width;
    q += grey->width;
    const v128_t lower = between(two(p[0], q[0]), two(p[1], q[1]), dx);
    const v128_t value = wasm_i32x4_trunc_sat_f64x2_zero(between(upper, lower, dy));
    out[i] = (unsigned char)wasm_i32x4_extract_lane(value, 0);
    out[i + 1] = (unsigned char)wasm_i32x4_extract_lane(value, 1);
  }
}

/* out (rows * cell, columns * cell) takes the picture; nodes (rows + 1, columns + 1, 2) are the
 * cells' corners. What lies outside of the picture becomes white. */
EXPORT int warp(const Array* picture, const Array* nodes_, const Array* out_) {
  if (!is_array(picture, 2) || !is_array(nodes_, 3) || !is_array(out_, 2)) return NOT_FOR_ME;
  const long rows = nodes_->shape[0] - 1, columns = nodes_->shape[1] - 1;
  if (rows < 1 || columns < 1 || nodes_->shape[2] != 2) return NOT_FOR_ME;
  const long cell = out_->shape[0] / rows, width = columns * cell;
  const Grey grey = {picture->data, picture->shape[1], picture->shape[0]};
  if (cell < 2 || cell % 2 || out_->shape[0] != rows * cell || out_->shape[1] != width ||
      !is_byte(picture, grey.width * grey.height) || !is_byte(out_, rows * cell * width) ||
      !is_plain(nodes_, "d", (rows + 1) * (columns + 1) * 2))
    return NOT_FOR_ME;
  const double *nodes = nodes_->data, scale = 1.0 / cell;
  unsigned char* out = out_->data;
  for (long r = 0; r < rows; r++)
    for (long c = 0; c < columns; c++) {
      const double *nw = nodes + (r * (columns + 1) + c) * 2, *ne = nw + 2;
      const double *sw = nw + (columns + 1) * 2, *se = sw + 2;
      double a[8];
      UNROLLED(k, 2) {
        a[4 * k] = nw[k];
        a[4 * k + 1] = (ne[k] - nw[k]) * scale;
        a[4 * k + 2] = (sw[k] - nw[k]) * scale;
        a[4 * k + 3] = (se[k] - sw[k] - ne[k] + nw[k]) * scale * scale;
      }
      for (long y = 0; y < cell; y++)
        warp_row(&grey, a, y, cell, out + (r * cell + y) * width + c * cell);
    }
  return DONE;
}

/* --- darkness relative to the paper ------------------------------------------------------- */

enum { MOST_TAPS = 3, KEPT = 4 }; /* lines that are kept: more than any line is mixed of */

typedef struct {
  long first, count;
  double share[MOST_TAPS];
} Taps;

/* Where an enlarged line takes its pixel `at` from (precompute_coeffs of Resample.c). */
static Taps taps_of(long at, long from, long to) {
  const double centre = (at + 0.5) * ((double)from / to);
  Taps taps;
  taps.first = (long)(centre - 0.5);
  if (taps.first < 0) taps.first = 0;
  long end = (long)(centre + 1.5);
  if (end > from) end = from;
  taps.count = smaller(end - taps.first, MOST_TAPS);
  double total = 0;
  for (long i = 0; i < taps.count; i++) {
    const double place = i + taps.first - centre + 0.5, away = place < 0 ? -place : place;
    taps.share[i] = away < 1 ? 1 - away : 0;
    total += taps.share[i];
  }
  for (long i = 0; i < taps.count; i++)
    if (total != 0) taps.share[i] /= total;
  return taps;
}

static OUTSIDE void widen(const unsigned char* paper, const Taps* across, long width, float* line) {
  for (long x = 0; x < width; x++) {
    const Taps* taps = across + x;
    double sum = 0;
    for (long i = 0; i < taps->count; i++) sum += paper[taps->first + i] * taps->share[i];
    line[x] = (float)sum;
  }
}

/* Four pixels from `x` on, mixed of kept lines. */
INLINE f4 mixed(const Taps* taps, const float* lines, long width, long x) {
  v128_t low = wasm_f64x2_splat(0), high = low;
  for (long i = 0; i < taps->count; i++) {
    const f4 line = load(lines + (taps->first + i) % KEPT * width + x);
    const v128_t share = wasm_f64x2_splat(taps->share[i]);
    low = wasm_f64x2_add(low, wasm_f64x2_mul(wasm_f64x2_promote_low_f32x4(line), share));
    const f4 rest = wasm_i32x4_shuffle(line, line, 2, 3, 2, 3);
    high = wasm_f64x2_add(high, wasm_f64x2_mul(wasm_f64x2_promote_low_f32x4(rest), share));
  }
  return wasm_i32x4_shuffle(wasm_f32x4_demote_f64x2_zero(low), wasm_f32x4_demote_f64x2_zero(high),
                            0, 1, 4, 5);
}

/* out = 255 - page * 255 / paper, with the paper enlarged to the page by straight lines. */
EXPORT int darkness(const Array* page_, const Array* paper_, const Array* out_) {
  if (!is_array(page_, 2) || !is_array(paper_, 2)) return NOT_FOR_ME;
  const long height = page_->shape[0], width = page_->shape[1];
  const long rows = paper_->shape[0], columns = paper_->shape[1];
  if (!is_byte(page_, height * width) || !is_byte(paper_, rows * columns) ||
      !is_byte(out_, height * width) || width % 4 || rows > height || columns > width ||
      rows < 1 || columns < 1)
    return NOT_FOR_ME;
  Arena arena = {0};
  Taps* across = take(&arena, width * (long)sizeof(Taps));
  float* lines = take_floats(&arena, KEPT * width);
  if (arena.used > scratch_size) return NOT_FOR_ME;
  const unsigned char *page = page_->data, *paper = paper_->data;
  unsigned char* out = out_->data;
  for (long x = 0; x < width; x++) across[x] = taps_of(x, columns, width);
  long widened = 0;
  for (long y = 0; y < height; y++, page += width, out += width) {
    const Taps down = taps_of(y, rows, height);
    for (; widened < down.first + down.count; widened++)
      widen(paper + widened * columns, across, width, lines + widened % KEPT * width);
    for (long x = 0; x < width; x += 4) {
      const f4 bright = divide(all(255), max(all(1), mixed(&down, lines, width, x)));
      const v128_t bytes = wasm_v128_load32_zero(page + x);
      const f4 grey = wasm_f32x4_convert_i32x4(wasm_u32x4_extend_low_u16x8(wasm_u16x8_extend_low_u8x16(bytes)));
      const v128_t dark = wasm_i32x4_trunc_sat_f32x4(max(sub(all(255), mul(bright, grey)), all(0)));
      const v128_t packed = wasm_u8x16_narrow_i16x8(wasm_i16x8_narrow_i32x4(dark, dark), dark);
      wasm_v128_store32_lane(out + x, packed, 0);
    }
  }
  return DONE;
}
