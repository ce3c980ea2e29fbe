/* Softmax with its loss, and batch normalisation: what needs sums before it can write. */

#include "simd.h"

/* --- softmax ------------------------------------------------------------------------------ */

enum { MOST_CLASSES = 1024 };
static float row_memory[MOST_CLASSES];

static long largest(const float* row, long n) {
  long best = 0;
  for (long i = 1; i < n; i++)
    if (row[i] > row[best]) best = i;
  return best;
}

/* out = exp(row - top); returns the sum. */
static float exponentials(const float* row, float top, long n, float* out) {
#define BODY(GET, PUT) PUT(out + i, exp4(sub(GET(row + i), all(top))));
  FOR_EACH_4(n, BODY);
#undef BODY
  float sum = 0;
  for (long i = 0; i < n; i++) sum += out[i];
  return sum;
}

static void multiply(const float* row, float factor, long n, float* out) {
#define BODY(GET, PUT) PUT(out + i, mul(GET(row + i), all(factor)));
  FOR_EACH_4(n, BODY);
#undef BODY
}

EXPORT int softmax(const Array* z, const Array* out) {
  if (!is_array(z, 2)) return NOT_FOR_ME;
  const long rows = z->shape[0], n = z->shape[1];
  if (!is_float(z, rows * n) || !is_float(out, rows * n) || n == 0) return NOT_FOR_ME;
  const float* in = z->data;
  float* to = out->data;
  for (long r = 0; r < rows; r++, in += n, to += n)
    multiply(to, 1 / exponentials(in, in[largest(in, n)], n, to), n, to);
  return DONE;
}

/* `results` (float64, 2) takes the sum of the losses and the number of hits. */
EXPORT int softmax_cross_entropy(const Array* z, const Array* labels_, const Array* dz,
                                 const Array* probabilities, const Array* results_) {
  if (!is_array(z, 2)) return NOT_FOR_ME;
  const long rows = z->shape[0], n = z->shape[1];
  if (!is_float(z, rows * n) || !is_int(labels_, rows) || !is_float_or_none(dz, rows * n) ||
      !is_float_or_none(probabilities, rows * n) || !is_plain(results_, "d", 2) || n > MOST_CLASSES)
    return NOT_FOR_ME;
  const int* labels = labels_->data;
  for (long r = 0; r < rows; r++)
    if (labels[r] < 0 || labels[r] >= n) return NOT_FOR_ME;

  const float* in = z->data;
  float *gradient = floats(dz), *to = floats(probabilities);
  double loss = 0;
  long hits = 0;
  for (long r = 0; r < rows; r++, in += n) {
    const long label = labels[r], best = largest(in, n);
    const float distance = in[best] - in[label];
    const float sum = exponentials(in, in[best], n, row_memory);
    loss += wasm_f32x4_extract_lane(log4(all(sum)), 0) + distance;
    hits += best == label;
    if (to) multiply(row_memory, 1 / sum, n, to), to += n;
    if (gradient) {
      multiply(row_memory, 1 / (sum * (float)rows), n, gradient);
      gradient[label] -= 1 / (float)rows;
      gradient += n;
    }
  }
  double* results = results_->data;
  results[0] = loss;
  results[1] = hits;
  return DONE;
}

/* --- batch normalisation -------------------------------------------------------------------- */

/* Sums over many rows are made in blocks: a block of so many rows stays in the nearest cache
 * while each group of four channels runs down it in registers, and summing the blocks' sums
 * loses fewer digits than one long sum. */
enum { BLOCK = 64 };

/* The channels of all arrays here, and the number of rows in front of them. */
INLINE int is_rows(const Array* x, long* rows, long* channels) {
  if (x->type != array_type || x->dimensions < 1) return 0;
  *channels = x->shape[x->dimensions - 1];
  *rows = *channels ? size_of(x) / *channels : 0;
  return is_float(x, *rows * *channels);
}

static void mean_of(const float* x, long rows, long n, float* mean) {
  fill(mean, 0, n);
  for (long top = 0; top < rows; top += BLOCK) {
    const long here = rows - top < BLOCK ? rows - top : BLOCK;
    const float* block = x + top * n;
#define BODY(GET, PUT)                                                    \
  f4 sum = all(0);                                                        \
  for (long r = 0; r < here; r++) sum = add(sum, GET(block + r * n + i)); \
  PUT(mean + i, add(GET(mean + i), sum));
    FOR_EACH_4(n, BODY);
#undef BODY
  }
  multiply(mean, 1 / (float)rows, n, mean);
}

