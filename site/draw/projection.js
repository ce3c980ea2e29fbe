/** Geometry of pages: from coordinates on the paper to pixels of its picture. No DOM. */

/** @import {Page} from './sheet.js' */

/**
 * The homography from the unit square to four corners (Heckbert, Fundamentals of Texture Mapping, 1989, section 2.2.3).
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
export function cropTransform(page, cell, side) {
  const { columns } = page.layout;
  return pieceTransform(page, { left: (cell % columns) - 0.5, top: Math.floor(cell / columns) - 0.5, cells: 2, side });
}

/**
 * The same for a square of some cells.
 *
 * @param {Pick<Page, 'corners' | 'layout' | 'width' | 'preview'>} page
 * @param {{left: number, top: number, cells: number, side: number}} piece    where it begins and how wide it is in
 *     cells, and in pixels
 * @returns {number[]}
 */
export function pieceTransform({ corners, layout: { rows, columns }, width, preview }, { left, top, cells, side }) {
  const place = fromUnitSquare(corners.map((corner) => corner.map((value) => (value * preview.width) / width)));
  const at = (/** @type {number} */ right, /** @type {number} */ down) =>
    place((left + right) / columns, (top + down) / rows);
  const [x, y] = at(0, 0);
  const [rightX, rightY] = at(cells, 0).map((value, axis) => (value - [x, y][axis]) / side);
  const [downX, downY] = at(0, cells).map((value, axis) => (value - [x, y][axis]) / side);
  const area = rightX * downY - rightY * downX;
  const [a, b, c, d] = [downY / area, -rightY / area, -downX / area, rightX / area];
  return [a, b, c, d, -(a * x + c * y), -(b * x + d * y)];
}

/**
 * The first square of cells in which most are written in.
 *
 * @param {Page['layout']} layout
 * @param {string[]} status    per cell
 * @param {number} side    of the square, in cells
 */
export function placeOfPiece({ rows, columns }, status, side) {
  let best = { left: 0, top: 0, written: -1 };
  for (let top = 0; top <= rows - side; top += side) {
    for (let left = 0; left <= columns - side; left += side) {
      const written = status.filter(
        (one, cell) =>
          one !== 'empty' &&
          isWithin((cell % columns) - left, side) &&
          isWithin(Math.floor(cell / columns) - top, side),
      ).length;
      if (written > best.written) best = { left, top, written };
    }
  }
  return best;
}

/** @param {number} place @param {number} side */
const isWithin = (place, side) => place >= 0 && place < side;
