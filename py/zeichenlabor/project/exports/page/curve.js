/** Curves as short straight pieces. No screen. */

/** A piece is not longer than this, in pixels. */
const PIECE = 4;

/**
 * A quadratic curve as straight pieces.
 *
 * @param {{x: number, y: number, radius: number}} from
 * @param {{x: number, y: number}} control
 * @param {{x: number, y: number, radius: number}} to
 */
export function bend(from, control, to) {
  const length = Math.hypot(control.x - from.x, control.y - from.y) + Math.hypot(to.x - control.x, to.y - control.y);
  const count = Math.max(1, Math.ceil(length / PIECE));
  const points = Array.from({ length: count + 1 }, (_, index) => {
    const t = index / count;
    const u = 1 - t;
    return {
      x: u * u * from.x + 2 * u * t * control.x + t * t * to.x,
      y: u * u * from.y + 2 * u * t * control.y + t * t * to.y,
      radius: u * from.radius + t * to.radius,
    };
  });
  return points.slice(1).map((point, index) => /** @type {const} */ ([points[index], point]));
}
