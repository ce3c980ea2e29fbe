/* The heart of every matrix product and convolution: a small tile of the result, held in
 * registers while the inner index runs; and strips, which are tiles one below the other.
 * See tile.c. */

#ifndef TILE_H
#define TILE_H

#include "simd.h"

/* Columns left over by panels of WIDE make one of NARROW. */
enum { WIDE = 8, NARROW = 4, ROWS_OF_WIDE = 4, ROWS_OF_NARROW = 8 };

/* The inner index runs in `runs` runs of `length` steps; `jump` leads from the start of one
 * run of `a` to the next. That is how a tile reads the windows of a convolution where they
 * lie, without a copy: for one output pixel a row of the kernel sees kw * cin neighbouring
 * numbers, then comes a jump to the next row of the picture. `b` has no jumps. */
typedef struct {
  long runs, length, jump;
} Inner;

/* Rows of a matrix: row i begins at data + i * stride, or at data + offsets[i] if there are
 * offsets. */
typedef struct {
  float* data;
  long stride;
  const long* offsets;
} Rows;

/* Eight (or four) columns of b: row p lies at data + p * stride. */
typedef struct {
  const float* data;
  long stride;
  long columns; /* how many of them the result has */
} Panel;

INLINE int is_wide(long columns) { return columns > NARROW; }
INLINE long panel_width(long columns) { return is_wide(columns) ? WIDE : NARROW; }
INLINE long panel_columns(long left) { return left < WIDE ? left : WIDE; }

extern const float zeros[WIDE];

/* c[i][j] = start[j] + Σ a[i][p] b[p][j] for i < count; without `start` c[i][j] += Σ.
 * At most `together` rows go into one tile. */
void strip_of_rows(Rows a, Inner inner, Panel b, const float* start, Rows c, long count,
                   long together);

/* The same for a transposed `a`: its rows are neighbours, and a step of the inner index leads
 * `step` further. Row i of a tile's first row begins at a + i * spacing: 1 where all rows are
 * neighbours, more where only groups of ROWS_OF_WIDE are. */
void strip_of_columns(const float* a, long spacing, long step, Inner inner, Panel b,
                      const float* start, Rows c, long count);

/* Copy k rows of `columns` (at most 8) neighbouring columns into a panel of panel_width; what
 * its other columns hold does not count. b[p][j] lies at b + p * stride, or for `transposed` at b + j * stride + p. */
Panel pack_panel(const float* b, long stride, int transposed, long k, long columns, float* to);

#endif
