/* Scratch memory for one call: one arena, emptied at each. */

#ifndef ARENA_H
#define ARENA_H

#include "simd.h"

typedef struct {
  long used;
} Arena;

INLINE void* take(Arena* arena, long bytes) {
  void* p = scratch + arena->used;
  arena->used += (bytes + 15) & ~15L;
  return p;
}

INLINE float* take_floats(Arena* arena, long n) { return take(arena, n * (long)sizeof(float)); }

#endif
