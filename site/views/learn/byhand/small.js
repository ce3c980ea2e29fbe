/** The small network as a drawing; what is calculated at this stage is highlighted. */

import { html } from '../../../vendor/preact.js';

/** @import {Translator} from '../../../i18n/index.js' */
/** @import {Walk} from '../../../worker/protocol.js' */

const COLUMNS = [70, 320, 570];
const HEIGHT = 300;
const RADIUS = 27;

/**
 * Which columns and which weights each stage is about, and whether it goes backward.
 * @type {Record<string, {columns: number[], weights: number[], back?: boolean}>}
 */
const ABOUT = {
  input: { columns: [0], weights: [] },
  sum: { columns: [1], weights: [0] },
  activation: { columns: [1], weights: [] },
  output: { columns: [2], weights: [1] },
  softmax: { columns: [2], weights: [] },
  loss: { columns: [2], weights: [] },
  slope: { columns: [2], weights: [], back: true },
  gradient: { columns: [], weights: [1], back: true },
  blame: { columns: [1], weights: [1], back: true },
  back: { columns: [1], weights: [], back: true },
  first: { columns: [], weights: [0], back: true },
  update: { columns: [], weights: [0, 1], back: true },
  again: { columns: [2], weights: [] },
};

/** @param {{walk: Walk, stage: string, t: Translator}} props */
export function SmallNetwork({ walk, stage, t }) {
  const {
    layers: [first, last],
    label,
  } = walk;
  const { columns, weights, back = false } = ABOUT[stage];
  const updated = stage === 'again';
  const values = [first.inputs, valuesOfHidden(stage, walk), valuesOfOutputs(stage, walk)];
  const kernels = [first, last].map((layer) =>
    stage === 'gradient' || stage === 'first'
      ? layer.dkernel
      : updated || stage === 'update'
        ? layer.kernelAfter
        : layer.kernel,
  );
  const known = (/** @type {number} */ column) =>
    column === 0 || (column === 1 ? stage !== 'input' : !['input', 'sum', 'activation'].includes(stage));
  const y = (/** @type {number} */ index, /** @type {number} */ of) => (HEIGHT * (index + 0.5)) / of;
  return html`
    <svg class=${`byhand-network ${back ? 'is-back' : ''}`} viewBox=${`0 0 650 ${HEIGHT}`} role="img"
      aria-label=${t('byhand.network')}
    >
      ${kernels.flatMap((kernel, layer) =>
        kernel.flatMap((row, i) =>
          row.map((weight, k) => {
            const [x1, y1, x2, y2] = [
              COLUMNS[layer] + RADIUS,
              y(i, kernel.length),
              COLUMNS[layer + 1] - RADIUS,
              y(k, row.length),
            ];
            const lit = weights.includes(layer);
            return html`
              <g key=${`${layer}/${i}/${k}`}
                class=${`byhand-edge ${weight < 0 ? 'is-negative' : ''} ${lit ? 'is-lit' : ''}`}
              >
                <line x1=${x1} y1=${y1} x2=${x2} y2=${y2} stroke-width=${1 + 4 * Math.min(1, Math.abs(weight))} />
                ${
                  lit
                    ? html`
                  <text x=${x1 + (x2 - x1) * (0.24 + 0.2 * (k % 3))} y=${y1 + (y2 - y1) * (0.24 + 0.2 * (k % 3)) - 3}>
                    ${t.number(weight, 2)}
                  </text>
                `
                    : null
                }
              </g>
            `;
          }),
        ),
      )}
      ${values.flatMap((column, layer) =>
        Array.from(
          column,
          (value, index) => html`
            <g key=${`${layer}/${index}`}
              class=${`byhand-unit ${columns.includes(layer) ? 'is-lit' : ''} ${layer === 2 && index === label ? 'is-target' : ''}`}
            >
              <circle cx=${COLUMNS[layer]} cy=${y(index, column.length)} r=${RADIUS} />
              <text x=${COLUMNS[layer]} y=${y(index, column.length) + 5}>
                ${known(layer) ? t.number(value, 2) : '?'}
              </text>
            </g>
          `,
        ),
      )}
    </svg>
  `;
}

/** @param {string} stage @param {Walk} walk */
function valuesOfHidden(stage, { layers: [first] }) {
  if (stage === 'sum') return first.z;
  if (stage === 'blame') return first.dy;
  return stage === 'back' || stage === 'first' ? first.dz : first.y;
}

/** @param {string} stage @param {Walk} walk */
function valuesOfOutputs(stage, { layers, after }) {
  const last = layers[1];
  if (stage === 'output') return last.z;
  if (stage === 'again') return after;
  return ABOUT[stage].back && stage !== 'update' ? last.dz : last.y;
}