static void variance_of(const float* x, long rows, long n, const float* mean, float* variance) {
  fill(variance, 0, n);
  for (long top = 0; top < rows; top += BLOCK) {
    const long here = rows - top < BLOCK ? rows - top : BLOCK;
    const float* block = x + top * n;
#define BODY(GET, PUT)                                \
  f4 sum = all(0);                                    \
  const f4 centre = GET(mean + i);                    \
  for (long r = 0; r < here; r++) {                   \
    const f4 d = sub(GET(block + r * n + i), centre); \
    sum = madd(d, d, sum);                            \
  }                                                   \
  PUT(variance + i, add(GET(variance + i), sum));
    FOR_EACH_4(n, BODY);
#undef BODY
  }
  multiply(variance, 1 / (float)rows, n, variance);
}

static void follow(float* running, const float* batch, float momentum, long n) {
#define BODY(GET, PUT) \
  PUT(running + i, madd(GET(running + i), all(momentum), mul(GET(batch + i), all(1 - momentum))));
  FOR_EACH_4(n, BODY);
#undef BODY
}

static void inverse_root(const float* variance, float epsilon, long n, float* out) {
#define BODY(GET, PUT) \
  PUT(out + i, divide(all(1), wasm_f32x4_sqrt(add(GET(variance + i), all(epsilon)))));
  FOR_EACH_4(n, BODY);
#undef BODY
}

/* out = (x - mean) * inverse_std * gamma + beta */
static void scale_and_shift(const float* x, long rows, long n, const float* mean,
                            const float* inverse_std, const float* gamma, const float* beta,
                            float* out) {
  for (long r = 0; r < rows; r++, x += n, out += n) {
#define BODY(GET, PUT)                                                                       \
  const f4 scale = gamma ? mul(GET(gamma + i), GET(inverse_std + i)) : GET(inverse_std + i); \
  PUT(out + i, madd(sub(GET(x + i), GET(mean + i)), scale, beta ? GET(beta + i) : all(0)));
    FOR_EACH_4(n, BODY);
#undef BODY
  }
}

EXPORT int batch_norm_forward(const Array* x, const Array* gamma, const Array* beta,
                              const Array* running_mean, const Array* running_variance,
                              const Array* out, const Array* mean, const Array* inverse_std,
                              float momentum, float epsilon) {
  long rows, n;
  if (!is_rows(x, &rows, &n) || !is_float_or_none(gamma, n) || !is_float_or_none(beta, n) ||
      !is_float(running_mean, n) || !is_float(running_variance, n) || !is_float(out, rows * n) ||
      !is_float(mean, n) || !is_float(inverse_std, n))
    return NOT_FOR_ME;
  if (rows == 0) return DONE;
  float* variance = inverse_std->data; /* first the one, then the other */
  mean_of(x->data, rows, n, mean->data);
  variance_of(x->data, rows, n, mean->data, variance);
  follow(running_mean->data, mean->data, momentum, n);
  follow(running_variance->data, variance, momentum, n);
  inverse_root(variance, epsilon, n, inverse_std->data);
  scale_and_shift(x->data, rows, n, mean->data, inverse_std->data, floats(gamma), floats(beta),
                  out->data);
  return DONE;
}

/* Of a micro-batch: its own mean and variance. */
EXPORT int batch_norm_statistics(const Array* x, const Array* mean, const Array* variance) {
  long rows, n;
  if (!is_rows(x, &rows, &n) || rows == 0 || !is_float(mean, n) || !is_float(variance, n))
    return NOT_FOR_ME;
  mean_of(x->data, rows, n, mean->data);
  variance_of(x->data, rows, n, mean->data, variance->data);
  return DONE;
}

EXPORT int batch_norm_inference(const Array* x, const Array* gamma, const Array* beta,
                                const Array* mean, const Array* variance, const Array* out,
                                float epsilon, int activation) {
  long rows, n;
  if (!is_rows(x, &rows, &n) || !is_float_or_none(gamma, n) || !is_float_or_none(beta, n) ||
      !is_float(mean, n) || !is_float(variance, n) || !is_float(out, rows * n) || n > MOST_CLASSES)
    return NOT_FOR_ME;
  inverse_root(variance->data, epsilon, n, row_memory);
  scale_and_shift(x->data, rows, n, mean->data, row_memory, floats(gamma), floats(beta), out->data);
  if (activation != LINEAR) activate(activation, out->data, out->data, rows * n);
  return DONE;
}

