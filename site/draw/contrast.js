/** The contrast of a picture: how its pixels spread between paper and ink. */

import { html } from '../vendor/preact.js';

const BINS = 16;
const WIDTH = 96;
const HEIGHT = 34;

/** So many of a cell's pixels are surely ink, however little of it there is; what is left beyond is dirt. */
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
  const at = (/** @type {number} */ share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { bins, paper: at(0.5), ink: at(1 - INK_SHARE) };
}

/** How black a photo's pixels are. @param {Uint8ClampedArray} rgba @returns {Uint8Array} */
export function blackness(rgba) {
  return Uint8Array.from({ length: rgba.length / 4 }, (_, pixel) =>
    255 - ((rgba[4 * pixel] * 77 + rgba[4 * pixel + 1] * 151 + rgba[4 * pixel + 2] * 28) >> 8));
}

/** White on the left, black on the right; roots, for most of a cell is paper. @param {{spread: Spread, label: string}} props */
export function Spread({ spread, label }) {
  const step = WIDTH / BINS;
  return html`<svg class="spread" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${label}>
    ${spread.bins.map((share, index) => html`<rect key=${index} x=${index * step} y=${HEIGHT - 1 - Math.sqrt(share) * (HEIGHT - 2)} width=${step - 1} height=${Math.sqrt(share) * (HEIGHT - 2)} />`)}
    <path d=${`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
  </svg>`;
}
