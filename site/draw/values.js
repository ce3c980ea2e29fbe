/** Pictures of numbers: weights, products, relevance. */

import { html, useLayoutEffect, useRef } from '../vendor/preact.js';
import { usePointing } from './pointing.js';
import { ARROWS, paintMaps } from './colours.js';
import { usePalette } from './painting.js';
import { enlarge, hatch } from './hatch.js';

/** @import {Values} from './colours.js' */

/** Pixels of the canvas for each square: room for lines in it. */
const SHARP = 10;

/**
 * One channel as a picture of squares; with `onPoint` squares can be selected by pointer or arrow keys.
 *
 * @param {{values: Values, shape: [number, number, number], channel?: number, largest: number, label: string,
 *     at?: [number, number] | null, onPoint?: (row: number, column: number) => void}} props
 */
export function ValuePicture({ values, shape, channel = 0, largest, label, at = null, onPoint }) {
  const [height, width, channels] = shape;
  const ref = useRef(null);
  const colours = usePalette();
  useLayoutEffect(() => {
    const canvas = /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ (ref.current));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const small = new ImageData(width, height);
    const one = Array.from({ length: width * height }, (_, place) => values[place * channels + channel]);
    paintMaps(one, [height, width, 1], largest, small.data);
    enlarge(context, small);
    hatch(context, (row, column) => one[row * width + column], [height, width], largest, {
      x: 0,
      y: 0,
      width: width * SHARP,
      height: height * SHARP,
    });
  }, [values, channel, largest, width, height, colours]);
  /** @param {any} event */
  function point(event) {
    const box = event.currentTarget.getBoundingClientRect();
    onPoint?.(
      within((event.clientY - box.top) / box.height, height),
      within((event.clientX - box.left) / box.width, width),
    );
  }
  const pointers = usePointing(onPoint && point);
  /** @param {KeyboardEvent} event */
  function walk(event) {
    const step = ARROWS[event.key];
    if (!step || !onPoint) return;
    event.preventDefault();
    const [row, column] = at ?? [0, 0];
    onPoint(Math.min(height - 1, Math.max(0, row + step[0])), Math.min(width - 1, Math.max(0, column + step[1])));
  }
  return html`
    <div class="value-picture" style=${{ aspectRatio: `${width} / ${height}` }} tabindex=${onPoint ? 0 : undefined}
      role=${onPoint ? 'group' : 'img'} aria-label=${label} ...${pointers} onKeyDown=${onPoint && walk}
    >
      <canvas ref=${ref} width=${width * SHARP} height=${height * SHARP} aria-hidden="true"></canvas>
      ${
        at
          ? html`
            <svg viewBox=${`0 0 ${width} ${height}`} aria-hidden="true">
              <rect class="value-cursor" x=${at[1]} y=${at[0]} width="1" height="1" />
            </svg>
          `
          : null
      }
    </div>
  `;
}

/** @param {number} share @param {number} size */
function within(share, size) {
  return Math.min(size - 1, Math.max(0, Math.floor(share * size)));
}

/** The scale in words and colours. @param {{negative: string, positive: string}} props */
export function ValueLegend({ negative, positive }) {
  return html`
    <p class="value-legend">
      <span>${negative}</span>
      <span class="value-ramp" aria-hidden="true"></span>
      <span>${positive}</span>
    </p>
  `;
}
