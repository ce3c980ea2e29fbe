/** The diverging colour scale: blue above zero, orange below, paper at zero. */

import { palette } from './palette.js';

/** @typedef {ArrayLike<number>} Values */
/** @import {Rgb} from './palette.js' */

/**
 * @param {number} value
 * @param {number} largest    the largest absolute value, which has full colour
 * @returns {[number, number, number, number]}    RGB and opacity 0…255 on the sheet
 */
export function colourOf(value, largest) {
  const strength = largest > 0 ? Math.min(1, Math.abs(value) / largest) : 0;
  const { positive, negative } = palette();
  const [red, green, blue] = value < 0 ? negative : positive;
  return [red, green, blue, Number.isFinite(strength) ? Math.round(255 * strength) : 0];
}

/**
 * The same as opaque colours.
 *
 * @param {number} value
 * @param {number} largest
 * @param {number} [most]    the share of colour at the largest
 * @returns {Rgb}
 */
export function onSheet(value, largest, most = 1) {
  const [red, green, blue, alpha] = colourOf(value, largest);
  return mixed(palette().sheet, [red, green, blue], (alpha / 255) * most);
}

/** @param {Rgb} from @param {Rgb} to @param {number} share @returns {Rgb} */
export function mixed(from, to, share) {
  return /** @type {Rgb} */ (from.map((part, at) => Math.round(part + (to[at] - part) * share)));
}

/**
 * Converts interleaved channels to pictures below each other.
 *
 * @param {Values} values    height * width * channels, the channel last
 * @param {[number, number, number]} shape
 * @param {number} largest
 * @param {Uint8ClampedArray} pixels    RGBA, width * (height * channels)
 */
export function paintMaps(values, [height, width, channels], largest, pixels) {
  for (let place = 0; place < height * width; place += 1) {
    for (let channel = 0; channel < channels; channel += 1) {
      pixels.set(colourOf(values[place * channels + channel], largest), (channel * height * width + place) * 4);
    }
  }
}

/** @param {Values} values */
export function largestOf(values) {
  let largest = 0;
  for (let index = 0; index < values.length; index += 1) {
    if (Math.abs(values[index]) > largest) largest = Math.abs(values[index]);
  }
  return largest;
}

/** The change of row and column for each arrow key. @type {Record<string, [number, number]>} */
export const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/**
 * A colour for each group, with enough contrast to the sheet.
 * @param {number} group
 * @param {number} groups
 */
export function groupColour(group, groups) {
  const [even, odd] = palette().sheet[0] > 127 ? [0.52, 0.4] : [0.72, 0.86];
  return `oklch(${group % 2 ? odd : even} 0.16 ${Math.round((360 * group) / groups)})`;
}
