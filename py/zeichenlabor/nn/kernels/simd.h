/* What all sources of the SIMD module share: NumPy's array as C sees it, four floats
 * at once, and the few functions of mathematics that training needs.
 *
 * Free-standing: no C library, so that the module is a few kilobytes and imports
 * nothing but the memory. */

#ifndef SIMD_H
#define SIMD_H

#include <wasm_simd128.h>

#define EXPORT __attribute__((visibility("default")))
#define INLINE static inline __attribute__((always_inline))
#define UNROLLED(i, n) _Pragma("GCC unroll 8") for (int i = 0; i < (n); i++)

/* --- arrays ---------------------------------------------------------------------------
 *
 * Python hands over the address of each array object (`id(array)` costs 0.1 µs, asking
 * NumPy for the data pointer 1.4 µs). The layout is the public ABI of NumPy (struct
 * PyArrayObject_fields in ndarraytypes.h, unchanged since 1.7) behind CPython's two-word
 * object head; simd.py checks it when it loads the module. So dtype, shape and contiguity
 * are checked here, at no cost, and what does not fit goes back to the reference. */

typedef struct {
  long refcount;
  const void *type, *scalar_type;
  char kind, code, byte_order;
} Dtype;

typedef struct {
  long refcount;
  const void* type;
  void* data;
  int dimensions;
  const long *shape, *strides;
  const void* base;
  const Dtype* dtype;
  int flags;
} Array;

enum { C_CONTIGUOUS = 0x1, ALIGNED = 0x100 };

/* What an exported function answers. A larger number asks for that many bytes of scratch
 * memory, after which Python calls again. */
enum { NOT_FOR_ME = 0, DONE = 1 };

extern const void* array_type; /* numpy.ndarray */
extern const Array* none;      /* None */
extern char* scratch;          /* memory that Python owns, see memory.c */
extern long scratch_size;

INLINE long size_of(const Array* a) {
  long size = 1;
  for (int i = 0; i < a->dimensions; i++) size *= a->shape[i];
  return size;
}

/* A plain array of `size` elements with one of the dtype codes in `codes`. */
INLINE int is_plain(const Array* a, const char* codes, long size) {
  if (a->type != array_type || (a->flags & (C_CONTIGUOUS | ALIGNED)) != (C_CONTIGUOUS | ALIGNED) ||
      a->dtype->byte_order == '>')
    return 0;
  for (; *codes; codes++)
    if (a->dtype->code == *codes) return size_of(a) == size;
  return 0;
}

INLINE int is_float(const Array* a, long size) { return is_plain(a, "f", size); }
INLINE int is_int(const Array* a, long size) { return is_plain(a, "il", size); }
INLINE int is_byte(const Array* a, long size) { return is_plain(a, "B", size); }
INLINE int is_array(const Array* a, int dimensions) {
  return a->type == array_type && a->dimensions == dimensions;
}

/* The same for an argument that may be None. */
INLINE int is_float_or_none(const Array* a, long size) { return a == none || is_float(a, size); }

INLINE float* floats(const Array* a) { return a == none ? 0 : (float*)a->data; }

/* --- four floats ---------------------------------------------------------------------- */

typedef v128_t f4;

INLINE long smaller(long a, long b) { return a < b ? a : b; }

INLINE f4 load(const float* p) { return wasm_v128_load(p); }
INLINE void store(float* p, f4 v) { wasm_v128_store(p, v); }
INLINE f4 all(float v) { return wasm_f32x4_splat(v); }
INLINE f4 add(f4 a, f4 b) { return wasm_f32x4_add(a, b); }
INLINE f4 sub(f4 a, f4 b) { return wasm_f32x4_sub(a, b); }
INLINE f4 mul(f4 a, f4 b) { return wasm_f32x4_mul(a, b); }
INLINE f4 divide(f4 a, f4 b) { return wasm_f32x4_div(a, b); }
INLINE f4 where(f4 mask, f4 yes, f4 no) { return wasm_v128_bitselect(yes, no, mask); }

/* One machine instruction each, which wasm_f32x4_max is not. Where `a` is not a number it
 * stays, so a diverged training shows. */
INLINE f4 max(f4 a, f4 b) { return wasm_f32x4_pmax(a, b); }
INLINE f4 min(f4 a, f4 b) { return wasm_f32x4_pmin(a, b); }

/* a * b + c; with relaxed SIMD in one rounding where the machine has that. */
INLINE f4 madd(f4 a, f4 b, f4 c) {
#ifdef __wasm_relaxed_simd__
  return wasm_f32x4_relaxed_madd(a, b, c);
#else
  return add(mul(a, b), c);
#endif
}

