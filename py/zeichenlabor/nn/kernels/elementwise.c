/* Loops that touch each value once: activations, dropout, optimizer steps, batches. They
 * are bound by memory, so each does all its work in one pass. */

#include "simd.h"

/* --- activations ---------------------------------------------------------------------- */

static const float LEAKY_SLOPE = 0.2f;

/* exp(x) - 1 for x <= 0: the sum of the series near 0, where the difference would lose
 * digits. Beyond 0.35 the difference is good to 2e-7. */
INLINE f4 expm1_4(f4 x) {
  f4 p = all(1.0f / 5040);
  p = madd(p, x, all(1.0f / 720));
  p = madd(p, x, all(1.0f / 120));
  p = madd(p, x, all(1.0f / 24));
  p = madd(p, x, all(1.0f / 6));
  p = madd(p, x, all(0.5f));
  const f4 series = madd(mul(p, x), x, x);
  return where(wasm_f32x4_gt(x, all(-0.35f)), series, sub(exp4(x), all(1)));
}

#define MAP(FORMULA)        \
  {                         \
    FOR_EACH_4(n, FORMULA); \
    break;                  \
  }

void activate(int activation, const float* z, float* y, long n) {
#define RELU_(GET, PUT) PUT(y + i, max(GET(z + i), all(0)));
#define LEAKY_(GET, PUT)   \
  const f4 v = GET(z + i); \
  PUT(y + i, max(v, mul(v, all(LEAKY_SLOPE))));
#define ELU_(GET, PUT)     \
  const f4 v = GET(z + i); \
  PUT(y + i, where(wasm_f32x4_gt(v, all(0)), v, expm1_4(min(v, all(0)))));
#define GELU_(GET, PUT)    \
  const f4 v = GET(z + i); \
  PUT(y + i, mul(v, normal_cdf4(v)));
#define SIGMOID_(GET, PUT) PUT(y + i, sigmoid4(GET(z + i)));
#define TANH_(GET, PUT) PUT(y + i, tanh4(GET(z + i)));
  switch (activation) {
    case LINEAR:
      if (y != z) copy(z, y, n);
      break;
    case RELU: MAP(RELU_)
    case LEAKY_RELU: MAP(LEAKY_)
    case ELU: MAP(ELU_)
    case GELU: MAP(GELU_)
    case SIGMOID: MAP(SIGMOID_)
    case TANH: MAP(TANH_)
  }
#undef RELU_
#undef LEAKY_
#undef ELU_
#undef GELU_
#undef SIGMOID_
#undef TANH_
}

INLINE f4 slope(const int activation, f4 y, f4 z) {
  switch (activation) {
    case RELU: return wasm_v128_and(wasm_f32x4_gt(y, all(0)), all(1));
    case LEAKY_RELU: return where(wasm_f32x4_gt(y, all(0)), all(1), all(LEAKY_SLOPE));
    case ELU: return where(wasm_f32x4_gt(y, all(0)), all(1), add(y, all(1)));
    case GELU: {
      const f4 density = mul(exp4(mul(mul(z, z), all(-0.5f))), all(0.3989422804014327f));
      return madd(z, density, normal_cdf4(z));
    }
    case SIGMOID: return mul(y, sub(all(1), y));
    case TANH: return mul(sub(all(1), y), add(all(1), y)); /* 1 - y² loses digits near 1 */
  }
  return all(1);
}

INLINE void backward_rows(const int activation, const float* dy, const float* y, const float* z,
                          float* dz, float* db, long rows, long n) {
  for (long row = 0; row < rows; row++, dy += n, y += n, z += n, dz += n) {
#define BODY(GET, PUT)                                                                   \
  f4 g = GET(dy + i);                                                                    \
  if (activation == RELU)                                                                \
    g = wasm_v128_and(g, wasm_f32x4_gt(GET(y + i), all(0)));                             \
  else if (activation != LINEAR)                                                         \
    g = mul(g, slope(activation, GET(y + i), activation == GELU ? GET(z + i) : all(0))); \
  PUT(dz + i, g);                                                                        \
  if (db) PUT(db + i, add(GET(db + i), g));
    FOR_EACH_4(n, BODY);
#undef BODY
  }
}

