/** Pen strokes as closely spaced points: smoothing and erasing. No DOM. */

import { bend } from './curve.js';

/**
 * @typedef {{x: number, y: number}} Point    in pixels of the paper
 * @typedef {Point[]} Stroke
 */

/**
 * Smooths the points of a pointer: curves between midpoints.
 *
 * @param {Point[]} touches
 * @returns {Stroke}
 */
export function smooth(touches) {
  if (touches.length < 2) return touches;
  const points = touches.map(({ x, y }) => ({ x, y, radius: 0 }));
  const stops = [
    points[0],
    ...points.slice(1).map((point, index) => middle(points[index], point)),
    points[points.length - 1],
  ];
  const pieces = stops.slice(1).flatMap((stop, index) => bend(stops[index], points[index], stop).map(([, to]) => to));
  return [points[0], ...pieces].map(({ x, y }) => ({ x, y }));
}

/**
 * Erases parts of strokes, which may be divided.
 *
 * @param {Stroke[]} strokes
 * @param {Point[]} path    of the eraser
 * @param {number} radius
 * @returns {Stroke[]}    the same array where nothing was hit
 */
export function erased(strokes, path, radius) {
  const left = strokes.flatMap((stroke) => {
    const hit = stroke.map((point) => distance(point, path) <= radius);
    return hit.includes(true) ? runs(stroke, hit) : [stroke];
  });
  return left.length === strokes.length && left.every((stroke, index) => stroke === strokes[index]) ? strokes : left;
}

/** As an SVG path; a point is a line to itself, which a round pen shows. @param {Stroke} stroke */
export function pathOf(stroke) {
  const places = stroke.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
  return `M${places.join('L')}${places.length === 1 ? `L${places[0]}` : ''}`;
}

/** The rightmost coordinate of ink; 0 if empty. @param {Stroke[]} strokes */
export function reachOf(strokes) {
  return strokes.reduce((most, stroke) => stroke.reduce((reach, { x }) => Math.max(reach, x), most), 0);
}

/** The parts of a stroke that were not hit. @param {Stroke} stroke @param {boolean[]} hit */
function runs(stroke, hit) {
  /** @type {Stroke[]} */
  const parts = [];
  stroke.forEach((point, index) => {
    if (hit[index]) return;
    if (index === 0 || hit[index - 1]) parts.push([]);
    parts[parts.length - 1].push(point);
  });
  return parts;
}

/** The distance of a point from a path. @param {Point} point @param {Point[]} path */
function distance({ x, y }, path) {
  let least = Infinity;
  path.forEach((to, index) => {
    const from = path[Math.max(0, index - 1)];
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const squared = dx * dx + dy * dy;
    const along = squared > 0 ? Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / squared)) : 0;
    least = Math.min(least, Math.hypot(x - from.x - along * dx, y - from.y - along * dy));
  });
  return least;
}

/** @param {Point & {radius: number}} a @param {Point & {radius: number}} b */
function middle(a, b) {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, radius: 0 };
}