INLINE float sum4(f4 v) {
  return (wasm_f32x4_extract_lane(v, 0) + wasm_f32x4_extract_lane(v, 1)) +
         (wasm_f32x4_extract_lane(v, 2) + wasm_f32x4_extract_lane(v, 3));
}

/* The first n (1 to 3) floats of a vector; the others are 0. Not inlined: they serve the last
 * numbers of an array only, and every loop has some of them. */
f4 load_some(const float* p, long n);
void store_some(float* p, f4 v, long n);

/* Runs BODY for i = 0, 4, 8 …; GET(p) and PUT(p, v) inside it take four floats at p + i, or
 * the rest at the end of the array. One text for both keeps each formula in one place. */
#define FOR_EACH_4(n, BODY)        \
  do {                             \
    long i = 0;                    \
    for (; i + 4 <= (n); i += 4) { \
      BODY(load, store)            \
    }                              \
    if (i < (n)) {                 \
      const long rest = (n) - i;   \
      BODY(LOAD_REST, STORE_REST)  \
    }                              \
  } while (0)
#define LOAD_REST(p) load_some(p, rest)
#define STORE_REST(p, v) store_some(p, v, rest)

/* --- mathematics ----------------------------------------------------------------------
 *
 * Polynomials and constants from the Cephes library (Stephen L. Moshier, single precision:
 * expf.c, logf.c, tanhf.c, ndtrf.c), evaluated for four numbers at once. */

/* Relative error below 1.2e-7 for -87.3 <= x <= 88.7; 0 below, the largest result above. */
INLINE f4 exp4(f4 x) {
  const f4 is_zero = wasm_f32x4_lt(x, all(-87.33654f));
  x = max(min(x, all(88.72283f)), all(-87.33654f));
  const f4 n = wasm_f32x4_nearest(mul(x, all(1.44269504088896341f)));
  f4 r = sub(x, mul(n, all(0.693359375f)));
  r = sub(r, mul(n, all(-2.12194440e-4f)));
  f4 p = all(1.9875691500e-4f);
  p = madd(p, r, all(1.3981999507e-3f));
  p = madd(p, r, all(8.3334519073e-3f));
  p = madd(p, r, all(4.1665795894e-2f));
  p = madd(p, r, all(1.6666665459e-1f));
  p = madd(p, r, all(5.0000001201e-1f));
  p = add(madd(p, mul(r, r), r), all(1));
  /* 2^n in two factors, for n = 128 alone has no float */
  const v128_t power = wasm_i32x4_trunc_sat_f32x4(n);
  const v128_t half = wasm_i32x4_shr(power, 1);
  const v128_t one = wasm_i32x4_splat(127);
  const f4 a = wasm_i32x4_shl(wasm_i32x4_add(half, one), 23);
  const f4 b = wasm_i32x4_shl(wasm_i32x4_add(wasm_i32x4_sub(power, half), one), 23);
  return wasm_v128_andnot(mul(mul(p, a), b), is_zero);
}

/* Natural logarithm of a normal number above 0. */
INLINE f4 log4(f4 x) {
  const v128_t bits = wasm_i32x4_sub(x, wasm_i32x4_splat(0x3F3504F3)); /* sqrt(1/2) */
  const f4 n = wasm_f32x4_convert_i32x4(wasm_i32x4_shr(bits, 23));
  const f4 m = wasm_i32x4_add(wasm_v128_and(bits, wasm_i32x4_splat(0x007FFFFF)),
                              wasm_i32x4_splat(0x3F3504F3));
  const f4 r = sub(m, all(1)), r2 = mul(r, r);
  f4 p = all(7.0376836292e-2f);
  p = madd(p, r, all(-1.1514610310e-1f));
  p = madd(p, r, all(1.1676998740e-1f));
  p = madd(p, r, all(-1.2420140846e-1f));
  p = madd(p, r, all(1.4249322787e-1f));
  p = madd(p, r, all(-1.6668057665e-1f));
  p = madd(p, r, all(2.0000714765e-1f));
  p = madd(p, r, all(-2.4999993993e-1f));
  p = madd(p, r, all(3.3333331174e-1f));
  f4 y = mul(mul(p, r), r2);
  y = madd(n, all(-2.12194440e-4f), y);
  y = madd(r2, all(-0.5f), y);
  return madd(n, all(0.693359375f), add(r, y));
}

