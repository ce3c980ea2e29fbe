/** A layer's output shape as a small drawing: a stack of pictures, a column of units, or a question mark. */

import { html } from '../vendor/preact.js';

const WIDTH = 60;
const HEIGHT = 52;
const MOST_MAPS = 5;

/** The side of a picture's drawing: a whole page of 28 pixels is 34 wide. @param {number} pixels */
export function sideOf(pixels) {
  return Math.round(8 + 26 * Math.min(1, pixels / 28));
}

/** @param {{shape: number[] | null}} props    null: unknown */
export function LayerShape({ shape }) {
  return html`
    <svg class="layer-shape" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} width=${WIDTH} height=${HEIGHT} aria-hidden="true">
      ${
        shape === null
          ? html`<${Unknown} />`
          : shape.length === 1
            ? html`<${Units} count=${shape[0]} />`
            : html`<${Maps} shape=${shape} />`
      }
    </svg>
  `;
}

function Unknown() {
  return html`<g><rect class="shape-unknown" x="14" y="10" width="32" height="32" rx="3" />
    <text class="shape-mark" x="30" y="33" text-anchor="middle">?</text></g>`;
}

/** A row of numbers: more of them make a longer column. @param {{count: number}} props */
function Units({ count }) {
  const dots = Math.max(1, Math.min(7, Math.round(Math.log2(count + 1))));
  return html`<g>${Array.from(
    { length: dots },
    (_, index) => html`<circle class="network-unit" key=${index}
    cx=${WIDTH / 2} cy=${HEIGHT / 2 + (index - (dots - 1) / 2) * 6.8} r="2.7" />`,
  )}</g>`;
}

/** Pictures, smaller ones after pooling; more of them lie deeper. @param {{shape: number[]}} props */
function Maps({ shape: [height, width, channels = 1] }) {
  const maps = Math.min(MOST_MAPS, 1 + Math.floor(Math.log2(channels)));
  const [tall, wide] = [sideOf(height), sideOf(width)];
  const step = 3;
  return html`<g>${Array.from({ length: maps }, (_, index) => {
    const shift = (index - (maps - 1) / 2) * step;
    return html`
      <rect class="network-map" key=${index} x=${(WIDTH - wide) / 2 + shift} y=${(HEIGHT - tall) / 2 + shift}
        width=${wide} height=${tall}
      />
    `;
  })}</g>`;
}
