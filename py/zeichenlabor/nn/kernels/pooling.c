/* Pooling. Channels lie side by side, so four of them go together. */

#include "window.h"

/* The part of a window inside the picture. */
typedef struct {
  long top, bottom, left, right; /* in pixels of the picture */
  long first_row, first_column;  /* of the window, where that part begins */
} Part;

/* `clip` is 0 where all windows lie inside. */
INLINE Part part_inside(const Window* w, long height, long width, int clip, long y, long x) {
  const long top = y * w->stride_y - w->top, left = x * w->stride_x - w->left;
  const long bottom = top + height, right = left + width;
  if (!clip) return (Part){top, bottom, left, right, 0, 0};
  return (Part){
      .top = top > 0 ? top : 0,
      .bottom = bottom < w->height ? bottom : w->height,
      .left = left > 0 ? left : 0,
      .right = right < w->width ? right : w->width,
      .first_row = top < 0 ? -top : 0,
      .first_column = left < 0 ? -left : 0,
  };
}

/* Runs BODY with `part` for each window of a picture; `pixel` is where its channels begin in
 * the smaller picture. */
#define FOR_EACH_WINDOW(BODY)                                       \
  for (long y = 0, pixel = 0; y < w->out_height; y++)               \
    for (long x = 0; x < w->out_width; x++, pixel += w->channels) { \
      const Part part = part_inside(w, height, width, clip, y, x);  \
      FOR_EACH_4(w->channels, BODY);                                \
    }

/* Runs BODY for each cell of a part; `cell` is where its channels begin in the larger picture,
 * `place` its number in the window, row by row. */
#define FOR_EACH_CELL(BODY)                                                                    \
  for (long row = part.top; row < part.bottom; row++)                                          \
    for (long column = part.left; column < part.right; column++) {                             \
      const long cell = (row * w->width + column) * w->channels;                               \
      const int place = (int)((row - part.top + part.first_row) * width + column - part.left + \
                              part.first_column);                                              \
      BODY                                                                                     \
    }

/* Do the windows lie side by side and touch every pixel, each one once? */
INLINE int is_covered(const Window* w) {
  return w->kernel_height == w->stride_y && w->kernel_width == w->stride_x && !is_padded(w) &&
         w->out_height * w->stride_y == w->height && w->out_width * w->stride_x == w->width;
}

/* Calls FUNCTION for each picture. The usual 2x2 windows get loops of constant length, which
 * unroll and run twice as fast. */
#define FOR_EACH_PICTURE(FUNCTION, ...)                                                     \
  for (long image = 0; image < w.images; image++) {                                         \
    const long large = image * image_size(&w), small = image * out_pixels(&w) * w.channels; \
    if (w.kernel_height == 2 && w.kernel_width == 2 && !is_padded(&w))                      \
      FUNCTION(&w, 2, 2, 0, __VA_ARGS__);                                                   \
    else                                                                                    \
      FUNCTION(&w, w.kernel_height, w.kernel_width, 1, __VA_ARGS__);                        \
  }

INLINE void store_bytes(unsigned char* to, v128_t numbers, long n) {
  const v128_t bytes =
      wasm_i8x16_shuffle(numbers, numbers, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12);
  if (n == 4) {
    wasm_v128_store32_lane(to, bytes, 0);
    return;
  }
  const int four = wasm_i32x4_extract_lane(bytes, 0);
  for (long i = 0; i < n; i++) to[i] = (unsigned char)(four >> 8 * i);
}

INLINE v128_t load_bytes(const unsigned char* from, long n) {
  if (n == 4) {
    const v128_t words = wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(from));
    return wasm_u32x4_extend_low_u16x8(words);
  }
  int lanes[4] = {0};
  for (long i = 0; i < n; i++) lanes[i] = from[i];
  return wasm_v128_load(lanes);
}

/* --- the largest -------------------------------------------------------------------------- */

INLINE void largest_of_windows(const Window* w, long height, long width, int clip, const float* in,
                               float* out, unsigned char* places) {
#define BODY(GET, PUT)                                                    \
  f4 best = all(0);                                                       \
  v128_t winner = wasm_i32x4_splat(-1); /* none yet */                    \
  FOR_EACH_CELL({                                                         \
    const f4 v = GET(in + cell + i);                                      \
    const v128_t is_first = wasm_i32x4_lt(winner, wasm_i32x4_splat(0));   \
    const v128_t better = wasm_v128_or(is_first, wasm_f32x4_gt(v, best)); \
    best = where(better, v, best);                                        \
    winner = where(better, wasm_i32x4_splat(place), winner);              \
  })                                                                      \
  PUT(out + pixel + i, best);                                             \
  if (places) store_bytes(places + pixel + i, winner, smaller(4, w->channels - i));
  FOR_EACH_WINDOW(BODY)
#undef BODY
}

INLINE void to_the_winners(const Window* w, long height, long width, int clip, const float* dy,
                           const unsigned char* places, float* dx) {
  /* a pixel of one window needs no sum, and where all are of one, they need no zeros before */
  const int apart = height <= w->stride_y && width <= w->stride_x;
  if (!is_covered(w)) fill(dx, 0, image_size(w));
#define BODY(GET, PUT)                                                               \
  const f4 g = GET(dy + pixel + i);                                                  \
  const v128_t winner = load_bytes(places + pixel + i, smaller(4, w->channels - i)); \
  FOR_EACH_CELL({                                                                    \
    const v128_t won = wasm_i32x4_eq(winner, wasm_i32x4_splat(place));               \
    const f4 here = wasm_v128_and(g, won);                                           \
    PUT(dx + cell + i, apart ? here : add(GET(dx + cell + i), here));                \
  })
  FOR_EACH_WINDOW(BODY)
#undef BODY
}