void activate_backward(int activation, const float* dy, const float* y, const float* z, float* dz,
                       float* db, long rows, long n) {
#define CASE(A) \
  case A: backward_rows(A, dy, y, z, dz, db, rows, n); break;
  switch (activation) {
    CASE(LINEAR) CASE(RELU) CASE(LEAKY_RELU) CASE(ELU) CASE(GELU) CASE(SIGMOID) CASE(TANH)
  }
#undef CASE
}

EXPORT int activation_forward(const Array* z, const Array* out, int activation) {
  const long n = size_of(z);
  if (!is_float(z, n) || !is_float(out, n)) return NOT_FOR_ME;
  activate(activation, z->data, out->data, n);
  return DONE;
}

EXPORT int activation_backward(const Array* dy, const Array* y, const Array* dz, int activation,
                               const Array* z, const Array* db) {
  const long size = size_of(y);
  if (!is_float(y, size) || !is_float(dy, size) || !is_float(dz, size) ||
      !is_float_or_none(z, size) || (activation == GELU && z == none) || y->dimensions == 0)
    return NOT_FOR_ME;
  long n = y->shape[y->dimensions - 1];
  if (!is_float_or_none(db, n)) return NOT_FOR_ME;
  float* sum = floats(db);
  if (sum)
    fill(sum, 0, n);
  else
    n = size; /* no sums, so one long row will do */
  activate_backward(activation, dy->data, y->data, floats(z), dz->data, sum, n ? size / n : 0, n);
  return DONE;
}

/* --- dropout -------------------------------------------------------------------------- */

/* lowbias32, see random_bits in reference.py; the shifts are logical. */
INLINE v128_t mix(v128_t h) {
  h = wasm_v128_xor(h, wasm_u32x4_shr(h, 16));
  h = wasm_i32x4_mul(h, wasm_i32x4_splat(0x7FEB352D));
  h = wasm_v128_xor(h, wasm_u32x4_shr(h, 15));
  h = wasm_i32x4_mul(h, wasm_i32x4_splat((int)0x846CA68B));
  return wasm_v128_xor(h, wasm_u32x4_shr(h, 16));
}

EXPORT int dropout(const Array* x_, const Array* out_, unsigned threshold, float scale,
                   unsigned seed, unsigned step) {
  const long n = size_of(x_);
  if (!is_float(x_, n) || !is_float(out_, n)) return NOT_FOR_ME;
  const float* x = x_->data;
  float* out = out_->data;
  const v128_t key = mix(wasm_i32x4_add(mix(wasm_i32x4_splat(seed)), wasm_i32x4_splat(step)));
  const v128_t first = wasm_i32x4_make(0, 1, 2, 3);
#define BODY(GET, PUT)                                                                     \
  const v128_t bits = mix(wasm_v128_xor(wasm_i32x4_add(first, wasm_i32x4_splat(i)), key)); \
  const v128_t keep = wasm_u32x4_ge(bits, wasm_i32x4_splat(threshold));                    \
  PUT(out + i, mul(GET(x + i), wasm_v128_and(keep, all(scale))));
  FOR_EACH_4(n, BODY);
#undef BODY
  return DONE;
}

/* --- optimizer steps ------------------------------------------------------------------- */

/* Rounds to a multiple of the last digit of `grain` (1.2e-7 of it): 0 for much smaller numbers,
 * nothing changed for much larger ones. The optimizers' memories shrink by a factor at each step
 * without a gradient (a pixel that is hardly ever inked, a unit that is never active) until they
 * are denormal numbers, with which x86 computes a hundred times slower: an Adam step over 89,610
 * weights then took 1.6 ms in place of 0.06. */
