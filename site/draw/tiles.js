/** Glyphs of 28×28 pixels: single ones, and contact sheets on one canvas. */

import { html, useLayoutEffect, useRef } from '../vendor/preact.js';
import { usePalette } from './painting.js';
import { useWidth } from './size.js';

export const SIDE = 28;
const PIXELS = SIDE * SIDE;
/** A tile and the line of squared paper beside it. */
const PITCH = SIDE + 1;

/** @typedef {{images: Uint8Array, index: number}} Tile    28 * 28 bytes at index * 784 */

/**
 * Where the tiles of a contact sheet stand.
 *
 * @param {number} count
 * @param {number} width    to be filled, in tiles' own pixels
 */
export function tileGrid(count, width) {
  const columns = Math.max(1, Math.floor((width - 1) / PITCH));
  const rows = Math.max(1, Math.ceil(count / columns));
  return { columns, rows, width: columns * PITCH + 1, height: rows * PITCH + 1 };
}

/**
 * @param {(Tile | null)[]} tiles    null leaves a place free
 * @param {{columns: number, rows: number, width: number, height: number}} grid
 * @param {{ink: number[], line: number[]}} colours
 * @param {Uint8ClampedArray} pixels    RGBA, grid.width * grid.height, transparent
 */
export function paintTiles(tiles, grid, { ink, line }, pixels) {
  paintLines(grid, line, pixels);
  tiles.forEach((tile, position) => {
    if (!tile) return;
    const { images, index } = tile;
    const left = 1 + (position % grid.columns) * PITCH;
    const top = 1 + Math.floor(position / grid.columns) * PITCH;
    for (let row = 0; row < SIDE; row += 1) {
      paintRow(pixels, ((top + row) * grid.width + left) * 4, images, index * PIXELS + row * SIDE, ink);
    }
  });
}

/**
 * @param {{width: number, height: number}} grid
 * @param {number[]} line
 * @param {Uint8ClampedArray} pixels
 */
function paintLines({ width, height }, line, pixels) {
  const whole = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  const [one] = new Uint32Array(Uint8Array.of(line[0], line[1], line[2], 255).buffer);
  for (let y = 0; y < height; y += PITCH) whole.fill(one, y * width, (y + 1) * width);
  for (let x = 0; x < width; x += PITCH) {
    for (let y = 0; y < height; y += 1) whole[y * width + x] = one;
  }
}

/**
 * One row of a glyph.
 * @param {Uint8ClampedArray} pixels
 * @param {number} target
 * @param {Uint8Array} images
 * @param {number} source
 * @param {number[]} ink
 */
function paintRow(pixels, target, images, source, [red, green, blue]) {
  for (let column = 0, at = target; column < SIDE; column += 1, at += 4) {
    pixels[at] = red;
    pixels[at + 1] = green;
    pixels[at + 2] = blue;
    pixels[at + 3] = images[source + column];
  }
}

/** All pictures of one class on one canvas. @param {{tiles: Tile[], label: string}} props */
export function ContactSheet({ tiles, label }) {
  const [box, width] = useWidth(600);
  const canvas = useRef(null);
  const colours = usePalette();
  const scale = width < 500 ? 1 : 1.25;
  const grid = tileGrid(tiles.length, width / scale);
  useLayoutEffect(() => {
    const element = /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ (canvas.current));
    element.width = grid.width;
    element.height = grid.height;
    const context = /** @type {CanvasRenderingContext2D} */ (element.getContext('2d'));
    const picture = context.createImageData(grid.width, grid.height);
    paintTiles(tiles, grid, colours, picture.data);
    context.putImageData(picture, 0, 0);
  }, [tiles, grid.width, grid.height, colours]);
  return html`<div class="contact-sheet" ref=${box}>
    <canvas ref=${canvas} role="img" aria-label=${label}
      style=${{ width: `${grid.width * scale}px`, height: `${grid.height * scale}px` }}></canvas>
  </div>`;
}

/** One 28×28 picture, its size set by CSS. @param {Tile & {label?: string, class?: string}} props */
export function Glyph({ images, index, label, class: name = '' }) {
  const canvas = useRef(null);
  const colours = usePalette();
  useLayoutEffect(() => {
    const element = /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ (canvas.current));
    const context = /** @type {CanvasRenderingContext2D} */ (element.getContext('2d'));
    const picture = context.createImageData(SIDE, SIDE);
    for (let row = 0; row < SIDE; row += 1)
      paintRow(picture.data, row * SIDE * 4, images, index * PIXELS + row * SIDE, colours.ink);
    context.putImageData(picture, 0, 0);
  }, [images, index, colours]);
  return html`<canvas class=${`glyph ${name}`} width=${SIDE} height=${SIDE} ref=${canvas}
    role=${label ? 'img' : undefined} aria-label=${label} aria-hidden=${label ? undefined : 'true'}></canvas>`;
}
