/** Detects drawings that are too small to be read. No DOM. */

/** Share of the field's side: digits of a quarter of it become blobs. */
const SMALL = 0.3;

/**
 * @param {Uint8Array} pixels    a square, row by row
 * @param {number} side
 * @returns {boolean} false where nothing is drawn
 */
export function isSmall(pixels, side) {
  let [left, right, top, bottom] = [side, -1, side, -1];
  pixels.forEach((ink, place) => {
    if (ink < 128) return;
    const [row, column] = [Math.floor(place / side), place % side];
    left = Math.min(left, column);
    right = Math.max(right, column);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  });
  return right >= 0 && Math.max(right - left, bottom - top) + 1 < SMALL * side;
}
