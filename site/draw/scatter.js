/**
 * A scatter plot with a mark per group; points can be selected by pointer or arrow keys.
 */

import { html, useLayoutEffect, useRef } from '../vendor/preact.js';
import { usePointing } from './pointing.js';
import { ARROWS, groupColour } from './colours.js';
import { nearest, neighbour } from './nearest.js';
import { usePalette } from './painting.js';
import { palette } from './palette.js';
import { useWidth } from './size.js';

/** @import {Place} from './nearest.js' */

const LARGEST = 620;
/** Room for the marks at the rim. */
const RIM = 14;
/** Largest distance of a pointer from a mark to select it. */
const REACH = 26;

/**
 * @typedef {object} ScatterProps
 * @property {ArrayLike<number>} positions    x and y of each point, within -1…1
 * @property {number[]} groups    of each point
 * @property {string[]} marks    of each group
 * @property {(point: number) => boolean} ringed    stands out
 * @property {number | null} chosen
 * @property {string} label
 * @property {(point: number) => void} onChoose
 */

/** @param {ScatterProps} props */
export function Scatter({ positions, groups, marks, ringed, chosen, label, onChoose }) {
  const [ref, room] = useWidth(400);
  const canvas = useRef(null);
  const colours = usePalette();
  const side = Math.min(LARGEST, room);
  const at = (/** @type {number} */ point) => placeOf(positions, point, side);
  useLayoutEffect(
    () => paint(/** @type {any} */ (canvas.current), side, at, groups, marks, ringed),
    [positions, groups, marks, side, colours],
  );
  /** @param {any} event */
  function point(event) {
    const box = event.currentTarget.getBoundingClientRect();
    const far = (/** @type {number} */ one) =>
      Math.hypot(at(one).x - event.clientX + box.left, at(one).y - event.clientY + box.top);
    const near = nearest(groups.length, far);
    if (near !== null && near !== chosen && far(near) < REACH) onChoose(near);
  }
  const pointers = usePointing(point);
  /** @param {KeyboardEvent} event */
  function walk(event) {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = neighbour(groups.length, at, chosen, step);
    if (next !== null) onChoose(next);
  }
  const cursor = chosen === null ? null : at(chosen);
  return html`
    <div class="scatter" ref=${ref}>
      <div class="scatter-frame" data-testid="scatter" style=${{ width: `${side}px`, height: `${side}px` }}
        tabindex="0" role="group" aria-label=${label} ...${pointers} onKeyDown=${walk}
      >
        <canvas ref=${canvas} aria-hidden="true"></canvas>
        ${
          cursor
            ? html`
              <svg viewBox=${`0 0 ${side} ${side}`} aria-hidden="true">
                <circle class="scatter-cursor" cx=${cursor.x} cy=${cursor.y} r="12" />
              </svg>
            `
            : null
        }
      </div>
    </div>
  `;
}

/** @param {ArrayLike<number>} positions @param {number} point @param {number} side */
function placeOf(positions, point, side) {
  const half = side / 2;
  return { x: half + positions[2 * point] * (half - RIM), y: half + positions[2 * point + 1] * (half - RIM) };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} side
 * @param {(point: number) => Place} at
 * @param {number[]} groups
 * @param {string[]} marks
 * @param {(point: number) => boolean} ringed
 */
function paint(canvas, side, at, groups, marks, ringed) {
  const sharp = Math.min(2, devicePixelRatio || 1);
  canvas.width = canvas.height = Math.round(side * sharp);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.scale(sharp, sharp);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `700 ${side < 450 ? 11 : 13}px system-ui, sans-serif`;
  groups.forEach((group, point) => {
    const { x, y } = at(point);
    context.fillStyle = groupColour(group, marks.length);
    context.fillText(marks[group], x, y);
    if (!ringed(point)) return;
    context.strokeStyle = palette().css('red');
    context.lineWidth = 1.5;
    context.strokeRect(x - 8, y - 8, 16, 16);
  });
}
