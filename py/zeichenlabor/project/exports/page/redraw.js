/**
 * One symbol drawn anew, at the size that the normaliser gives it and with the pen of the pictures that the network has
 * learned: the same steps as `redraw` of zeichenlabor/lines/strokes.py.
 */

import { BOX, normalizeGlyph } from './glyph.js';
import { drawStrokes } from './segment.js';

/** Drawn so many times as large: edges are soft. */
const FINER = 4;

/**
 * @param {{x: number, y: number}[][]} strokes
 * @param {number} pen    width in pixels of the glyph
 * @returns {Uint8Array | null}    null where there are no strokes
 */
export function redraw(strokes, pen) {
  const points = strokes.flat();
  if (points.length === 0) return null;
  const [left, right] = range(points.map(({ x }) => x));
  const [top, bottom] = range(points.map(({ y }) => y));
  const scale = (FINER * Math.max(BOX - pen, 0)) / Math.max(right - left, bottom - top, 1e-6);
  const larger = strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: (x - left) * scale, y: (y - top) * scale })));
  const { ink, width, height } = drawStrokes(larger, FINER * pen);
  return normalizeGlyph(ink, width, height);
}

/** @param {number[]} values @returns {[number, number]}    the least and the largest */
function range(values) {
  return values.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  );
}
