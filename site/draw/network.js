/** A network as a row of layers: pictures or columns of units, with shapes and parameter counts. */

import { html } from '../vendor/preact.js';
import { linesOf, noteLinesOf } from './titles.js';

/**
 * @typedef {{title: string, shape: string, notes: string[], units: number, kind: 'picture' | 'maps' | 'column' |
 *     'unknown'}} Block    unknown: nothing comes out of it
 */

/** Between layers: the longest line has room, with letters set wide, too. */
const GAP = 132;
/** Up to the first line of words. */
const HEIGHT = 106;
const LINE = 15.5;
const MIDDLE = 56;
const THREE = '3';
/** How far each kind reaches to the side of its middle. */
const EDGE = { picture: 36, maps: 36, column: 4, unknown: 20 };

/** How many of a layer's units are drawn: all of a small one, a sample of a large one. @param {number} units */
export function dotsFor(units) {
  return units <= 10 ? units : Math.min(14, 10 + Math.round(Math.log10(units)));
}

/**
 * @param {{blocks: Block[], label: string, symbol?: string}} props    symbol: what is written on the picture that comes
 *     in
 */
export function NetworkDrawing({ blocks, label, symbol = THREE }) {
  const width = blocks.length * GAP;
  const columns = blocks.map((block, index) => ({ block, x: GAP / 2 + index * GAP, ys: unitHeights(block) }));
  const words = blocks.map(({ title, shape, notes }) => {
    const titles = linesOf(title).map((text) => ({ text, kind: 'title' }));
    return [
      ...titles,
      { text: shape, kind: 'shape' },
      ...notes.flatMap(noteLinesOf).map((text) => ({ text, kind: 'note' })),
    ];
  });
  const height = HEIGHT + LINE * Math.max(3, ...words.map((lines) => lines.length)) + 6;
  return html`
    <svg class="network" viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${label}
      style=${{ '--blocks': blocks.length }}
    >
      ${columns
        .slice(1)
        .map((column, index) => html`<path class="network-edges" key=${index} d=${edges(columns[index], column)} />`)}
      ${columns.map(
        ({ block, x, ys }, index) => html`<g class="network-block" key=${index}>
        ${block.kind === 'picture' ? html`<${Picture} x=${x} symbol=${symbol} />` : null}
        ${block.kind === 'maps' ? html`<${Maps} x=${x} channels=${block.units} />` : null}
        ${
          block.kind === 'column'
            ? ys.map(
                (y, unit) => html`
          <circle class="network-unit" key=${unit} cx=${x} cy=${y} r="3.4" />
        `,
              )
            : null
        }
        ${
          block.kind === 'unknown'
            ? html`<rect class="shape-unknown" x=${x - 18} y=${MIDDLE - 18} width="36" height="36" rx="3" />
          <text class="shape-mark" x=${x} y=${MIDDLE + 7} text-anchor="middle">?</text>`
            : null
        }
        ${words[index].map(
          ({ text, kind }, line) => html`
          <text class=${`network-${kind}`} key=${line} x=${x} y=${HEIGHT + (line + 1) * LINE} text-anchor="middle">
            ${text}
          </text>
        `,
        )}
      </g>`,
      )}
    </svg>
  `;
}

/** @param {Block} block */
function unitHeights(block) {
  if (block.kind !== 'column') return [MIDDLE - 30, MIDDLE - 10, MIDDLE + 10, MIDDLE + 30];
  const count = dotsFor(block.units);
  const pitch = Math.min(9.6, 100 / count);
  return Array.from({ length: count }, (_, index) => MIDDLE + (index - (count - 1) / 2) * pitch);
}

/**
 * @param {{x: number, ys: number[], block: Block}} left
 * @param {{x: number, ys: number[], block: Block}} right
 */
function edges(left, right) {
  const from = left.x + EDGE[left.block.kind];
  return left.ys
    .flatMap((y) =>
      right.ys.map((to) => `M${from} ${y.toFixed(1)}L${right.x - EDGE[right.block.kind]} ${to.toFixed(1)}`),
    )
    .join('');
}

/**
 * Feature maps: a stack of small pictures, more of them for more channels.
 * @param {{x: number, channels: number}} props
 */
function Maps({ x, channels }) {
  const count = Math.min(6, 2 + Math.floor(channels / 16));
  const side = 40;
  const offset = (/** @type {number} */ index) => (index - (count - 1) / 2) * 6;
  return html`${Array.from(
    { length: count },
    (_, index) => html`<rect class="network-map" key=${index}
    x=${x - side / 2 + offset(index)} y=${MIDDLE - side / 2 + offset(index)} width=${side} height=${side} />`,
  )}`;
}

/**
 * A square of paper with a symbol on it: a three by hand, any other as it is printed.
 * @param {{x: number, symbol: string}} props
 */
function Picture({ x, symbol }) {
  const lines = [...Array(8).keys()].map((line) => `M${line * 10} 0V70M0 ${line * 10}H70`).join('');
  return html`<g transform=${`translate(${x - 35} ${MIDDLE - 35})`}>
    <rect class="network-paper" width="70" height="70" />
    <path class="network-lines" d=${lines} />
    ${
      symbol === THREE
        ? html`<path class="network-ink" d="M20 18C32 8 50 14 44 28Q40 34 31 34Q52 34 48 50C42 62 24 60 19 51" />`
        : html`
          <text class="network-symbol" x="35" y="52" text-anchor="middle" font-size=${Math.min(50, 96 / symbol.length)}>
            ${symbol}
          </text>
        `
    }
  </g>`;
}
