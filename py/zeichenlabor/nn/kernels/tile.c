/* The tiles. A wide one is 4 rows by 8 columns: 8 sums, 2 vectors of b and one value of a
 * spread over a vector are 11 of the 16 SIMD registers of x86-64, and eight independent sums
 * are what two multiply-add units with a latency of four cycles need. Measured in Chromium
 * 156, GFLOP/s with plain and relaxed SIMD: 4x8 45 and 56, 6x8 39 and 41 (it spills), 4x8
 * with the loop unrolled twice 42 and 38 (spills again). A narrow one has 8 rows by 4. */

#include "tile.h"

const float zeros[WIDE];

/* Where `a` lies: by rows, or as the columns of its transpose. */
typedef struct {
  Rows rows;
  const float* columns;
  long spacing, step;
} Left;

INLINE float* row_of(Rows r, long i) { return r.data + (r.offsets ? r.offsets[i] : i * r.stride); }

INLINE Rows rows_from(Rows r, long i) {
  if (r.offsets)
    r.offsets += i;
  else
    r.data += i * r.stride;
  return r;
}

/* The tile whose first row is row i. `count`, `vectors` and `by_rows` are constants at each
 * place of use, so every loop over them unrolls and `sums` lives in registers. */
INLINE void tile(const int count, const int vectors, const int by_rows, const Left* a, Inner inner,
                 Panel b, const float* start, Rows c, long i) {
  const float *a_rows[ROWS_OF_NARROW], *a_column = 0, *b_row = b.data;
  float* c_rows[ROWS_OF_NARROW];
  f4 sums[ROWS_OF_NARROW][2];
  UNROLLED (r, count) {
    if (by_rows) a_rows[r] = row_of(a->rows, i + r);
    c_rows[r] = row_of(c, i + r);
    UNROLLED (v, vectors) sums[r][v] = load((start ? start : c_rows[r]) + 4 * v);
  }
  for (long run = 0; run < inner.runs; run++) {
    if (!by_rows) a_column = a->columns + i * a->spacing + run * inner.jump;
#pragma clang loop unroll(disable)
    for (long p = 0; p < inner.length; p++) {
      f4 bs[2];
      UNROLLED (v, vectors) bs[v] = load(b_row + 4 * v);
      UNROLLED (r, count) {
        const f4 spread = wasm_v128_load32_splat(by_rows ? a_rows[r] + p : a_column + r);
        UNROLLED (v, vectors) sums[r][v] = madd(spread, bs[v], sums[r][v]);
      }
      b_row += b.stride;
      if (!by_rows) a_column += a->step;
    }
    if (by_rows)
      UNROLLED (r, count) a_rows[r] += inner.jump;
  }
  UNROLLED (r, count)
    UNROLLED (v, vectors) store(c_rows[r] + 4 * v, sums[r][v]);
}

/* A strip whose panel has all its columns. */
#define TILE(COUNT, VECTORS) tile(COUNT, VECTORS, by_rows, a, inner, b, start, c, i)
INLINE void whole_strip(const int by_rows, const Left* a, Inner inner, Panel b, const float* start,
                        Rows c, long count, long together) {
  long i = 0;
  if (is_wide(b.columns)) {
    if (together >= 4)
      for (; i + 4 <= count; i += 4) TILE(4, 2);
    for (; i < count; i += smaller(together, count - i)) switch (smaller(together, count - i)) {
        case 1: TILE(1, 2); break;
        case 2: TILE(2, 2); break;
        case 3: TILE(3, 2); break;
      }
  } else {
    if (together >= 8)
      for (; i + 8 <= count; i += 8) TILE(8, 1);
    for (; i < count; i += smaller(together, count - i)) switch (smaller(together, count - i)) {
        case 1: TILE(1, 1); break;
        case 2: TILE(2, 1); break;
        case 3: TILE(3, 1); break;
        case 4: TILE(4, 1); break;
        case 5: TILE(5, 1); break;
        case 6: TILE(6, 1); break;
        case 7: TILE(7, 1); break;
      }
  }
}

static void whole_strip_of_rows(Left a, Inner inner, Panel b, const float* start, Rows c,
                                long count, long together) {
  whole_strip(1, &a, inner, b, start, c, count, together);
}

static void whole_strip_of_columns(Left a, Inner inner, Panel b, const float* start, Rows c,
                                   long count, long together) {
  whole_strip(0, &a, inner, b, start, c, count, together);
}

