/** A camera frame for Python, reduced and grey. */

/** @param {HTMLVideoElement} video @param {number} most    pixels of its longest side */
export function greyOf(video, most) {
  const scale = Math.min(1, most / Math.max(video.videoWidth, video.videoHeight));
  const width = Math.round(video.videoWidth * scale);
  const height = Math.round(video.videoHeight * scale);
  const canvas = new OffscreenCanvas(width, height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
    canvas.getContext('2d', { willReadFrequently: true })
  );
  context.drawImage(video, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const frame = new Uint8Array(width * height);
  for (let pixel = 0, source = 0; pixel < frame.length; pixel += 1, source += 4) {
    frame[pixel] = (data[source] * 77 + data[source + 1] * 151 + data[source + 2] * 28) >> 8;
  }
  return { frame, width, height };
}
