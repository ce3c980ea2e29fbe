/** The mean picture of a class: what all its pictures have in common. */

const PIXELS = 28 * 28;

/**
 * @param {{images: Uint8Array, index: number}[]} pictures
 * @returns {Uint8Array}    28 * 28, its darkest pixel 255
 */
export function meanPicture(pictures) {
  const sum = new Float64Array(PIXELS);
  for (const { images, index } of pictures) {
    for (let pixel = 0, source = index * PIXELS; pixel < PIXELS; pixel += 1, source += 1) sum[pixel] += images[source];
  }
  const most = Math.max(1, ...sum);
  return Uint8Array.from(sum, (value) => Math.round((255 * value) / most));
}
