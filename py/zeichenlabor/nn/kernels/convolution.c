/* Convolutions as matrix products that read the picture where it lies.
 *
 * With channels last, the part of a window in one row of the picture is one run of
 * kernel_width * channels numbers. So the usual matrix of all windows (im2col), nine times
 * the picture for a 3x3 kernel, need not be made: the tiles take the runs themselves.
 * Everything is done picture by picture, which keeps the numbers in the cache. */

#include "arena.h"
#include "tile.h"
#include "window.h"
#include "winograd.h"

/* --- pictures ------------------------------------------------------------------------------- */

/* Where the window of each output pixel begins in the padded picture. */
static void make_offsets(const Window* w, long* offsets) {
  for (long y = 0; y < w->out_height; y++)
    for (long x = 0; x < w->out_width; x++)
      *offsets++ = (y * w->stride_y * w->padded_width + x * w->stride_x) * w->channels;
}

/* The inner part of a padded picture, whose border stays 0 from one picture to the next. */
static void pad(const Window* w, const float* image, float* padded) {
  const long row = w->width * w->channels;
  padded += (w->top * w->padded_width + w->left) * w->channels;
  for (long y = 0; y < w->height; y++, image += row, padded += w->padded_width * w->channels)
    copy(image, padded, row);
}

static void unpad(const Window* w, const float* padded, float* image) {
  const long row = w->width * w->channels;
  padded += (w->top * w->padded_width + w->left) * w->channels;
  for (long y = 0; y < w->height; y++, image += row, padded += w->padded_width * w->channels)
    copy(padded, image, row);
}

/* --- panels of a whole matrix ---------------------------------------------------------------- */

static long panels_size(long k, long columns) { return k * ((columns + WIDE - 1) / WIDE * WIDE); }

/* The panel of columns j, j + 1 …, of a matrix packed by pack_all. */
static Panel panel_at(const float* packed, long k, long j, long columns) {
  const long here = panel_columns(columns - j);
  return (Panel){packed + k * j, panel_width(here), here};
}

static void pack_all(const float* b, long stride, int transposed, long k, long columns,
                     float* packed) {
  for (long j = 0; j < columns; j += WIDE)
    pack_panel(transposed ? b + j * stride : b + j, stride, transposed, k,
               panel_columns(columns - j), packed + k * j);
}

/* --- one picture ------------------------------------------------------------------------------- */

static void convolve(const Window* w, const float* image, const long* offsets, const float* weights,
                     const float* bias, long channels, float* out) {
  const long run = w->kernel_width * w->channels, k = w->kernel_height * run;
  const Inner inner = {w->kernel_height, run, w->padded_width * w->channels};
  const Rows windows = {(float*)image, 0, offsets};
  for (long j = 0; j < channels; j += WIDE)
    strip_of_rows(windows, inner, panel_at(weights, k, j, channels), bias ? bias + j : zeros,
                  (Rows){out + j, channels, 0}, out_pixels(w), ROWS_OF_NARROW);
}

/* dw = (or +=) Σ over the pixels of window(pixel) ⊗ dz(pixel): a product whose left factor
 * has its rows side by side, as a transposed matrix has. */
static void weight_gradient(const Window* w, const float* image, const float* dz_panels,
                            long channels, int add, float* dw) {
  const long run = w->kernel_width * w->channels, line = w->padded_width * w->channels;
  const Inner inner = {w->out_height, w->out_width, w->stride_y * line};
  for (long j = 0; j < channels; j += WIDE)
    for (long y = 0; y < w->kernel_height; y++)
      strip_of_columns(image + y * line, 1, w->stride_x * w->channels, inner,
                       panel_at(dz_panels, out_pixels(w), j, channels), add ? 0 : zeros,
                       (Rows){dw + y * run * channels + j, channels, 0}, run);
}

/* d_image(window of pixel) += dz(pixel) · wᵀ, row by row of the kernel. The rows of one tile
 * are windows side by side; where they overlap within the tile's columns, it takes one row
 * at a time. */
static void image_gradient(const Window* w, const float* dz, const long* offsets,
                           const float* weights, long channels, float* d_image) {
  const long run = w->kernel_width * w->channels;
  const Rows left = {(float*)dz, channels, 0};
  for (long y = 0; y < w->kernel_height; y++, weights += panels_size(channels, run))
    for (long j = 0; j < run; j += WIDE) {
      const Panel panel = panel_at(weights, channels, j, run);
      const int apart = panel_width(panel.columns) <= w->stride_x * w->channels;
      float* corner = d_image + y * w->padded_width * w->channels + j;
      strip_of_rows(left, (Inner){1, channels, 0}, panel, 0, (Rows){corner, 0, offsets},
                    out_pixels(w), apart ? ROWS_OF_NARROW : 1);
    }
}

/* --- the layer ----------------------------------------------------------------------------------- */

