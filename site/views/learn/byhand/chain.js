/** One path through the current network: input, hidden unit, output, and the two weights between them. */

import { html } from '../../../vendor/preact.js';

/** @import {Translator} from '../../../i18n/index.js' */
/** @import {Path} from '../../../worker/protocol.js' */

const FIRST = ['sum', 'first', 'update'];
const SECOND = ['output', 'gradient', 'blame', 'update'];
/** @type {Record<string, number>} */
const UNIT = { input: 0, sum: 1, activation: 1, output: 2, softmax: 2, loss: 2, slope: 2, blame: 1, back: 1, again: 2 };

/** @param {{path: Path, stage: string, names: string[], t: Translator}} props */
export function Chain({ path, stage, names, t }) {
  const { sizes, unit, hidden, source } = path;
  const figure = (/** @type {number | null} */ value) => t.number(value ?? 0, 3);
  const updated = stage === 'update' || stage === 'again';
  const boxes = [
    ...(sizes.length > 2
      ? [{ place: 0, name: t('byhand.chain.source', { n: source + 1, of: sizes[0] }), value: figure(path.x) }]
      : []),
    {
      place: 1,
      name: t(sizes.length > 2 ? 'byhand.chain.hidden' : 'byhand.chain.source', {
        n: hidden + 1,
        of: sizes[sizes.length - 2],
      }),
      value: figure(stage === 'sum' ? path.firstSum : path.y),
    },
    {
      place: 2,
      name: t('byhand.chain.output', { name: names[unit] ?? unit + 1 }),
      value: figure(stage === 'output' ? path.sum : stage === 'again' ? path.shareAfter : path.share),
    },
  ];
  const weights = [
    ...(sizes.length > 2 ? [{ lit: FIRST.includes(stage), value: updated ? path.firstAfter : path.firstWeight }] : []),
    { lit: SECOND.includes(stage), value: updated ? path.weightAfter : path.weight },
  ];
  return html`<ol class="byhand-chain">${boxes.flatMap(({ place, name, value }, index) => [
    html`
      <li key=${place} class=${`byhand-box ${UNIT[stage] === place ? 'is-lit' : ''}`}>
        <span>${name}</span>
        <b>${value}</b>
      </li>
    `,
    index < weights.length
      ? html`
        <li key=${`w${place}`}
          class=${`byhand-weight ${weights[index].lit ? 'is-lit' : ''} ${(weights[index].value ?? 0) < 0 ? 'is-negative' : ''}`}
        >
          <span>${t('byhand.weight')}</span>
          <b>${figure(weights[index].value)}</b>
        </li>
      `
      : null,
  ])}</ol>`;
}
