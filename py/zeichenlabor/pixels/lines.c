/* What the lattice is found from: points that are bent like a line, and how families of lines meet them. */

#include "arena.h"

/* The points of `smooth` that are darker than `below` says of their paper and bent across one
 * direction: their places go to `at`, the derivatives of each to a column of `values` (6, most):
 * gx, gy, gxx - gyy, gxy, the curvature, and that relative to the paper. See ridges.py.
 *
 * `count` takes how many there are; where `at` is too small for them, only that. */
EXPORT int bent_points(const Array* smooth_, const Array* paper_, const Array* below_,
                       const Array* at_, const Array* values_, const Array* count_) {
  if (!is_array(smooth_, 2) || !is_array(at_, 1)) return NOT_FOR_ME;
  const long height = smooth_->shape[0], width = smooth_->shape[1], most = at_->shape[0];
  if (!is_byte(smooth_, height * width) || !is_byte(paper_, height * width) ||
      !is_byte(below_, 256) || !is_int(at_, most) || !is_float(values_, 6 * most) ||
      !is_int(count_, 1))
    return NOT_FOR_ME;
  const unsigned char *smooth = smooth_->data, *paper = paper_->data, *below = below_->data;
  int* at = at_->data;
  float* values = values_->data;
  long count = 0;
  for (long y = 2; y < height - 2; y++)
    for (long x = 2; x < width - 2; x++) {
      const long place = y * width + x;
      const unsigned char* p = smooth + place;
      if (p[0] >= below[paper[place]]) continue;
      const float centre = p[0], left = p[-1], right = p[1], up = p[-width], down = p[width];
      const float gxx = right - 2 * centre + left, gyy = down - 2 * centre + up;
      float gxy = (float)(p[width + 1] - p[width - 1] - p[1 - width]) / 4;
      gxy += (float)p[-width - 1] / 4;
      const float mean = (gxx + gyy) / 2, slant = (gxx - gyy) / 2;
      const float spread = __builtin_sqrtf(slant * slant + gxy * gxy); /* exact before the root */
      const float curvature = mean + spread, other = mean - spread;
      const float bright = paper[place] > 16 ? paper[place] : 16, strength = curvature / bright;
      if (!((other < 0 ? -other : other) < 0.6f * curvature) || !(strength > 0.01f)) continue;
      if (count < most) {
        float* v = values + count;
        at[count] = (int)place;
        v[0] = (right - left) / 2;
        v[most] = (down - up) / 2;
        v[2 * most] = gxx - gyy;
        v[3 * most] = gxy;
        v[4 * most] = curvature;
        v[5 * most] = strength;
      }
      count++;
    }
  *(int*)count_->data = (int)count;
  return DONE;
}

/* out (rates) = the sum of the squared counts of points per bin, see _sharpness in line_families.py. */
EXPORT int crowding(const Array* along_, const Array* across_, const Array* rates_, float width,
                    const Array* out_) {
  if (!is_array(along_, 1) || !is_array(rates_, 1)) return NOT_FOR_ME;
  const long n = along_->shape[0], rates = rates_->shape[0];
  Arena arena = {0};
  float* seen = take_floats(&arena, n);
  int* counts = take(&arena, 0);
  const long most_bins = (scratch_size - arena.used) / (long)sizeof(int);
  if (n < 1 || most_bins < 2 || !is_float(along_, n) || !is_float(across_, n) || !is_float(rates_, rates) ||
      !is_plain(out_, "d", rates))
    return NOT_FOR_ME;
  const float *along = along_->data, *across = across_->data, *rate = rates_->data;
  double* out = out_->data;
  for (long r = 0; r < rates; r++) {
    const f4 turn = all(rate[r]);
#define BODY(GET, PUT)                                                       \
  {                                                                          \
    const f4 depth = max(all(0.1f), sub(all(1), mul(turn, GET(along + i)))); \
    PUT(seen + i, divide(GET(across + i), depth));                           \
  }
    FOR_EACH_4(n, BODY);
#undef BODY
    float least = seen[0], most = seen[0];
    for (long i = 1; i < n; i++) {
      least = seen[i] < least ? seen[i] : least;
      most = seen[i] > most ? seen[i] : most;
    }
    if (!((most - least) / width < most_bins - 1)) return NOT_FOR_ME;
    const long bins = (long)((most - least) / width) + 1;
    for (long b = 0; b < bins; b++) counts[b] = 0;
#define BODY(GET, PUT) PUT(seen + i, divide(sub(GET(seen + i), all(least)), all(width)));
    FOR_EACH_4(n, BODY);
#undef BODY
    for (long i = 0; i < n; i++) counts[(long)seen[i]]++;
    double sum = 0;
    for (long b = 0; b < bins; b++) sum += (double)counts[b] * counts[b];
    out[r] = sum;
  }
  return DONE;
}
