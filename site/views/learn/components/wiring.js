/**
 * A fully connected network: the picture, columns of neurons that glow with their values, and all wires between them.
 */

import { html } from '../../../vendor/preact.js';
import { colourOf, largestOf } from '../../../draw/colours.js';
import { usePalette } from '../../../draw/painting.js';
import { Glyph } from '../../../draw/tiles.js';

const [WIDTH, HEIGHT, TOP] = [640, 300, 16];

/**
 * @param {{image: Uint8Array | undefined, layers: number[][], units: number[], label: string}} props    layers: values
 *     of the first few units of each
 */
export function Wiring({ image, layers, units, label }) {
  usePalette();
  const place = (/** @type {number} */ layer, /** @type {number} */ unit) => ({
    x: 190 + (((WIDTH - 230) * layer) / Math.max(1, layers.length - 1)) * (layers.length > 1 ? 1 : 0.5),
    y: TOP + ((HEIGHT - 50 - TOP) * (unit + 0.5)) / layers[layer].length,
  });
  const wires = layers.slice(1).flatMap((values, index) =>
    layers[index].flatMap((_, from) =>
      values.map((_unused, to) => {
        const [a, b] = [place(index, from), place(index + 1, to)];
        return `M${a.x} ${a.y}L${b.x} ${b.y}`;
      }),
    ),
  );
  const first = layers[0].map((_, unit) => `M112 ${TOP + 50 + unit * 12}L${place(0, unit).x} ${place(0, unit).y}`);
  return html`<div class="net">${image ? html`<${Glyph} images=${image} index=${0} class="net-input" />` : null}
    <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${label}>
      <path class="net-wires" d=${[...first, ...wires].join('')} />
      ${layers.map((values, layer) => {
        const largest = largestOf(values);
        return html`<g key=${layer}>${values.map((value, unit) => {
          const { x, y } = place(layer, unit);
          const [red, green, blue, alpha] = colourOf(value, largest);
          return html`
            <g key=${unit}>
              <circle class="net-unit" cx=${x} cy=${y} r="9" />
              <circle cx=${x} cy=${y} r="8" fill=${`rgb(${red} ${green} ${blue})`} fill-opacity=${alpha / 255} />
            </g>
          `;
        })}<text class="net-size" x=${place(layer, 0).x} y=${HEIGHT - 12}>${units[layer]}</text></g>`;
      })}
      <text class="net-size" x="60" y=${HEIGHT - 12}>784</text>
    </svg></div>`;
}
