/** Geometry of pages: from places on the paper to pixels of its picture. No screen. */

/** @import {Page} from './sheet.js' */

/**
 * The projective map that takes the unit square to four corners
 * (Heckbert, Fundamentals of Texture Mapping, 1989, section 2.2.3).
 *
 * @param {number[][]} corners    TL, TR, BR, BL
 * @returns {(u: number, v: number) => [number, number]}
 */
export function fromUnitSquare([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]) {
  const sx = x0 - x1 + x2 - x3;
  const sy = y0 - y1 + y2 - y3;
  const dx1 = x1 - x2;
  const dx2 = x3 - x2;
  const dy1 = y1 - y2;
  const dy2 = y3 - y2;
  const area = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / area;
  const h = (dx1 * sy - sx * dy1) / area;
  return (u, v) => {
    const w = g * u + h * v + 1;
    return [
      ((x1 - x0 + g * x1) * u + (x3 - x0 + h * x3) * v + x0) / w,
      ((y1 - y0 + g * y1) * u + (y3 - y0 + h * y3) * v + y0) / w,
    ];
  };
}

/**
 * Maps the preview's pixels to a square picture of two cells by two, as the affine map at that place.
 *
 * @param {Pick<Page, 'corners' | 'layout' | 'width' | 'preview'>} page
 * @param {number} cell
 * @param {number} side
 * @returns {number[]}    a b c d e f, as canvas transforms are written
 */
export function cropTransform({ corners, layout: { rows, columns }, width, preview }, cell, side) {
  const place = fromUnitSquare(corners.map((corner) => corner.map((value) => (value * preview.width) / width)));
  const column = cell % columns;
  const row = Math.floor(cell / columns);
  const at = (/** @type {number} */ right, /** @type {number} */ down) => place((column + right) / columns, (row + down) / rows);
  const [x, y] = at(-0.5, -0.5);
  const [rightX, rightY] = at(1.5, -0.5).map((value, axis) => (value - [x, y][axis]) / side);
  const [downX, downY] = at(-0.5, 1.5).map((value, axis) => (value - [x, y][axis]) / side);
  const area = rightX * downY - rightY * downX;
  const [a, b, c, d] = [downY / area, -rightY / area, -downX / area, rightX / area];
  return [a, b, c, d, -(a * x + c * y), -(b * x + d * y)];
}
