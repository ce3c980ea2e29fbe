/**
 * One symbol drawn anew, at the size that the normaliser chooses and in the style of the pictures that the network has
 * learned: the same steps as `redraw` of zeichenlabor/lines/strokes.py.
 */

import { BOX, normalizeGlyph } from './glyph.js';
import { drawStrokes } from './segment.js';

/** @import {Stroke} from './strokes.js' */

/**
 * @typedef {object} Style    see zeichenlabor/style.py
 * @property {number} pen    width in pixels of the glyph
 * @property {number[]} slants    the least and the most that the pictures usually lean
 */

/** Drawn so many times as large: edges are soft. */
const FINER = 4;
const MOST_SHEAR = 0.6;
const FLAT = 0.25;

/**
 * @param {Stroke[]} strokes
 * @param {Style} style
 * @returns {Uint8Array | null}    null where there are no strokes
 */
export function redraw(strokes, style) {
  if (strokes.length === 0) return null;
  const { pen } = style;
  const sheared = shearedTo(strokes, style);
  const { left, top, reach } = extentOf(sheared);
  const scale = (FINER * Math.max(BOX - pen, 0)) / Math.max(reach, 1e-6);
  const larger = sheared.map((stroke) => stroke.map(({ x, y }) => ({ x: (x - left) * scale, y: (y - top) * scale })));
  const { ink, width, height } = drawStrokes(larger, FINER * pen);
  return normalizeGlyph(ink, width, height);
}

/** With a usual slant; a flat symbol stays. @param {Stroke[]} strokes @param {Style} style */
function shearedTo(strokes, { pen, slants: [least, most] }) {
  const slant = slantOf(strokes, (pen * extentOf(strokes).reach) / BOX);
  if (slant === null) return strokes;
  const shear = limited(slant - limited(slant, least, most), -MOST_SHEAR, MOST_SHEAR);
  return strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: x + shear * y, y })));
}

/**
 * How far ink leans, in pixels to the right per pixel up.
 * @param {Stroke[]} strokes
 * @param {number} pen    width, which is the ink of a touch
 */
function slantOf(strokes, pen) {
  const pieces = strokes.flatMap((stroke) =>
    stroke.map(({ x, y }, index) => {
      const from = stroke[Math.max(0, index - 1)];
      const [right, down] = [x - from.x, y - from.y];
      const weight = index === 0 ? pen : Math.hypot(right, down);
      return { x: from.x + right / 2, y: from.y + down / 2, right, down, weight };
    }),
  );
  const total = (/** @type {(piece: typeof pieces[0]) => number} */ of) =>
    pieces.reduce((sum, piece) => sum + piece.weight * of(piece), 0);
  const all = total(() => 1);
  const [middleX, middleY] = [total(({ x }) => x) / all, total(({ y }) => y) / all];
  const across = total(({ x, right }) => (x - middleX) ** 2 + right ** 2 / 12);
  const below = total(({ y, down }) => (y - middleY) ** 2 + down ** 2 / 12);
  const both = total(({ x, y, right, down }) => (x - middleX) * (y - middleY) + (right * down) / 12);
  return below > FLAT * across ? -both / below : null;
}

/** @param {Stroke[]} strokes */
function extentOf(strokes) {
  const points = strokes.flat();
  const [left, right] = range(points.map(({ x }) => x));
  const [top, bottom] = range(points.map(({ y }) => y));
  return { left, top, reach: Math.max(right - left, bottom - top) };
}

/** @param {number} value @param {number} least @param {number} most */
function limited(value, least, most) {
  return Math.min(most, Math.max(least, value));
}

/** @param {number[]} values @returns {[number, number]}    the least and the largest */
function range(values) {
  return values.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  );
}
