/** A map of the plane: a unit's output everywhere, and the points. */

import { html, useLayoutEffect, useRef } from '../vendor/preact.js';
import { onSheet } from './colours.js';
import { enlarge, hatch } from './hatch.js';
import { usePalette } from './painting.js';
import { useHolding } from './pointing.js';
import { SIDE } from './tiles.js';
import { ARROWS } from './colours.js';

/** The plane goes from -REACH to REACH in both directions. */
export const REACH = 1.2;
const WHOLE = 300;

/**
 * Values as a small picture, to be scaled and smoothed when it is drawn.
 *
 * @param {Float32Array} values    SIDE * SIDE
 * @param {number} neutral    the value that stays white
 */
export function planePicture(values, neutral) {
  const picture = new ImageData(SIDE, SIDE);
  for (let index = 0; index < values.length; index += 1)
    picture.data.set([...onSheet(values[index] - neutral, 1, 0.85), 255], index * 4);
  return picture;
}

/**
 * @param {object} props
 * @param {Float32Array} props.values    of the output: 0.5 is the boundary
 * @param {{positions: Float32Array, labels: Uint8Array}} props.points
 * @param {string} props.label
 * @param {(x: number, y: number) => void} props.onSet    a point was set there
 */
export function Plane({ values, points, label, onSet }) {
  const canvas = useRef(null);
  const cursor = useRef({ x: 0, y: 0 });
  const cross = useRef(null);
  const colours = usePalette();
  useLayoutEffect(() => {
    const element = /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ (canvas.current));
    const doubled = values.map((value) => 2 * value - 1);
    const context = /** @type {CanvasRenderingContext2D} */ (element.getContext('2d'));
    enlarge(context, planePicture(doubled, 0), true);
    hatch(context, (row, column) => doubled[row * SIDE + column], [SIDE, SIDE], 1, {
      x: 0,
      y: 0,
      width: element.width,
      height: element.height,
    });
  }, [values, colours]);

  /** @param {any} event */
  function point(event) {
    const box = event.currentTarget.getBoundingClientRect();
    onSet(
      (((event.clientX - box.left) / box.width) * 2 - 1) * REACH,
      (1 - ((event.clientY - box.top) / box.height) * 2) * REACH,
    );
  }

  const pointers = useHolding({ begin: point });

  /** Arrows move a cross, Enter sets a point there. @param {KeyboardEvent} event */
  function walk(event) {
    const at = cursor.current;
    if (event.key === 'Enter' || event.key === ' ') onSet(at.x, at.y);
    else if (ARROWS[event.key]) {
      const [row, column] = ARROWS[event.key];
      cursor.current = { x: clamp(at.x + column * 0.1), y: clamp(at.y - row * 0.1) };
      /** @type {any} */ (cross.current).setAttribute(
        'transform',
        `translate(${place(cursor.current.x)} ${place(-cursor.current.y)})`,
      );
    } else return;
    event.preventDefault();
  }

  return html`
    <div class="points-map" tabindex="0" role="application" aria-label=${label} ...${pointers} onKeyDown=${walk}
      data-testid="plane"
    >
      <canvas width=${2 * WHOLE} height=${2 * WHOLE} ref=${canvas} aria-hidden="true"></canvas>
      <svg viewBox=${`0 0 ${WHOLE} ${WHOLE}`} aria-hidden="true">
        ${[...points.labels].map(
          (one, index) =>
            html`
              <${Point} key=${index} label=${one} x=${place(points.positions[2 * index])}
                y=${place(-points.positions[2 * index + 1])}
              />
            `,
        )}
        <path class="points-cross" ref=${cross} transform=${`translate(${WHOLE / 2} ${WHOLE / 2})`} d="M-9 0H9M0 -9V9"
        />
      </svg>
    </div>
  `;
}

/** Discs and squares, so that colour is not needed. @param {{label: number, x: number, y: number}} props */
function Point({ label, x, y }) {
  return label === 1
    ? html`<circle class="points-point is-one" cx=${x} cy=${y} r="4.4" />`
    : html`<rect class="points-point is-zero" x=${x - 4} y=${y - 4} width="8" height="8" />`;
}

/** @param {number} value */
function place(value) {
  return Math.round(((value / REACH + 1) / 2) * WHOLE * 10) / 10;
}

/** @param {number} value */
function clamp(value) {
  return Math.max(-REACH, Math.min(REACH, value));
}