static int is_convolution(const Array* x, const Array* w, const Array* b, const Array* y,
                          const Array* z, int stride_y, int stride_x, int same, Window* window) {
  if (!is_array(w, 4)) return 0;
  const long* s = w->shape;
  return make_window(x, y, s[0], s[1], stride_y, stride_x, same, s[3], window) &&
         s[2] == window->channels && is_float(w, s[0] * s[1] * s[2] * s[3]) &&
         is_float_or_none(b, s[3]) && is_float_or_none(z, size_of(y));
}

EXPORT int conv2d_forward(const Array* x, const Array* w, const Array* b, const Array* out,
                          int stride_y, int stride_x, int same, int activation, const Array* z) {
  Window window;
  if (!is_convolution(x, w, b, out, z, stride_y, stride_x, same, &window)) return NOT_FOR_ME;
  const long k = window.kernel_height * window.kernel_width * window.channels;
  const long channels = w->shape[3], pixels = out_pixels(&window);

  if (is_for_winograd(&window, channels)) {
    const long needed = winograd_scratch(&window, channels);
    if (needed > scratch_size) return needed;
    winograd_forward(&window, x->data, w->data, channels,
                     (Tail){floats(b), activation, floats(z), out->data});
    return DONE;
  }
  Arena arena = {0};
  long* offsets = take(&arena, pixels * (long)sizeof(long));
  float* weights = take_floats(&arena, panels_size(k, channels));
  float* padded = take_floats(&arena, is_padded(&window) ? padded_size(&window) : 0);
  if (arena.used > scratch_size) return arena.used;

  make_offsets(&window, offsets);
  pack_all(w->data, channels, 0, k, channels, weights);
  if (is_padded(&window)) fill(padded, 0, padded_size(&window));
  const float* image = x->data;
  float *y = out->data, *before = floats(z);
  for (long i = 0; i < window.images; i++, image += image_size(&window), y += pixels * channels) {
    if (is_padded(&window)) pad(&window, image, padded);
    convolve(&window, is_padded(&window) ? padded : image, offsets, weights, floats(b), channels,
             y);
    if (before) copy(y, before + i * pixels * channels, pixels * channels);
    if (activation != LINEAR) activate(activation, y, y, pixels * channels);
  }
  return DONE;
}

EXPORT int conv2d_backward(const Array* x, const Array* w, const Array* y_, const Array* dy,
                           const Array* dw, const Array* db, const Array* dx, int stride_y,
                           int stride_x, int same, int activation, const Array* z_) {
  Window window;
  if (!is_convolution(x, w, db, y_, z_, stride_y, stride_x, same, &window) ||
      !is_float(dy, size_of(y_)) || !is_float(dw, size_of(w)) ||
      !is_float_or_none(dx, size_of(x)) || (activation == GELU && z_ == none))
    return NOT_FOR_ME;
  const long run = window.kernel_width * window.channels;
  const long channels = w->shape[3], pixels = out_pixels(&window), padding = is_padded(&window);
  if (db != none) fill(db->data, 0, channels);
  if (window.images == 0) fill(dw->data, 0, window.kernel_height * run * channels);

  if (window.images && is_for_winograd(&window, channels)) {
    const long needed = winograd_scratch(&window, channels);
    if (needed > scratch_size) return needed;
    activate_backward(activation, dy->data, y_->data, floats(z_), dy->data, floats(db),
                      window.images * pixels, channels);
    winograd_weight_gradient(&window, x->data, dy->data, channels, dw->data);
    if (dx != none)
      winograd_image_gradient(&window, dy->data, w->data, channels, dx->data);
    return DONE;
  }
  Arena arena = {0};
  long* offsets = take(&arena, pixels * (long)sizeof(long));
  float* dz_panels = take_floats(&arena, panels_size(pixels, channels));
  float* weights = take_floats(&arena, window.kernel_height * panels_size(channels, run));
  float* padded = take_floats(&arena, padding ? padded_size(&window) : 0);
  float* d_padded = take_floats(&arena, padding ? padded_size(&window) : 0);
  if (arena.used > scratch_size) return arena.used;

  make_offsets(&window, offsets);
  for (long row = 0; row < window.kernel_height; row++)
    pack_all((const float*)w->data + row * run * channels, channels, 1, channels, run,
             weights + row * panels_size(channels, run));
  if (padding) fill(padded, 0, padded_size(&window));

  const float *image = x->data, *y = y_->data, *z = floats(z_);
  float *dz = dy->data, *d_image = floats(dx);
  for (long i = 0; i < window.images; i++) {
    activate_backward(activation, dz, y, z, dz, floats(db), pixels, channels);
    if (padding) pad(&window, image, padded);
    pack_all(dz, channels, 0, pixels, channels, dz_panels);
    weight_gradient(&window, padding ? padded : image, dz_panels, channels, i > 0, dw->data);
    if (d_image) {
      float* target = padding ? d_padded : d_image;
      fill(target, 0, padding ? padded_size(&window) : image_size(&window));
      image_gradient(&window, dz, offsets, weights, channels, target);
      if (padding) unpad(&window, d_padded, d_image);
      d_image += image_size(&window);
    }
    image += image_size(&window);
    y += pixels * channels;
    dz += pixels * channels;
    if (z) z += pixels * channels;
  }
  return DONE;
}
