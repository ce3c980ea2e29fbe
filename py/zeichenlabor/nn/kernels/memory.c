/* What Python tells the module once (which objects NumPy and None are, where scratch memory
 * lies), and access to parts of a vector. */

#include "simd.h"

const void* array_type;
const Array* none;
char* scratch;
long scratch_size;

EXPORT void introduce(const void* ndarray, const Array* the_none) {
  array_type = ndarray;
  none = the_none;
}

/* Is this a plain float32 (2, 3) array, seen with the layout of simd.h? Then its data. */
EXPORT void* probe(const Array* a) {
  const int fits = is_array(a, 2) && a->shape[0] == 2 && a->shape[1] == 3 && is_float(a, 6);
  return fits ? a->data : 0;
}

EXPORT void use_scratch(const Array* bytes) {
  scratch = bytes->data;
  scratch_size = size_of(bytes);
}

f4 load_some(const float* p, long n) {
  float lanes[4] = {0, 0, 0, 0};
  for (long i = 0; i < n; i++) lanes[i] = p[i];
  return load(lanes);
}

void store_some(float* p, f4 v, long n) {
  float lanes[4];
  store(lanes, v);
  for (long i = 0; i < n; i++) p[i] = lanes[i];
}