/* The sums of dy and of dy times the normalised x. */
static void gradient_sums(const float* dy, const float* x, long rows, long n, const float* mean,
                          const float* inverse_std, float* sum_dy, float* sum_dy_normal) {
  fill(sum_dy, 0, n);
  fill(sum_dy_normal, 0, n);
  for (long top = 0; top < rows; top += BLOCK) {
    const long here = rows - top < BLOCK ? rows - top : BLOCK;
    const float *g_block = dy + top * n, *x_block = x + top * n;
#define BODY(GET, PUT)                                                 \
  f4 sum = all(0), product = all(0);                                   \
  const f4 centre = GET(mean + i);                                     \
  for (long r = 0; r < here; r++) {                                    \
    const f4 g = GET(g_block + r * n + i);                             \
    sum = add(sum, g);                                                 \
    product = madd(g, sub(GET(x_block + r * n + i), centre), product); \
  }                                                                    \
  PUT(sum_dy + i, add(GET(sum_dy + i), sum));                          \
  PUT(sum_dy_normal + i, madd(product, GET(inverse_std + i), GET(sum_dy_normal + i)));
    FOR_EACH_4(n, BODY);
#undef BODY
  }
}

/* dx for the whole batch's sums of dy and of dy times the normalised x, times `share` of a row. */
static void input_gradient(const float* dy, const float* x, long rows, long n, const float* gamma,
                           const float* mean, const float* inverse_std, const float* sum_dy,
                           const float* sum_dy_normal, float share_, float* dx) {
  const f4 share = all(share_);
  for (long r = 0; r < rows; r++, dy += n, x += n, dx += n) {
#define BODY(GET, PUT)                                                                 \
  const f4 inverse = GET(inverse_std + i);                                             \
  const f4 scale = gamma ? mul(GET(gamma + i), inverse) : inverse;                     \
  const f4 normal = mul(sub(GET(x + i), GET(mean + i)), inverse);                      \
  const f4 common = mul(madd(normal, GET(sum_dy_normal + i), GET(sum_dy + i)), share); \
  PUT(dx + i, mul(scale, sub(GET(dy + i), common)));
    FOR_EACH_4(n, BODY);
#undef BODY
  }
}

EXPORT int batch_norm_backward(const Array* dy, const Array* x, const Array* gamma,
                               const Array* mean, const Array* inverse_std, const Array* dx,
                               const Array* dgamma, const Array* dbeta) {
  long rows, n;
  if (!is_rows(x, &rows, &n) || !is_float(dy, rows * n) || !is_float_or_none(gamma, n) ||
      !is_float(mean, n) || !is_float(inverse_std, n) || !is_float(dx, rows * n) ||
      !is_float_or_none(dgamma, n) || !is_float_or_none(dbeta, n) || 2 * n > MOST_CLASSES)
    return NOT_FOR_ME;
  float *sum_dy = row_memory, *sum_dy_normal = row_memory + n;
  gradient_sums(dy->data, x->data, rows, n, mean->data, inverse_std->data, sum_dy, sum_dy_normal);
  if (dgamma != none) copy(sum_dy_normal, dgamma->data, n);
  if (dbeta != none) copy(sum_dy, dbeta->data, n);
  input_gradient(dy->data, x->data, rows, n, floats(gamma), mean->data, inverse_std->data, sum_dy,
                 sum_dy_normal, 1 / (float)(rows ? rows : 1), dx->data);
  return DONE;
}

/* The same in two halves, for a micro-batch: between them the sums of all are added up. */
EXPORT int batch_norm_gradient_sums(const Array* dy, const Array* x, const Array* mean,
                                    const Array* inverse_std, const Array* sum_dy,
                                    const Array* sum_dy_normal) {
  long rows, n;
  if (!is_rows(x, &rows, &n) || !is_float(dy, rows * n) || !is_float(mean, n) ||
      !is_float(inverse_std, n) || !is_float(sum_dy, n) || !is_float(sum_dy_normal, n))
    return NOT_FOR_ME;
  gradient_sums(dy->data, x->data, rows, n, mean->data, inverse_std->data, sum_dy->data,
                sum_dy_normal->data);
  return DONE;
}

EXPORT int batch_norm_input_gradient(const Array* dy, const Array* x, const Array* gamma,
                                     const Array* mean, const Array* inverse_std,
                                     const Array* sum_dy, const Array* sum_dy_normal,
                                     const Array* dx, float share) {
  long rows, n;
  if (!is_rows(x, &rows, &n) || !is_float(dy, rows * n) || !is_float_or_none(gamma, n) ||
      !is_float(mean, n) || !is_float(inverse_std, n) || !is_float(sum_dy, n) ||
      !is_float(sum_dy_normal, n) || !is_float(dx, rows * n))
    return NOT_FOR_ME;
  input_gradient(dy->data, x->data, rows, n, floats(gamma), mean->data, inverse_std->data,
                 sum_dy->data, sum_dy_normal->data, share, dx->data);
  return DONE;
}
