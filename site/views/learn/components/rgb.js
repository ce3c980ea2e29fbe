/** One picture in colours, or one of its three colours alone. */

import { html, useLayoutEffect, useRef } from '../../../vendor/preact.js';

const SIDE = 28;

/** @param {{values: Uint8Array, channel?: number, label: string}} props    values: 28 * 28 * 3 */
export function Rgb({ values, channel = -1, label }) {
  const ref = useRef(null);
  useLayoutEffect(() => {
    const canvas = /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ (ref.current));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const picture = context.createImageData(SIDE, SIDE);
    for (let place = 0; place < SIDE * SIDE; place += 1) {
      for (let c = 0; c < 3; c += 1)
        picture.data[place * 4 + c] = channel < 0 || channel === c ? values[place * 3 + c] : 0;
      picture.data[place * 4 + 3] = 255;
    }
    context.putImageData(picture, 0, 0);
  }, [values, channel]);
  return html`
    <figure class="rgb">
      <canvas ref=${ref} width=${SIDE} height=${SIDE} role="img" aria-label=${label}></canvas>
      <figcaption>${label}</figcaption>
    </figure>
  `;
}