INLINE f4 tanh4(f4 x) {
  const f4 size = wasm_f32x4_abs(x), x2 = mul(x, x);
  const f4 large = sub(all(1), divide(all(2), add(exp4(add(size, size)), all(1))));
  f4 p = all(-5.70498872745e-3f);
  p = madd(p, x2, all(2.06390887954e-2f));
  p = madd(p, x2, all(-5.37397155531e-2f));
  p = madd(p, x2, all(1.33314422036e-1f));
  p = madd(p, x2, all(-3.33332819422e-1f));
  const f4 small = madd(mul(p, x2), size, size);
  const f4 y = where(wasm_f32x4_lt(size, all(0.625f)), small, large);
  return wasm_v128_or(y, wasm_v128_and(x, all(-0.0f)));
}

INLINE f4 sigmoid4(f4 x) {
  /* exp of minus the size never overflows, and a small result keeps its digits */
  const f4 e = exp4(wasm_f32x4_neg(wasm_f32x4_abs(x)));
  const f4 top = where(wasm_f32x4_lt(x, all(0)), e, all(1));
  return divide(top, add(all(1), e));
}

/* Distribution function of the normal distribution: erfc(-x / sqrt 2) / 2. */
INLINE f4 normal_cdf4(f4 x) {
  const f4 t = mul(x, all(0.70710678118654752f));
  const f4 size = wasm_f32x4_abs(t), t2 = mul(t, t);

  f4 p = all(7.853861353153693e-5f); /* erf(t) = t p(t²) for |t| < 1 */
  p = madd(p, t2, all(-8.010193625184903e-4f));
  p = madd(p, t2, all(5.188327685732524e-3f));
  p = madd(p, t2, all(-2.685381193529856e-2f));
  p = madd(p, t2, all(1.128358514861418e-1f));
  p = madd(p, t2, all(-3.761262582423300e-1f));
  p = madd(p, t2, all(1.128379165726710f));
  const f4 middle = madd(mul(p, t), all(0.5f), all(0.5f));

  /* erfc(t) = exp(-t²) q(1/t²) / t, one polynomial below 2 and one above */
  const f4 inverse = divide(all(1), max(size, all(0.5f))), u = mul(inverse, inverse);
  f4 q = all(2.326819970068386e-2f);
  q = madd(q, u, all(-1.387039388740657e-1f));
  q = madd(q, u, all(3.687424674597105e-1f));
  q = madd(q, u, all(-5.824733027278666e-1f));
  q = madd(q, u, all(6.210004621745983e-1f));
  q = madd(q, u, all(-4.944515323274145e-1f));
  q = madd(q, u, all(3.404879937665872e-1f));
  q = madd(q, u, all(-2.741127028184656e-1f));
  q = madd(q, u, all(5.638259427386472e-1f));
  f4 r = all(-1.047766399936249e+1f);
  r = madd(r, u, all(1.297719955372516e+1f));
  r = madd(r, u, all(-7.495518717768503f));
  r = madd(r, u, all(2.921019019210786f));
  r = madd(r, u, all(-1.015265279202700f));
  r = madd(r, u, all(4.218463358204948e-1f));
  r = madd(r, u, all(-2.820767439740514e-1f));
  r = madd(r, u, all(5.641895067754075e-1f));
  const f4 series = where(wasm_f32x4_lt(size, all(2)), q, r);
  /* x²/2 is exact in two parts: the top half of the digits squared, and what that left out */
  const f4 high = wasm_v128_and(x, wasm_i32x4_splat(0xFFFFF000)), low = sub(x, high);
  const f4 density =
      mul(exp4(mul(mul(high, high), all(-0.5f))), exp4(mul(mul(low, add(high, x)), all(-0.5f))));
  const f4 tail = mul(mul(mul(density, inverse), series), all(0.5f));
  const f4 outside = where(wasm_f32x4_lt(x, all(0)), tail, sub(all(1), tail));

  return where(wasm_f32x4_lt(size, all(1)), middle, outside);
}

/* --- functions that more than one source uses ------------------------------------------- */

/* The order of ACTIVATIONS in reference.py. */
enum { LINEAR, RELU, LEAKY_RELU, ELU, GELU, SIGMOID, TANH };

/* y = activation(z) for n values; z and y may be one. */
void activate(int activation, const float* z, float* y, long n);

/* dz = dy * activation'(z) for `rows` rows of n values; db += the sum over the rows unless
 * it is null. */
void activate_backward(int activation, const float* dy, const float* y, const float* z, float* dz,
                       float* db, long rows, long n);

INLINE void copy(const float* from, float* to, long n) {
#define BODY(GET, PUT) PUT(to + i, GET(from + i));
  FOR_EACH_4(n, BODY);
#undef BODY
}

INLINE void fill(float* to, float value, long n) {
#define BODY(GET, PUT) PUT(to + i, all(value));
  FOR_EACH_4(n, BODY);
#undef BODY
}

#endif
