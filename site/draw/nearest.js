/** The nearest item to a pointer, and navigation by arrow keys. No DOM. */

/** @typedef {{x: number, y: number}} Place */

/**
 * @param {number} count
 * @param {(index: number) => number} distance    infinite for items that do not count
 * @returns {number | null}    the least distant one
 */
export function nearest(count, distance) {
  let best = null;
  let least = Infinity;
  for (let index = 0; index < count; index += 1) {
    const far = distance(index);
    if (far < least) [best, least] = [index, far];
  }
  return best;
}

/**
 * The nearest point in a direction; sideways distance counts more.
 *
 * @param {number} count
 * @param {(point: number) => Place} at
 * @param {number | null} from
 * @param {[number, number]} step    rows and columns
 */
export function neighbour(count, at, from, [down, right]) {
  if (from === null) return count > 0 ? 0 : null;
  const here = at(from);
  return nearest(count, (point) => {
    const { x, y } = at(point);
    const ahead = (x - here.x) * right + (y - here.y) * down;
    const aside = Math.abs((x - here.x) * down) + Math.abs((y - here.y) * right);
    return ahead > 0.5 ? ahead + 2 * aside : Infinity;
  });
}

/**
 * The distance of a point from an infinite line.
 *
 * @param {Place} place
 * @param {Place} from
 * @param {Place} to
 */
export function distanceToLine({ x, y }, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return Math.abs((x - from.x) * dy - (y - from.y) * dx) / Math.hypot(dx, dy);
}
