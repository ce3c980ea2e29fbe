/** A cell on the paper with its surroundings, upright. */

import { html, useEffect, useRef } from '../vendor/preact.js';
import { palette } from './palette.js';
import { cropTransform } from './projection.js';

/** @import {Page} from './sheet.js' */

/** Side of the picture in pixels; half a cell shows on each side of the cell. */
const SIDE = 192;

/** @type {WeakMap<Uint8Array, Promise<ImageBitmap>>} */
const decoded = new WeakMap();

/** Decodes a page's preview once for all of its cells. @param {Uint8Array} bytes */
function bitmapOf(bytes) {
  const known =
    decoded.get(bytes) ?? createImageBitmap(new Blob([/** @type {BlobPart} */ (bytes)], { type: 'image/jpeg' }));
  decoded.set(bytes, known);
  return known;
}

/**
 * @param {{page: Page, cell: number, label: string, onPixels?: (rgba: Uint8ClampedArray) => void}} props
 *     `onPixels` receives the pixels of the cell
 */
export function Crop({ page, cell, label, onPixels }) {
  const ref = useRef(null);
  useEffect(() => {
    let wanted = true;
    void bitmapOf(page.preview.bytes).then((bitmap) => {
      if (!wanted) return;
      const canvas = /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ (ref.current));
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      const [a, b, c, d, e, f] = cropTransform(page, cell, SIDE);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, SIDE, SIDE);
      context.setTransform(a, b, c, d, e, f);
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, 0, 0);
      context.setTransform(1, 0, 0, 1, 0, 0);
      onPixels?.(context.getImageData(SIDE / 4, SIDE / 4, SIDE / 2, SIDE / 2).data);
      context.strokeStyle = palette().css('positive');
      context.lineWidth = 2;
      context.strokeRect(SIDE / 4, SIDE / 4, SIDE / 2, SIDE / 2);
    });
    return () => {
      wanted = false;
    };
  }, [page, cell]);
  return html`<canvas class="crop" ref=${ref} width=${SIDE} height=${SIDE} role="img" aria-label=${label}></canvas>`;
}
