/* How a window (a convolution's kernel, a pool) moves over a picture. */

#ifndef WINDOW_H
#define WINDOW_H

#include "simd.h"

typedef struct {
  long images, height, width, channels; /* the picture */
  long kernel_height, kernel_width, stride_y, stride_x;
  long top, left; /* zeros in front */
  long out_height, out_width;
  long padded_height, padded_width; /* what the windows touch, zeros included */
} Window;

/* TensorFlow's rule: output ceil(size / stride); the odd zero goes behind. */
INLINE long same_padding(long size, long kernel, long stride) {
  const long total = ((size + stride - 1) / stride - 1) * stride + kernel - size;
  return total > 0 ? total : 0;
}

/* False where the shapes of `x` and `out` do not belong together. */
INLINE int make_window(const Array* x, const Array* out, long kernel_height, long kernel_width,
                       long stride_y, long stride_x, int same, long out_channels, Window* w) {
  if (!is_array(x, 4) || !is_array(out, 4) || kernel_height < 1 || kernel_width < 1 ||
      stride_y < 1 || stride_x < 1)
    return 0;
  const long *in = x->shape, *to = out->shape;
  const long more_y = same ? same_padding(in[1], kernel_height, stride_y) : 0;
  const long more_x = same ? same_padding(in[2], kernel_width, stride_x) : 0;
  *w = (Window){
      .images = in[0],
      .height = in[1],
      .width = in[2],
      .channels = in[3],
      .kernel_height = kernel_height,
      .kernel_width = kernel_width,
      .stride_y = stride_y,
      .stride_x = stride_x,
      .top = more_y / 2,
      .left = more_x / 2,
      .out_height = to[1],
      .out_width = to[2],
      .padded_height = in[1] + more_y,
      .padded_width = in[2] + more_x,
  };
  return w->padded_height >= kernel_height && w->padded_width >= kernel_width && to[0] == in[0] &&
         to[3] == out_channels && to[1] == (w->padded_height - kernel_height) / stride_y + 1 &&
         to[2] == (w->padded_width - kernel_width) / stride_x + 1 &&
         is_float(x, in[0] * in[1] * in[2] * in[3]) && is_float(out, to[0] * to[1] * to[2] * to[3]);
}

INLINE int is_padded(const Window* w) {
  return w->padded_height > w->height || w->padded_width > w->width;
}
INLINE long image_size(const Window* w) { return w->height * w->width * w->channels; }
INLINE long padded_size(const Window* w) {
  return w->padded_height * w->padded_width * w->channels;
}
INLINE long out_pixels(const Window* w) { return w->out_height * w->out_width; }

#endif
