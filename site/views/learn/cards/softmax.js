import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Soon, Told } from '../components/controls.js';
import { Formula } from '../components/formula.js';
import { Levels } from '../components/levels.js';

/** @type {import('../components/card.js').Card} */
export const softmax = {
  id: 'softmax',
  where: 'try',
  sketch: 'M4 28h40M7 28V18M12 28V14M17 28V22M22 16h6M26 13l3 3-3 3M34 28v-4M39 28V5M44 28v-2',
  formulas: ['p_i = \\frac{e^{z_i}}{\\sum_{j} e^{z_j}}', '\\sum_{i} p_i = 1'],
  Picture(props) {
    const {
      state: { classes },
      t,
    } = props;
    const names = classes.slice(0, 4);
    const [values, setValues] = useState([2, 1, 0, -1]);
    const told = useAnswer(props, 'softmax', { values });
    if (!told) return html`<${Soon} t=${t} />`;
    const top = told.shares.indexOf(Math.max(...told.shares));
    const number = (/** @type {number} */ value) => t.number(value, 2);
    return html`
      <div class="card-even">
        <div>
          <h3>${t('card.softmax.logits')}</h3>
          <${Levels} values=${values} names=${names} low=${-4} high=${4} play label=${t('card.softmax.logits')}
            format=${(/** @type {number} */ value) => t.number(value, 1)}
            onChange=${(/** @type {number} */ place, /** @type {number} */ value) =>
              setValues(values.map((old, index) => (index === place ? Math.round(10 * value) / 10 : old)))}
          />
        </div>
        <div>
          <h3>${t('card.softmax.shares')}</h3>
          <${Levels} values=${told.shares} names=${names} high=${1} marked=${top} label=${t('card.softmax.shares')}
            format=${(/** @type {number} */ value) => t.percent(value, 1)}
          />
        </div>
      </div>
      <${Formula}
        tex=${`p_1 = \\frac{e^{${t.number(values[0], 1)}}}{${told.powers.map(number).join(' + ')}} = ${t.number(told.shares[0], 3)}`}
      />
      <${Told} name="share" label=${t('card.softmax.first', { name: names[0] })} value=${told.shares[0]}
        text=${t.percent(told.shares[0], 1)}
      />
    `;
  },
};