EXPORT int max_pool_forward(const Array* x, const Array* out, const Array* argmax, int height,
                            int width, int stride_y, int stride_x, int same) {
  Window w;
  if (!is_array(x, 4) ||
      !make_window(x, out, height, width, stride_y, stride_x, same, x->shape[3], &w) ||
      (argmax != none && !is_byte(argmax, size_of(out))) || height * width > 256)
    return NOT_FOR_ME;
  unsigned char* places = argmax == none ? 0 : argmax->data;
  FOR_EACH_PICTURE(largest_of_windows, (float*)x->data + large, (float*)out->data + small,
                   places ? places + small : 0)
  return DONE;
}

EXPORT int max_pool_backward(const Array* dy, const Array* argmax, const Array* dx, int height,
                             int width, int stride_y, int stride_x, int same) {
  Window w;
  if (!is_array(dx, 4) ||
      !make_window(dx, dy, height, width, stride_y, stride_x, same, dx->shape[3], &w) ||
      !is_byte(argmax, size_of(dy)))
    return NOT_FOR_ME;
  FOR_EACH_PICTURE(to_the_winners, (float*)dy->data + small,
                   (const unsigned char*)argmax->data + small, (float*)dx->data + large)
  return DONE;
}

/* --- the mean ------------------------------------------------------------------------------- */

INLINE f4 share_of(Part p) { return all(1.0f / (float)((p.bottom - p.top) * (p.right - p.left))); }

INLINE void means_of_windows(const Window* w, long height, long width, int clip, const float* in,
                             float* out) {
#define BODY(GET, PUT)                  \
  f4 sum = all(0);                      \
  FOR_EACH_CELL({                       \
    (void)place;                        \
    sum = add(sum, GET(in + cell + i)); \
  })                                    \
  PUT(out + pixel + i, mul(sum, share_of(part)));
  FOR_EACH_WINDOW(BODY)
#undef BODY
}

INLINE void to_all_alike(const Window* w, long height, long width, int clip, const float* dy,
                         float* dx) {
  if (!is_covered(w)) fill(dx, 0, image_size(w));
  const int apart = height <= w->stride_y && width <= w->stride_x;
#define BODY(GET, PUT)                                          \
  const f4 g = mul(GET(dy + pixel + i), share_of(part));        \
  FOR_EACH_CELL({                                               \
    (void)place;                                                \
    PUT(dx + cell + i, apart ? g : add(GET(dx + cell + i), g)); \
  })
  FOR_EACH_WINDOW(BODY)
#undef BODY
}

EXPORT int average_pool_forward(const Array* x, const Array* out, int height, int width,
                                int stride_y, int stride_x, int same) {
  Window w;
  if (!is_array(x, 4) ||
      !make_window(x, out, height, width, stride_y, stride_x, same, x->shape[3], &w))
    return NOT_FOR_ME;
  FOR_EACH_PICTURE(means_of_windows, (float*)x->data + large, (float*)out->data + small)
  return DONE;
}

EXPORT int average_pool_backward(const Array* dy, const Array* dx, int height, int width,
                                 int stride_y, int stride_x, int same) {
  Window w;
  if (!is_array(dx, 4) ||
      !make_window(dx, dy, height, width, stride_y, stride_x, same, dx->shape[3], &w))
    return NOT_FOR_ME;
  FOR_EACH_PICTURE(to_all_alike, (float*)dy->data + small, (float*)dx->data + large)
  return DONE;
}

/* --- the mean over a whole picture --------------------------------------------------------- */

INLINE int is_global(const Array* pictures, const Array* means) {
  if (!is_array(pictures, 4)) return 0;
  const long* s = pictures->shape;
  return s[1] * s[2] > 0 && is_float(pictures, s[0] * s[1] * s[2] * s[3]) &&
         is_float(means, s[0] * s[3]);
}

EXPORT int global_average_forward(const Array* x, const Array* out_) {
  if (!is_global(x, out_)) return NOT_FOR_ME;
  const long pixels = x->shape[1] * x->shape[2], channels = x->shape[3];
  const float* in = x->data;
  float* out = out_->data;
  for (long image = 0; image < x->shape[0]; image++, in += pixels * channels, out += channels) {
#define BODY(GET, PUT)                                                          \
  f4 sum = all(0);                                                              \
  for (long p = 0; p < pixels; p++) sum = add(sum, GET(in + p * channels + i)); \
  PUT(out + i, mul(sum, all(1.0f / (float)pixels)));
    FOR_EACH_4(channels, BODY);
#undef BODY
  }
  return DONE;
}

EXPORT int global_average_backward(const Array* dy_, const Array* dx_) {
  if (!is_global(dx_, dy_)) return NOT_FOR_ME;
  const long pixels = dx_->shape[1] * dx_->shape[2], channels = dx_->shape[3];
  const float* dy = dy_->data;
  float* dx = dx_->data;
  for (long image = 0; image < dx_->shape[0]; image++, dx += pixels * channels, dy += channels) {
#define BODY(GET, PUT)                                      \
  const f4 g = mul(GET(dy + i), all(1.0f / (float)pixels)); \
  for (long p = 0; p < pixels; p++) PUT(dx + p * channels + i, g);
    FOR_EACH_4(channels, BODY);
#undef BODY
  }
  return DONE;
}
