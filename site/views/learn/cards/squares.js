import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Soon, Told, ToldRow } from '../components/controls.js';
import { Formula } from '../components/formula.js';
import { Plane } from '../components/plane.js';
import { bracketed } from '../components/tex.js';

const TARGETS = [2, 3.5, 1.5, 4];

/** @type {import('../components/card.js').Card} */
export const squares = {
  id: 'squares',
  where: 'train',
  sketch: 'M4 28h40M8 18v-8h8v8zM26 24v-12h12v12zM8 18h8M26 12h12',
  formulas: ['L = \\frac{1}{n} \\sum_{i} (\\hat{y}_i - t_i)^2', 'L = \\frac{1}{n} \\sum_{i} | \\hat{y}_i - t_i |'],
  Picture(props) {
    const { t } = props;
    const [predictions, setPredictions] = useState([3, 3, 2.5, 2]);
    const told = useAnswer(props, 'squared', { predictions, targets: TARGETS });
    if (!told) return html`<${Soon} t=${t} />`;
    const terms = told.differences.map((/** @type {number} */ one) => `${bracketed(t, one, 1)}^2`).join(' + ');
    return html`
      <${Plane} x=${[0, 5]} y=${[0, 5]} label=${t('card.squares.picture')}
        format=${(/** @type {number} */ value) => t.number(value)} height=${380}
        dots=${TARGETS.map((y, index) => ({ x: index + 1, y, kind: 'hollow', radius: 7 }))}
        handles=${predictions.map((y, index) => ({
          x: index + 1,
          y,
          moves: 'y',
          play: index === 0,
          label: t('card.squares.prediction', { n: index + 1 }),
          told: t.number(y, 2),
          onMove: (/** @type {number} */ _, /** @type {number} */ up) =>
            setPredictions(predictions.map((old, place) => (place === index ? up : old))),
        }))}
      >
        ${(/** @type {(v: number) => number} */ x, /** @type {(v: number) => number} */ y) =>
          predictions.map((value, index) => {
            const side = Math.abs(y(value) - y(TARGETS[index]));
            return html`
              <rect key=${index} class="graph-square" x=${x(index + 1)} y=${Math.min(y(value), y(TARGETS[index]))}
                width=${side} height=${side}
              />
              <path class="graph-line graph-gap" d=${`M${x(index + 1)} ${y(value)}V${y(TARGETS[index])}`} />
            `;
          })}
      <//>
      <${Formula} tex=${`\\frac{${terms}}{4} = ${t.number(told.mse, 2)}`} />
      <${ToldRow}>
        <${Told} name="mse" label=${t('card.squares.mse')} value=${told.mse} text=${t.number(told.mse, 3)} />
        <${Told} name="mae" label=${t('card.squares.mae')} value=${told.mae} text=${t.number(told.mae, 3)} />
      <//>
    `;
  },
};
