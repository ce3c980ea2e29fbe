/* Convolutions with fewer multiplications, see winograd.c. */

#ifndef WINOGRAD_H
#define WINOGRAD_H

#include "window.h"

/* Is a window with so many output channels one for the functions below, and quicker there? It
 * does not depend on the number of pictures: one must come out as it does among others. */
int is_for_winograd(const Window* w, long channels);

/* What a layer does behind the sum: y = activation(z), z = sum + bias. Only `y` must be there. */
typedef struct {
  const float* bias;
  int activation;
  float *z, *y;
} Tail;

/* Bytes of scratch memory for each of the functions below. */
long winograd_scratch(const Window* w, long channels);

void winograd_forward(const Window* w, const float* x, const float* weights, long channels,
                      Tail tail);
void winograd_weight_gradient(const Window* w, const float* x, const float* dz, long channels,
                              float* dw);
void winograd_image_gradient(const Window* w, const float* dz, const float* weights, long channels,
                             float* dx);

#endif
