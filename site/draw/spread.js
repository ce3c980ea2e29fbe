/** The histogram of a picture's darkness. No DOM. */

export const BINS = 16;

/** Share of a cell's darkest pixels that are taken as ink; fewer dark ones are dirt. */
const INK_SHARE = 0.02;

/** @typedef {{bins: number[], paper: number, ink: number}} Spread    0 is white, 255 black */

/**
 * @param {ArrayLike<number>} values    0 white … 255 black
 * @returns {Spread}    the shares of each range of values; what half of the pixels are; what the blackest are
 */
export function spreadOf(values) {
  const sorted = Float64Array.from(values).sort();
  const bins = new Array(BINS).fill(0);
  for (const value of sorted) bins[Math.min(BINS - 1, Math.floor((value * BINS) / 256))] += 1 / sorted.length;
  const at = (/** @type {number} */ share) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { bins, paper: at(0.5), ink: at(1 - INK_SHARE) };
}

/** How black a photo's pixels are. @param {Uint8ClampedArray} rgba @returns {Uint8Array} */
export function blackness(rgba) {
  return Uint8Array.from(
    { length: rgba.length / 4 },
    (_, pixel) => 255 - ((rgba[4 * pixel] * 77 + rgba[4 * pixel + 1] * 151 + rgba[4 * pixel + 2] * 28) >> 8),
  );
}
