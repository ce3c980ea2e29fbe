/** Heights over a square: from above with contour bands, and tilted as hills. Paths are drawn into both. */

import { html, useLayoutEffect, useRef } from '../../../vendor/preact.js';
import { mixed } from '../../../draw/colours.js';
import { usePalette } from '../../../draw/painting.js';
import { palette, rgbOf } from '../../../draw/palette.js';
import { useHolding } from '../../../draw/pointing.js';

/**
 * @typedef {{heights: ArrayLike<number>, size: number, reach: number, low: number, high: number}} Surface    row by row
 *     from y = -reach
 * @typedef {{path: number[][], heights: ArrayLike<number>, kind: number}} Trail    kind: its look, 0…3
 */

/** Tokens. */
export const TRAILS = ['ink', 'orange-ink', 'good', 'red'];
const DASHES = [[], [9, 4], [3, 4], [12, 4, 3, 4]];
const BANDS = 14;
const SIDE = 420;

/**
 * The bilinearly interpolated height at x, y in cells.
 * @param {Surface} surface
 * @param {number} x
 * @param {number} y
 */
function heightAt({ heights, size }, x, y) {
  const [column, row] = [Math.min(size - 2, Math.floor(x)), Math.min(size - 2, Math.floor(y))];
  const [right, down] = [x - column, y - row];
  const at = (/** @type {number} */ r, /** @type {number} */ c) => heights[(row + r) * size + column + c];
  return (1 - down) * ((1 - right) * at(0, 0) + right * at(0, 1)) + down * ((1 - right) * at(1, 0) + right * at(1, 1));
}

/** Low ground is paper, high ground blue; square roots make room for the hollows. @param {number} share */
function tint(share) {
  const { positive, css } = palette();
  return mixed(rgbOf(css('paper')), positive, 0.75 * Math.sqrt(Math.max(0, share)));
}

/**
 * @param {{surface: Surface, trails: Trail[], label: string, start: number[], told: string, onStart?: (x: number, y:
 *     number) => void}} props
 */
export function Contour({ surface, trails, label, start, told, onStart }) {
  const ref = useRef(null);
  const colours = usePalette();
  useLayoutEffect(() => {
    const canvas = /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ (ref.current));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const picture = context.createImageData(SIDE, SIDE);
    const { size, low, high, reach } = surface;
    const shades = Array.from({ length: BANDS + 1 }, (_, band) => [...tint((band / BANDS) ** 2), 255]);
    for (let place = 0; place < SIDE * SIDE; place += 1) {
      const height = heightAt(
        surface,
        ((place % SIDE) / SIDE) * (size - 1),
        (1 - Math.floor(place / SIDE) / SIDE) * (size - 1),
      );
      const band = Math.floor(BANDS * Math.sqrt(Math.max(0, (height - low) / (high - low))));
      picture.data.set(shades[band], place * 4);
    }
    context.putImageData(picture, 0, 0);
    for (const trail of trails)
      drawTrail(context, trail, ([x, y]) => [
        ((x + reach) / (2 * reach)) * SIDE,
        (1 - (y + reach) / (2 * reach)) * SIDE,
      ]);
  }, [surface, trails, colours]);
  const { reach } = surface;
  /** @param {any} event */
  function point(event) {
    const box = event.currentTarget.getBoundingClientRect();
    onStart?.(
      ((event.clientX - box.left) / box.width) * 2 * reach - reach,
      reach - ((event.clientY - box.top) / box.height) * 2 * reach,
    );
  }
  const pointers = useHolding({ begin: point, go: point });
  /** @param {KeyboardEvent} event */
  function walk(event) {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!way || !onStart) return;
    event.preventDefault();
    const within = (/** @type {number} */ value) => Math.min(reach, Math.max(-reach, value));
    onStart(within(start[0] + 0.1 * way[0]), within(start[1] + 0.1 * way[1]));
  }
  return html`
    <div class="contour" tabindex=${onStart ? 0 : undefined} role=${onStart ? 'slider' : 'img'} aria-label=${label}
      aria-valuetext=${told} aria-valuenow=${onStart && start[0]} onKeyDown=${walk} ...${onStart ? pointers : {}}
    >
      <canvas ref=${ref} width=${SIDE} height=${SIDE}></canvas>
      <span class="contour-start"
        style=${{
          left: `${(100 * (start[0] + reach)) / (2 * reach)}%`,
          top: `${100 - (100 * (start[1] + reach)) / (2 * reach)}%`,
        }}
      ></span>
    </div>
  `;
}

/**
 * The same ground seen from the side.
 * @param {{surface: Surface, trails: Trail[], label: string, turn: number}} props    turn: degrees
 */
export function Hills({ surface, trails, label, turn }) {
  const ref = useRef(null);
  const colours = usePalette();
  useLayoutEffect(() => {
    const canvas = /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ (ref.current));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const { heights, size, reach, low, high } = surface;
    const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
    const project = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ height) => {
      const [u, v] = [(x * cos - y * sin) / reach, (x * sin + y * cos) / reach];
      return [SIDE / 2 + u * 145, 285 - v * 74 - ((height - low) / (high - low)) * 150, v];
    };
    const value = (/** @type {number} */ index) => -reach + (2 * reach * index) / (size - 1);
    context.clearRect(0, 0, SIDE, SIDE);
    const step = 2;
    const tiles = [];
    for (let row = 0; row + step < size; row += step) {
      for (let column = 0; column + step < size; column += step) {
        const corners = [
          [row, column],
          [row, column + step],
          [row + step, column + step],
          [row + step, column],
        ].map(([r, c]) => project(value(c), value(r), heights[r * size + c]));
        tiles.push({
          corners,
          far: corners.reduce((sum, corner) => sum + corner[2], 0),
          share: (heights[row * size + column] - low) / (high - low),
        });
      }
    }
    tiles.sort((a, b) => b.far - a.far);
    context.lineWidth = 0.7;
    context.strokeStyle = `rgb(${palette().css('pen-rgb')} / 45%)`;
    for (const { corners, share } of tiles) {
      context.beginPath();
      for (const [x, y] of corners) context.lineTo(x, y);
      context.closePath();
      context.fillStyle = `rgb(${tint(share).join(' ')})`;
      context.fill();
      context.stroke();
    }
    for (const trail of trails) drawTrail(context, trail, ([x, y], index) => project(x, y, trail.heights[index]));
  }, [surface, trails, turn, colours]);
  return html`<canvas class="hills" ref=${ref} width=${SIDE} height=${340} role="img" aria-label=${label}></canvas>`;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Trail} trail
 * @param {(place: number[], index: number) => number[]} project
 */
function drawTrail(context, { path, kind }, project) {
  context.strokeStyle = palette().css(TRAILS[kind]);
  context.fillStyle = palette().css(TRAILS[kind]);
  context.lineWidth = 2.6;
  context.setLineDash(DASHES[kind]);
  context.beginPath();
  path.forEach((place, index) => {
    const [x, y] = project(place, index);
    context.lineTo(x, y);
  });
  context.stroke();
  context.setLineDash([]);
  const [x, y] = project(path[path.length - 1], path.length - 1);
  context.beginPath();
  context.arc(x, y, 7, 0, 2 * Math.PI);
  context.fill();
  context.strokeStyle = palette().css('sheet');
  context.lineWidth = 2;
  context.stroke();
}
