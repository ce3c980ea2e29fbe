/** Numbers of either sign as colours: blue above zero, orange below, white at zero. One scale for everything. */

/** @typedef {ArrayLike<number>} Values */

const POSITIVE = [9, 119, 189];
const NEGATIVE = [245, 148, 37];

/**
 * @param {number} value
 * @param {number} largest    of the absolute values: there the colour is full
 * @returns {[number, number, number, number]}    RGB and opacity 0…255 on white
 */
export function colourOf(value, largest) {
  const strength = largest > 0 ? Math.min(1, Math.abs(value) / largest) : 0;
  const [red, green, blue] = value < 0 ? NEGATIVE : POSITIVE;
  return [red, green, blue, Number.isFinite(strength) ? Math.round(255 * strength) : 0];
}

/**
 * Channel after channel, one below the other: what lies side by side in memory becomes pictures.
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

/** What each arrow key does to row and column. @type {Record<string, [number, number]>} */
export const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** A colour of its own for each group, all dark enough to be read on paper. @param {number} group @param {number} groups */
export function groupColour(group, groups) {
  return `oklch(${group % 2 ? 0.4 : 0.52} 0.16 ${Math.round((360 * group) / groups)})`;
}
