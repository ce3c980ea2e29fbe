import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Act, Choice, Soon, Told, ToldRow } from '../components/controls.js';
import { Formula } from '../components/formula.js';
import { Grid } from '../components/grid.js';

const START = [
  [8, 1, 1],
  [2, 7, 1],
  [0, 1, 9],
];
const CHOSEN = ['1', '4', '7'];

/** @type {import('../components/card.js').Card} */
export const scores = {
  id: 'scores',
  where: 'evaluate',
  sketch: 'M6 4h24v24H6zM14 4v24M22 4v24M6 12h24M6 20h24M8 6h4v4H8zM16 14h4v4h-4zM24 22h4v4h-4zM35 10l4 4 6-8',
  formulas: [
    'A = \\frac{r}{n}',
    'P = \\frac{t_p}{t_p + f_p} \\quad R = \\frac{t_p}{t_p + f_n}',
    'F_1 = \\frac{2 \\cdot P \\cdot R}{P + R}',
  ],
  Picture(props) {
    const { t } = props;
    const [confusion, setConfusion] = useState(START);
    const [label, setLabel] = useState(2);
    const told = useAnswer(props, 'scores', { confusion, label });
    if (!told) return html`<${Soon} t=${t} />`;
    const add = (/** @type {number} */ r, /** @type {number} */ c) =>
      setConfusion(confusion.map((line, row) => line.map((n, column) => (row === r && column === c ? n + 1 : n))));
    return html`
      <div class="card-even">
        <div>
          <p class="scores-top">${t('card.scores.answers')} →</p>
          <${Grid} values=${confusion.flat()} rows=${3} columns=${3} label=${t('card.scores.matrix')} format=${String}
            side=${64} rowNames=${CHOSEN} columnNames=${CHOSEN} play onPick=${add}
            lit=${(/** @type {number} */ r, /** @type {number} */ c) => r === label || c === label}
          />
          <p>${t('card.scores.rows')}</p>
        </div>
        <div>
          <${Choice} label=${t('card.scores.class')} value=${label} onChange=${setLabel}
            options=${CHOSEN.map((name, value) => ({ value, name }))}
          />
          <${Formula}
            tex=${`P = \\frac{${told.right}}{${told.answers}} \\quad R = \\frac{${told.right}}{${told.support}}`}
          />
          <${ToldRow}>
            ${['accuracy', 'precision', 'recall', 'f1'].map(
              (name) =>
                html`
                  <${Told} key=${name} name=${name} label=${t(`card.scores.${name}`)} value=${told[name]}
                    text=${t.percent(told[name], 1)}
                  />
                `,
            )}
            <${Told} name="all" label=${t('card.scores.all')} value=${told.all} text=${String(told.all)} />
          <//>
          <div class="acts">
            <${Act} label=${t('card.scores.again')} mark="undo" onClick=${() => setConfusion(START)} />
          </div>
        </div>
      </div>
    `;
  },
};