INLINE f4 settle(f4 v, float grain) { return sub(add(v, all(grain)), all(grain)); }

static const float GRAIN_OF_MEMORY = 1e-22f, GRAIN_OF_SQUARES = 1e-29f;

EXPORT int sgd_step(const Array* w_, const Array* g_, const Array* v_, float rate, float momentum,
                    int nesterov) {
  const long n = size_of(w_);
  if (!is_float(w_, n) || !is_float(g_, n) || !is_float_or_none(v_, n)) return NOT_FOR_ME;
  float *w = w_->data, *velocity = floats(v_);
  const float* g = g_->data;
  if (momentum == 0) {
#define BODY(GET, PUT) PUT(w + i, sub(GET(w + i), mul(all(rate), GET(g + i))));
    FOR_EACH_4(n, BODY);
#undef BODY
    return DONE;
  }
  if (!velocity) return NOT_FOR_ME;
#define BODY(GET, PUT)                                                                    \
  const f4 pull = mul(all(rate), GET(g + i));                                             \
  const f4 v = settle(sub(mul(all(momentum), GET(velocity + i)), pull), GRAIN_OF_MEMORY); \
  PUT(velocity + i, v);                                                                   \
  PUT(w + i, add(GET(w + i), nesterov ? sub(mul(all(momentum), v), pull) : v));
  FOR_EACH_4(n, BODY);
#undef BODY
  return DONE;
}

EXPORT int rmsprop_step(const Array* w_, const Array* g_, const Array* average_, float rate,
                        float rho, float rest_of_rho, float epsilon) {
  const long n = size_of(w_);
  if (!is_float(w_, n) || !is_float(g_, n) || !is_float(average_, n)) return NOT_FOR_ME;
  float *w = w_->data, *average = average_->data;
  const float* g = g_->data;
#define BODY(GET, PUT)                                                           \
  const f4 slope = GET(g + i);                                                   \
  const f4 news = mul(all(rest_of_rho), mul(slope, slope));                      \
  const f4 a = settle(madd(all(rho), GET(average + i), news), GRAIN_OF_SQUARES); \
  PUT(average + i, a);                                                           \
  const f4 root = wasm_f32x4_sqrt(add(a, all(epsilon)));                         \
  PUT(w + i, sub(GET(w + i), divide(mul(all(rate), slope), root)));
  FOR_EACH_4(n, BODY);
#undef BODY
  return DONE;
}

/* `rate` has the bias correction in it, `keep` is 1 - learning_rate * weight_decay. */
EXPORT int adam_step(const Array* w_, const Array* g_, const Array* m_, const Array* v_, float rate,
                     float rest_of_beta_1, float rest_of_beta_2, float epsilon, float keep) {
  const long n = size_of(w_);
  if (!is_float(w_, n) || !is_float(g_, n) || !is_float(m_, n) || !is_float(v_, n))
    return NOT_FOR_ME;
  float *w = w_->data, *m = m_->data, *v = v_->data;
  const float* g = g_->data;
#define BODY(GET, PUT)                                                                  \
  const f4 slope = GET(g + i), m0 = GET(m + i), v0 = GET(v + i);                        \
  const f4 m1 = settle(madd(sub(slope, m0), all(rest_of_beta_1), m0), GRAIN_OF_MEMORY); \
  const f4 change_of_v = sub(mul(slope, slope), v0);                                    \
  const f4 v1 = settle(madd(change_of_v, all(rest_of_beta_2), v0), GRAIN_OF_SQUARES);   \
  PUT(m + i, m1);                                                                       \
  PUT(v + i, v1);                                                                       \
  const f4 change = divide(mul(all(rate), m1), add(wasm_f32x4_sqrt(v1), all(epsilon))); \
  PUT(w + i, sub(mul(GET(w + i), all(keep)), change));
  FOR_EACH_4(n, BODY);
#undef BODY
  return DONE;
}

