/** A picture of any size from numbers: ink, signed values, or colours. */

import { html, useLayoutEffect, useRef } from '../vendor/preact.js';
import { colourOf } from './colours.js';
import { usePalette } from './painting.js';

/**
 * @typedef {object} Stack    pictures of the same size, one after the other
 * @property {'ink' | 'signed' | 'colour'} form
 * @property {Uint8Array | Float32Array} pixels
 * @property {number} height
 * @property {number} width
 * @property {number} largest    of the absolute values, where the colours of `signed` end
 */

/** @param {{stack: Stack, index: number, label: string, zoom: number}} props */
export function Picture({ stack, index, label, zoom }) {
  const { form, pixels, height, width, largest } = stack;
  const ref = useRef(null);
  const colours = usePalette();
  useLayoutEffect(() => {
    const canvas = /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ (ref.current));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const image = context.createImageData(width, height);
    const size = height * width;
    if (form === 'colour') image.data.set(pixels.subarray(index * size * 4, (index + 1) * size * 4));
    for (let place = 0; form !== 'colour' && place < size; place += 1) {
      const value = pixels[index * size + place];
      image.data.set(form === 'ink' ? [...colours.ink, value] : colourOf(value, largest), place * 4);
    }
    context.putImageData(image, 0, 0);
  }, [stack, index, colours]);
  return html`<canvas class="picture" ref=${ref} width=${width} height=${height} role="img" aria-label=${label}
    style=${{ width: `${width * zoom}px`, aspectRatio: `${width} / ${height}` }}></canvas>`;
}
