/** Hatching of negative values, so that a map can be read without colours, for instance printed in grey. */

import { palette } from './palette.js';

/** How far apart the lines are at least, in pixels of the canvas' own scale. */
const APART = 5;
/** Values below this share of the largest are nearly white, and are not hatched. */
const FAINT = 0.12;

/**
 * Which squares a line goes through, from its lower left to its upper right corner.
 *
 * @param {(row: number, column: number) => number} valueAt
 * @param {number} rows
 * @param {number} columns
 * @param {number} largest    of the absolute values
 * @param {number} side    of a square, in pixels
 * @returns {[number, number][]}
 */
export function hatched(valueAt, rows, columns, largest, side) {
  const every = Math.max(1, Math.ceil(APART / side));
  /** @type {[number, number][]} */
  const found = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if ((row + column) % every === 0 && valueAt(row, column) < -FAINT * largest) found.push([row, column]);
    }
  }
  return found;
}

/**
 * A small picture over the whole canvas.
 * @param {CanvasRenderingContext2D} context
 * @param {ImageData} small
 * @param {boolean} [smooth]
 */
export function enlarge(context, small, smooth = false) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [small.width, small.height];
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).putImageData(small, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.imageSmoothingEnabled = smooth;
  context.drawImage(canvas, 0, 0, context.canvas.width, context.canvas.height);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {(row: number, column: number) => number} valueAt
 * @param {[number, number]} shape    rows and columns
 * @param {number} largest
 * @param {{x: number, y: number, width: number, height: number}} box
 */
export function hatch(context, valueAt, [rows, columns], largest, { x, y, width, height }) {
  const [across, down] = [width / columns, height / rows];
  context.beginPath();
  for (const [row, column] of hatched(valueAt, rows, columns, largest, across)) {
    context.moveTo(x + column * across, y + (row + 1) * down);
    context.lineTo(x + (column + 1) * across, y + row * down);
  }
  context.strokeStyle = palette().css('hatching');
  context.lineWidth = Math.min(1, across / 4);
  context.stroke();
}