/* Adds the gradient of l1 Σ|w| + l2 Σw² to g and puts both sums into `sums` (float64, 2). */
EXPORT int penalty(const Array* w_, const Array* g_, float l1, float l2, const Array* sums) {
  const long n = size_of(w_);
  if (!is_float(w_, n) || !is_float(g_, n) || !is_plain(sums, "d", 2)) return NOT_FOR_ME;
  const float* w = w_->data;
  float* g = g_->data;
  f4 sizes = all(0), squares = all(0);
#define BODY(GET, PUT)                                                                \
  const f4 v = GET(w + i), sign = wasm_v128_and(v, all(-0.0f));                       \
  const f4 one = wasm_v128_or(sign, wasm_v128_and(wasm_f32x4_ne(v, all(0)), all(1))); \
  sizes = add(sizes, wasm_f32x4_abs(v));                                              \
  squares = madd(v, v, squares);                                                      \
  PUT(g + i, add(GET(g + i), madd(v, all(2 * l2), mul(one, all(l1)))));
  FOR_EACH_4(n, BODY);
#undef BODY
  ((double*)sums->data)[0] = sum4(sizes);
  ((double*)sums->data)[1] = sum4(squares);
  return DONE;
}

/* total += scale * g, rounded twice on every machine: the variants must not differ here. */
EXPORT int add_scaled(const Array* g_, const Array* total_, float scale) {
  const long n = size_of(g_);
  if (!is_float(g_, n) || !is_float(total_, n)) return NOT_FOR_ME;
  const float* g = g_->data;
  float* total = total_->data;
#define BODY(GET, PUT) PUT(total + i, add(GET(total + i), mul(GET(g + i), all(scale))));
  FOR_EACH_4(n, BODY);
#undef BODY
  return DONE;
}

/* --- batches -------------------------------------------------------------------------- */

static void gather_bytes(const unsigned char* from, float* to, long n) {
  const float scale = 1.0f / 255;
  long i = 0;
  for (; i + 8 <= n; i += 8) {
    const v128_t words = wasm_u16x8_load8x8(from + i);
    store(to + i, mul(wasm_f32x4_convert_u32x4(wasm_u32x4_extend_low_u16x8(words)), all(scale)));
    store(to + i + 4,
          mul(wasm_f32x4_convert_u32x4(wasm_u32x4_extend_high_u16x8(words)), all(scale)));
  }
  for (; i < n; i++) to[i] = from[i] * scale;
}

EXPORT int gather(const Array* x, const Array* rows_, const Array* out_, const Array* labels,
                  const Array* labels_out) {
  if (x->type != array_type || x->dimensions < 1 || !is_array(rows_, 1)) return NOT_FOR_ME;
  const long n = rows_->shape[0], samples = x->shape[0];
  const long width = samples ? size_of(x) / samples : 0;
  const int bytes = is_byte(x, samples * width);
  if ((!bytes && !is_float(x, samples * width)) || !is_int(rows_, n) || !is_float(out_, n * width))
    return NOT_FOR_ME;
  if (labels != none && (!is_int(labels, samples) || !is_int(labels_out, n))) return NOT_FOR_ME;
  const int* rows = rows_->data;
  for (long i = 0; i < n; i++)
    if (rows[i] < 0 || rows[i] >= samples) return NOT_FOR_ME;
  float* out = out_->data;
  for (long i = 0; i < n; i++, out += width) {
    if (bytes)
      gather_bytes((const unsigned char*)x->data + rows[i] * width, out, width);
    else
      copy((const float*)x->data + rows[i] * width, out, width);
  }
  if (labels != none)
    for (long i = 0; i < n; i++) ((int*)labels_out->data)[i] = ((const int*)labels->data)[rows[i]];
  return DONE;
}
