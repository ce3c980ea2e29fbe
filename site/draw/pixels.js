/** An enlarged picture, in which every pixel can be selected to show its value. */

import { html, useLayoutEffect, useRef, useState } from '../vendor/preact.js';
import { usePointing } from './pointing.js';
import { usePalette } from './painting.js';
import { shadeOf } from './shade.js';
import { SIDE } from './tiles.js';

/**
 * @param {{images: Uint8Array, index: number, label: string, tell: (row: number, column: number, value: number) =>
 *     string}} props
 */
export function PixelPicture({ images, index, label, tell }) {
  const cells = [...images.subarray(index * SIDE * SIDE, (index + 1) * SIDE * SIDE)];
  const [at, setAt] = useState(() => darkest(cells));
  /** @param {any} event */
  function point(event) {
    const box = event.currentTarget.getBoundingClientRect();
    setAt({
      column: within(Math.floor(((event.clientX - box.left) / box.width) * SIDE)),
      row: within(Math.floor(((event.clientY - box.top) / box.height) * SIDE)),
    });
  }
  const pointers = usePointing(point);
  /** @param {KeyboardEvent} event */
  function walk(event) {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    setAt({ row: within(at.row + step[0]), column: within(at.column + step[1]) });
  }
  return html`
    <div class="pixel-picture">
      <div class="pixel-frame" tabindex="0" role="group" aria-label=${label} ...${pointers} onKeyDown=${walk}>
        <${Squares} images=${images} index=${index} />
        <svg viewBox=${`0 0 ${SIDE} ${SIDE}`} aria-hidden="true">
          <rect class="pixel-cursor" x=${at.column} y=${at.row} width="1" height="1" />
        </svg>
      </div>
      <p class="pixel-value" aria-live="polite">${tell(at.row, at.column, cells[at.row * SIDE + at.column])}</p>
      <${Neighbours} cells=${cells} at=${at} />
    </div>
  `;
}

/** The initial pixel: one with ink. @param {number[]} cells */
function darkest(cells) {
  const pixel = cells.indexOf(Math.max(...cells));
  return { row: Math.floor(pixel / SIDE), column: pixel % SIDE };
}

/** @type {Record<string, number[]>} */
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** @param {number} value */
function within(value) {
  return Math.min(SIDE - 1, Math.max(0, value));
}

/** How many of the canvas's pixels one pixel of the picture takes, its line of squared paper included. */
const ZOOM = 14;

/** @param {{images: Uint8Array, index: number}} props */
export function Squares({ images, index }) {
  const ref = useRef(null);
  const colours = usePalette();
  useLayoutEffect(() => {
    const canvas = /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ (ref.current));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const [ink, line, sheet] = [colours.ink, colours.line, colours.sheet].map((parts) => parts.join(' '));
    context.fillStyle = `rgb(${line})`;
    context.fillRect(0, 0, canvas.width, canvas.height);
    for (let pixel = 0; pixel < SIDE * SIDE; pixel += 1) {
      const x = (pixel % SIDE) * ZOOM;
      const y = Math.floor(pixel / SIDE) * ZOOM;
      context.fillStyle = `rgb(${sheet})`;
      context.fillRect(x, y, ZOOM - 1, ZOOM - 1);
      context.fillStyle = `rgb(${ink} / ${images[index * SIDE * SIDE + pixel] / 255})`;
      context.fillRect(x, y, ZOOM - 1, ZOOM - 1);
    }
  }, [images, index, colours]);
  return html`<canvas ref=${ref} width=${SIDE * ZOOM} height=${SIDE * ZOOM} aria-hidden="true"></canvas>`;
}

/**
 * The numbers around the chosen pixel, as the net gets them.
 * @param {{cells: number[], at: {row: number, column: number}}} props
 */
function Neighbours({ cells, at }) {
  const top = Math.min(SIDE - 5, Math.max(0, at.row - 2));
  const left = Math.min(SIDE - 7, Math.max(0, at.column - 3));
  return html`<table class="pixel-numbers" aria-hidden="true"><tbody>
    ${[0, 1, 2, 3, 4].map(
      (row) =>
        html`<tr key=${row}>${[0, 1, 2, 3, 4, 5, 6].map((column) => {
          const value = cells[(top + row) * SIDE + left + column];
          const here = top + row === at.row && left + column === at.column;
          const { ink, isFull } = shadeOf(value / 255);
          return html`
            <td key=${column} class=${`${here ? 'is-here' : ''} ${isFull ? 'is-full' : ''}`}
              style=${{ '--ink-share': ink }}
            >
              ${value}
            </td>
          `;
        })}</tr>`,
    )}
  </tbody></table>`;
}
