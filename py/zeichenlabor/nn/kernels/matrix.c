/* Matrix products and the dense layer. */

#include "tile.h"

/* A block of b's columns stays in the nearest cache (8 * 384 floats, 12 KB) while a block of
 * a (128 * 384, 192 KB) comes from the next. */
enum { INNER_BLOCK = 384, ROW_BLOCK = 128 };

/* Up to so many rows of the result a copy of b's columns costs more than it brings. */
enum { ROWS_WITHOUT_PACKING = 32 };

/* A transposed `a` is copied only where each step of the inner index would touch another
 * page so often that the copy pays. */
enum { STEPS_WITHOUT_PACKING = 64, COLUMNS_WITHOUT_PACKING = 48 };

typedef struct {
  const float* data;
  long stride;
  int transposed;
} Matrix;

/* Both in scratch memory: a static array would stand in the module as so many zeros. */
static float* panel_memory(void) { return (float*)scratch; }
static float* block_memory(void) { return (float*)scratch + WIDE * INNER_BLOCK; }

EXPORT long least_scratch(void) { return (WIDE + ROW_BLOCK) * INNER_BLOCK * (long)sizeof(float); }

/* Copies rows `top` to `bottom` of a transposed `a` into groups of ROWS_OF_WIDE: of each group
 * first all rows at the first inner index, then all at the second … */
static const float* pack_rows(Matrix a, long top, long bottom, long k0, long k) {
  enum { GROUPS = 8 }; /* side by side: together they read whole lines of the cache */
  for (long i = top; i < bottom; i += GROUPS * ROWS_OF_WIDE) {
    float* to = block_memory() + (i - top) * k;
    const long rows = smaller(GROUPS * ROWS_OF_WIDE, bottom - i);
    for (long p = 0; p < k; p++) {
      const float* from = a.data + (k0 + p) * a.stride + i;
      long r = 0;
      for (; r + 4 <= rows; r += 4) store(to + r * k + 4 * p, load(from + r));
      for (; r < rows; r++) to[(r & ~3L) * k + 4 * p + (r & 3)] = from[r];
    }
  }
  return block_memory();
}

/* Evenly sized blocks: 400 in blocks of at most 384 is twice 200, not 384 and 16. */
static long block_size(long size, long most) {
  const long blocks = (size + most - 1) / most;
  return blocks ? (size + blocks - 1) / blocks : 1;
}

/* c (m, n) = op(a) op(b) + bias, or c + op(a) op(b); then z = c and c = activation(c). */
static void product(Matrix a, Matrix b, long m, long n, long k, const float* bias, int accumulate,
                    float* c, int activation, float* z) {
  const long inner_block = block_size(k, INNER_BLOCK);
  const long row_block = (block_size(m, ROW_BLOCK) + 7) / 8 * 8;
  const int pack_a =
      a.transposed && inner_block > STEPS_WITHOUT_PACKING && n > COLUMNS_WITHOUT_PACKING;
  for (long top = 0; top < m; top += row_block) {
    const long bottom = smaller(top + row_block, m);
    long k0 = 0;
    do { /* at least once: an empty sum is the bias */
      const long depth = smaller(inner_block, k - k0);
      const float* packed = pack_a ? pack_rows(a, top, bottom, k0, depth) : 0;
      for (long j = 0; j < n; j += WIDE) {
        const long columns = panel_columns(n - j);
        const float* corner =
            b.transposed ? b.data + j * b.stride + k0 : b.data + k0 * b.stride + j;
        const int in_place =
            !b.transposed && columns == panel_width(columns) && m <= ROWS_WITHOUT_PACKING;
        const Panel panel =
            in_place ? (Panel){corner, b.stride, columns}
                     : pack_panel(corner, b.stride, b.transposed, depth, columns, panel_memory());
        const Inner inner = {1, depth, 0};
        const float* start = accumulate || k0 ? 0 : bias ? bias + j : zeros;
        const Rows target = {c + top * n + j, n, 0};
        if (packed && is_wide(columns))
          strip_of_columns(packed, depth, ROWS_OF_WIDE, inner, panel, start, target, bottom - top);
        else if (a.transposed)
          strip_of_columns(a.data + k0 * a.stride + top, 1, a.stride, inner, panel, start, target,
                           bottom - top);
        else
          strip_of_rows((Rows){(float*)a.data + top * a.stride + k0, a.stride, 0}, inner, panel,
                        start, target, bottom - top, ROWS_OF_NARROW);
      }
      k0 += depth;
    } while (k0 < k);
    const long size = (bottom - top) * n;
    if (z) copy(c + top * n, z + top * n, size);
    if (activation != LINEAR) activate(activation, c + top * n, c + top * n, size);
  }
}

EXPORT int matmul(const Array* a, const Array* b, const Array* out, int transpose_a,
                  int transpose_b, int accumulate) {
  if (!is_array(a, 2) || !is_array(b, 2) || !is_array(out, 2)) return NOT_FOR_ME;
  const long m = out->shape[0], n = out->shape[1], k = a->shape[transpose_a ? 0 : 1];
  if (a->shape[transpose_a ? 1 : 0] != m || b->shape[transpose_b ? 1 : 0] != k ||
      b->shape[transpose_b ? 0 : 1] != n || !is_float(a, m * k) || !is_float(b, k * n) ||
      !is_float(out, m * n))
    return NOT_FOR_ME;
  product((Matrix){a->data, a->shape[1], transpose_a}, (Matrix){b->data, b->shape[1], transpose_b},
          m, n, k, 0, accumulate, out->data, LINEAR, 0);
  return DONE;
}

EXPORT int dense_forward(const Array* x, const Array* w, const Array* b, const Array* out,
                         int activation, const Array* z) {
  if (!is_array(x, 2) || !is_array(w, 2)) return NOT_FOR_ME;
  const long m = x->shape[0], k = x->shape[1], n = w->shape[1];
  if (w->shape[0] != k || !is_float(x, m * k) || !is_float(w, k * n) || !is_float_or_none(b, n) ||
      !is_float(out, m * n) || !is_float_or_none(z, m * n))
    return NOT_FOR_ME;
  product((Matrix){x->data, k, 0}, (Matrix){w->data, n, 0}, m, n, k, floats(b), 0, out->data,
          activation, floats(z));
  return DONE;
}

EXPORT int dense_backward(const Array* x, const Array* w, const Array* y, const Array* dy,
                          const Array* dw, const Array* db, const Array* dx, int activation,
                          const Array* z) {
  if (!is_array(x, 2) || !is_array(w, 2)) return NOT_FOR_ME;
  const long m = x->shape[0], k = x->shape[1], n = w->shape[1];
  if (w->shape[0] != k || !is_float(x, m * k) || !is_float(w, k * n) || !is_float(y, m * n) ||
      !is_float(dy, m * n) || !is_float(dw, k * n) || !is_float_or_none(db, n) ||
      !is_float_or_none(dx, m * k) || !is_float_or_none(z, m * n) ||
      (activation == GELU && z == none))
    return NOT_FOR_ME;
  float* sums = floats(db);
  if (sums) fill(sums, 0, n);
  activate_backward(activation, dy->data, y->data, floats(z), dy->data, sums, m, n);
  product((Matrix){x->data, k, 1}, (Matrix){dy->data, n, 0}, k, n, m, 0, 0, dw->data, LINEAR, 0);
  if (dx != none)
    product((Matrix){dy->data, n, 0}, (Matrix){w->data, n, 1}, m, k, n, 0, 0, dx->data, LINEAR, 0);
  return DONE;
}