/* Fewer columns than the panel is wide: the tiles work on copies of the result's rows. */
static void part_strip(int by_rows, Left a, Inner inner, Panel b, const float* start, Rows c,
                       long count, long together) {
  const long width = panel_width(b.columns), columns = b.columns;
  float lines[ROWS_OF_NARROW * WIDE], first[WIDE] = {0};
  if (start)
    for (long j = 0; j < columns; j++) first[j] = start[j];
  b.columns = width;
  for (long i = 0; i < count; i += together) {
    const long here = smaller(together, count - i);
    const Rows part = rows_from(c, i), stage = {lines, width, 0};
    if (!start)
      for (long r = 0; r < here; r++)
        for (long j = 0; j < width; j++)
          lines[r * width + j] = j < columns ? row_of(part, r)[j] : 0;
    const Left left = {rows_from(a.rows, i), a.columns + i * a.spacing, a.spacing, a.step};
    (by_rows ? whole_strip_of_rows : whole_strip_of_columns)(left, inner, b, start ? first : 0,
                                                             stage, here, together);
    for (long r = 0; r < here; r++)
      for (long j = 0; j < columns; j++) row_of(part, r)[j] = lines[r * width + j];
  }
}

INLINE long tile_rows(Panel b) { return is_wide(b.columns) ? ROWS_OF_WIDE : ROWS_OF_NARROW; }
INLINE int is_whole(Panel b) { return b.columns == panel_width(b.columns); }

void strip_of_rows(Rows rows, Inner inner, Panel b, const float* start, Rows c, long count,
                   long together) {
  const Left a = {rows, 0, 0, 0};
  together = smaller(together, tile_rows(b));
  if (is_whole(b))
    whole_strip_of_rows(a, inner, b, start, c, count, together);
  else
    part_strip(1, a, inner, b, start, c, count, together);
}

void strip_of_columns(const float* columns, long spacing, long step, Inner inner, Panel b,
                      const float* start, Rows c, long count) {
  const Left a = {{0, 0, 0}, columns, spacing, step};
  if (is_whole(b))
    whole_strip_of_columns(a, inner, b, start, c, count, tile_rows(b));
  else
    part_strip(0, a, inner, b, start, c, count, tile_rows(b));
}

Panel pack_panel(const float* b, long stride, int transposed, long k, long columns, float* to) {
  const long width = panel_width(columns);
  const Panel panel = {to, width, columns};
  if (!transposed) {
    for (long p = 0; p < k; p++, b += stride, to += width) {
      if (columns == WIDE)
        store(to, load(b)), store(to + 4, load(b + 4));
      else
        for (long j = 0; j < width; j++) to[j] = j < columns ? b[j] : 0;
    }
    return panel;
  }
  for (long j = 0; j < width; j += 4) {
    const float* row[4];
    for (long i = 0; i < 4; i++) row[i] = b + smaller(j + i, columns - 1) * stride;
    float* at = to + j;
    long p = 0;
    for (; p + 4 <= k; p += 4, at += 4 * width) {
      const f4 r0 = load(row[0] + p), r1 = load(row[1] + p), r2 = load(row[2] + p),
               r3 = load(row[3] + p);
      const f4 a = wasm_i32x4_shuffle(r0, r1, 0, 4, 1, 5),
               c = wasm_i32x4_shuffle(r2, r3, 0, 4, 1, 5);
      const f4 d = wasm_i32x4_shuffle(r0, r1, 2, 6, 3, 7),
               e = wasm_i32x4_shuffle(r2, r3, 2, 6, 3, 7);
      store(at, wasm_i64x2_shuffle(a, c, 0, 2));
      store(at + width, wasm_i64x2_shuffle(a, c, 1, 3));
      store(at + 2 * width, wasm_i64x2_shuffle(d, e, 0, 2));
      store(at + 3 * width, wasm_i64x2_shuffle(d, e, 1, 3));
    }
    for (; p < k; p++, at += width)
      for (long i = 0; i < 4; i++) at[i] = row[i][p];
  }
  return panel;
}

/* A tile with all its numbers in the nearest cache: its rate is the bound that the benchmark
 * holds whole steps against. */
EXPORT void run_tile(const Array* numbers, long rounds) {
  float *a = numbers->data, *b = a + 4 * 384, *c = b + 8 * 384;
  for (long i = 0; i < rounds; i++)
    strip_of_columns(a, 1, 4, (Inner){1, 384, 0}, (Panel){b, 8, 8}, zeros, (Rows){c, 8, 0}, 4);
}
