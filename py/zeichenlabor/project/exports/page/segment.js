/** Ink of a round pen: bytes, 255 on 0, soft at the edge by less than a pixel. */

/**
 * @param {Uint8Array} pixels    row by row
 * @param {number} width
 * @param {{x: number, y: number}} from
 * @param {{x: number, y: number}} to
 * @param {number} radius    half the pen's width
 * @param {(index: number) => void} [changed]    told each pixel that may have changed
 */
export function drawSegment(pixels, width, from, to, radius, changed = () => {}) {
  const height = pixels.length / width;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squared = dx * dx + dy * dy;
  const reach = radius + 1;
  for (
    let row = within(Math.min(from.y, to.y) - reach, height);
    row < within(Math.max(from.y, to.y) + reach, height);
    row += 1
  ) {
    for (
      let column = within(Math.min(from.x, to.x) - reach, width);
      column < within(Math.max(from.x, to.x) + reach, width);
      column += 1
    ) {
      const [px, py] = [column + 0.5 - from.x, row + 0.5 - from.y];
      const along = squared > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / squared)) : 0;
      const cover = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(px - along * dx, py - along * dy)));
      const index = row * width + column;
      pixels[index] = Math.max(pixels[index], Math.round(255 * cover));
      changed(index);
    }
  }
}

/** A whole place on the paper. @param {number} value @param {number} most */
export function within(value, most) {
  return Math.min(most, Math.max(0, Math.floor(value)));
}

/** @typedef {{ink: Uint8Array, width: number, height: number}} Drawing */

/**
 * Strokes as a drawing of their own, in the size in which they were written.
 * @param {{x: number, y: number}[][]} strokes
 * @param {number} pen
 * @returns {Drawing}
 */
export function drawStrokes(strokes, pen) {
  const edge = Math.ceil(pen / 2) + 1;
  const [xs, ys] = [strokes.flat().map(({ x }) => x), strokes.flat().map(({ y }) => y)];
  const least = (/** @type {number[]} */ values) =>
    Math.floor(values.reduce((one, other) => Math.min(one, other))) - edge;
  const most = (/** @type {number[]} */ values) =>
    Math.ceil(values.reduce((one, other) => Math.max(one, other))) + edge;
  const [left, top] = [least(xs), least(ys)];
  const [width, height] = [most(xs) - left, most(ys) - top];
  const ink = new Uint8Array(width * height);
  for (const stroke of strokes) {
    const moved = stroke.map(({ x, y }) => ({ x: x - left, y: y - top }));
    moved.forEach((point, index) => drawSegment(ink, width, moved[Math.max(0, index - 1)], point, pen / 2));
  }
  return { ink, width, height };
}
