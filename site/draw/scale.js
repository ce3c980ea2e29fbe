/** Geometry of charts: ticks, scales, paths. No DOM, no language. */

/** @typedef {{x: number, y: number}} Point */

/**
 * Round values that cover a range: steps of 1, 2 or 5 times a power of ten.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} count    about how many
 * @param {number} [smallest]    step that is never undercut, 1 for things that are counted
 * @returns {number[]}
 */
export function ticks(low, high, count, smallest = 0) {
  if (!(high > low)) return [low];
  const parts = Math.max(1, count);
  // the difference may be larger than any number
  const step = Math.max(smallest, roundStep(high / parts - low / parts));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Dividing by the inverse of a small step keeps 0.3 from becoming 0.30000000000000004.
  const inverse = Math.round(1 / step);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    step < 1 && Number.isFinite(inverse) ? (first + index) / inverse : (first + index) * step,
  );
}

/** @param {number} rough */
function roundStep(rough) {
  const power = Math.max(Number.MIN_VALUE, 10 ** Math.floor(Math.log10(rough)));
  const factor = [1, 2, 5, 10].find((one) => one * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/**
 * @param {[number, number]} domain    values
 * @param {[number, number]} range    pixels
 * @returns {(value: number) => number}
 */
export function linear([low, high], [from, to]) {
  const part = Number.isFinite(high - low) ? 1 : 0.5; // by halves where the difference is larger than any number
  const factor = (to - from) / (high * part - low * part);
  return (value) => (Number.isFinite(factor) ? from + (value * part - low * part) * factor : from);
}

/**
 * @param {Point[]} points    in pixels
 * @returns {string}    for an SVG path's `d`
 */
export function path(points) {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

/**
 * Reduces each pixel column to its first, lowest, highest and last point, so that ten thousand batches are drawn as
 * fast as a hundred.
 *
 * @param {Point[]} points    in pixels, x rising
 * @returns {Point[]}
 */
export function thin(points) {
  /** @type {Point[]} */
  const kept = [];
  for (let start = 0; start < points.length; ) {
    let end = start;
    while (end < points.length && Math.floor(points[end].x) === Math.floor(points[start].x)) end += 1;
    const column = points.slice(start, end);
    if (column.length <= 4) kept.push(...column);
    else kept.push(...extremes(column));
    start = end;
  }
  return kept;
}

/** @param {Point[]} column */
function extremes(column) {
  let low = 0;
  let high = 0;
  column.forEach((point, index) => {
    if (point.y < column[low].y) low = index;
    if (point.y > column[high].y) high = index;
  });
  return [...new Set([0, low, high, column.length - 1])].sort((a, b) => a - b).map((index) => column[index]);
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
