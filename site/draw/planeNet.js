/** The network of the playground: every unit as a map of its output, every weight as a line. */

import { html, useLayoutEffect, useRef } from '../vendor/preact.js';
import { colourOf } from './colours.js';
import { hatch } from './hatch.js';
import { planePicture, REACH } from './plane.js';
import { usePalette } from './painting.js';
import { palette } from './palette.js';
import { useWidth } from './size.js';
import { SIDE } from './tiles.js';

const TILE = 42;
const PITCH = 50;
const PIXELS = SIDE * SIDE;

/** The two inputs: how far to the right, how far up. */
const INPUTS = [0, 1].map((axis) =>
  Float32Array.from({ length: PIXELS }, (_, index) => {
    const steps = axis === 0 ? index % SIDE : SIDE - 1 - Math.floor(index / SIDE);
    return (((steps + 0.5) / SIDE) * 2 - 1) * REACH;
  }),
);

/**
 * @param {object} props
 * @param {number[]} props.hidden    units per hidden layer
 * @param {Float32Array} props.maps    PIXELS per hidden unit
 * @param {Float32Array} props.weights    all kernels one after the other
 * @param {number} props.neutral    value of a hidden unit that stays white
 * @param {string} props.label
 */
export function PlaneNet({ hidden, maps, weights, neutral, label }) {
  const [box, width] = useWidth(460);
  const canvas = useRef(null);
  const colours = usePalette();
  const sizes = [2, ...hidden, 1];
  const height = PITCH * Math.max(...sizes);
  useLayoutEffect(() => {
    const element = /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ (canvas.current));
    const ratio = devicePixelRatio;
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    const context = /** @type {CanvasRenderingContext2D} */ (element.getContext('2d'));
    context.scale(ratio, ratio);
    const columns = sizes.map((count, column) =>
      Array.from({ length: count }, (_, unit) => ({
        x: ((column + 0.5) / sizes.length) * width,
        y: height / 2 + (unit - (count - 1) / 2) * PITCH,
      })),
    );
    drawWeights(context, columns, weights);
    drawUnits(context, columns, maps, neutral);
  }, [maps, weights, width, height, colours]);
  return html`
    <div class="plane-net" ref=${box}>
      <canvas ref=${canvas} role="img" aria-label=${label} style=${{ width: `${width}px`, height: `${height}px` }}></canvas>
    </div>
  `;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{x: number, y: number}[][]} columns
 * @param {Float32Array} weights
 */
function drawWeights(context, columns, weights) {
  let next = 0;
  columns.slice(1).forEach((right, index) =>
    columns[index].forEach((from) =>
      right.forEach((to) => {
        const weight = weights[next];
        next += 1;
        const [red, green, blue] = colourOf(weight, 1);
        context.strokeStyle = `rgb(${red} ${green} ${blue})`;
        context.lineWidth = Math.min(7, 0.4 + 1.8 * Math.abs(weight));
        context.setLineDash(weight < 0 ? [5, 4] : []);
        context.beginPath();
        context.moveTo(from.x + TILE / 2, from.y);
        context.bezierCurveTo((from.x + to.x) / 2, from.y, (from.x + to.x) / 2, to.y, to.x - TILE / 2, to.y);
        context.stroke();
      }),
    ),
  );
  context.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{x: number, y: number}[][]} columns
 * @param {Float32Array} maps
 * @param {number} neutral
 */
function drawUnits(context, columns, maps, neutral) {
  const small = document.createElement('canvas');
  small.width = SIDE;
  small.height = SIDE;
  const pixels = /** @type {CanvasRenderingContext2D} */ (small.getContext('2d'));
  let unit = 0;
  columns.forEach((column, layer) =>
    column.forEach(({ x, y }, place) => {
      const map = layer === 0 ? INPUTS[place] : maps.subarray(unit * PIXELS, (unit + 1) * PIXELS);
      const isOutput = layer > 0 && layer === columns.length - 1;
      const values = isOutput ? map.map((value) => 2 * value - 1) : map;
      const middle = layer === 0 || isOutput ? 0 : neutral;
      pixels.putImageData(planePicture(values, middle), 0, 0);
      if (layer > 0) unit += 1;
      const box = { x: x - TILE / 2, y: y - TILE / 2, width: TILE, height: TILE };
      context.drawImage(small, box.x, box.y, TILE, TILE);
      hatch(context, (row, column) => values[row * SIDE + column] - middle, [SIDE, SIDE], 1, box);
      context.lineWidth = 1.2;
      context.strokeStyle = palette().css('ink-2');
      context.strokeRect(x - TILE / 2, y - TILE / 2, TILE, TILE);
    }),
  );
}
