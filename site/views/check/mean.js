/** The mean picture of a class: what all its pictures have in common. */

const PIXELS = 28 * 28;

/** @type {WeakMap<object, Uint8Array>} */
const known = new WeakMap();

/**
 * Made once for each list: a class of thousands is not summed up again when another one changes.
 *
 * @param {{images: Uint8Array, index: number}[]} pictures
 * @returns {Uint8Array}    28 * 28, its darkest pixel 255
 */
export function meanPicture(pictures) {
  const before = known.get(pictures);
  if (before) return before;
  const mean = meanOf(pictures);
  known.set(pictures, mean);
  return mean;
}

/** @param {{images: Uint8Array, index: number}[]} pictures */
function meanOf(pictures) {
  const sum = new Float64Array(PIXELS);
  for (const { images, index } of pictures) {
    for (let pixel = 0, source = index * PIXELS; pixel < PIXELS; pixel += 1, source += 1) sum[pixel] += images[source];
  }
  const most = Math.max(1, ...sum);
  return Uint8Array.from(sum, (value) => Math.round((255 * value) / most));
}
