/** Pictures of symbols in this device's fonts. */

import { lettersIn } from './symbols.js';

export const SIDE = 112;
const SIZE = 76;
/** The most fonts. */
const MOST = 8;

/** Of the common systems, with strokes of many kinds; the general names are there on each. */
const FAMILIES = [
  'sans-serif',
  'serif',
  'monospace',
  'cursive',
  'fantasy',
  'Comic Sans MS',
  'Segoe Print',
  'Segoe Script',
  'Ink Free',
  'Bradley Hand',
  'Noteworthy',
  'Marker Felt',
  'Chalkboard SE',
  'Caveat',
  'Georgia',
  'Times New Roman',
  'Arial',
  'Verdana',
  'Trebuchet MS',
  'Courier New',
  'Impact',
  'DejaVu Sans',
  'DejaVu Serif',
  'Noto Serif',
  'Ubuntu',
];

/** @param {string} symbol */
export function isSingle(symbol) {
  return lettersIn(symbol).length === 1;
}

/**
 * Every symbol in every installed font; a font that renders like an earlier one is not installed.
 *
 * @param {string[]} symbols
 * @returns {{families: string[], drawings: Uint8Array}}    font by font, SIDE * SIDE bytes for each symbol, ink 255 on
 *     0
 */
export function letterDrawings(symbols) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));
  context.textAlign = 'center';
  /** @type {string[]} */
  const families = [];
  /** @type {Uint8Array[]} */
  const drawn = [];
  for (const family of FAMILIES) {
    if (families.length === MOST) break;
    const drawings = new Uint8Array(symbols.length * SIDE * SIDE);
    symbols.forEach((symbol, index) => drawings.set(drawingOf(context, symbol, family), index * SIDE * SIDE));
    if (drawn.some((other) => other.every((value, place) => value === drawings[place]))) continue;
    families.push(family);
    drawn.push(drawings);
  }
  const all = new Uint8Array(drawn.length * symbols.length * SIDE * SIDE);
  drawn.forEach((drawings, index) => all.set(drawings, index * drawings.length));
  return { families, drawings: all };
}

/** @param {CanvasRenderingContext2D} context @param {string} symbol @param {string} family */
function drawingOf(context, symbol, family) {
  context.clearRect(0, 0, SIDE, SIDE);
  context.font = `${SIZE}px ${/^[a-z-]+$/.test(family) ? family : `"${family}"`}`;
  context.fillText(symbol, SIDE / 2, SIDE * 0.78);
  return context.getImageData(0, 0, SIDE, SIDE).data.filter((_, index) => index % 4 === 3);
}
