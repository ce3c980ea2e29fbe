import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Choice, Soon, Told, ToldRow } from '../components/controls.js';
import { Formula } from '../components/formula.js';
import { Levels } from '../components/levels.js';
import { Plane } from '../components/plane.js';

/** @type {import('../components/card.js').Card} */
export const entropy = {
  id: 'entropy',
  where: 'train',
  sketch: 'M6 4v24h38M9 5c2 14 8 20 34 21',
  formulas: ['L = - \\sum_{i} t_i \\cdot \\log p_i', 'L = - \\log p_k'],
  Picture(props) {
    const {
      state: { classes },
      t,
    } = props;
    const names = classes.slice(0, 4);
    const [shares, setShares] = useState([0.4, 0.3, 0.2, 0.1]);
    const [label, setLabel] = useState(1);
    const told = useAnswer(props, 'entropy', { shares, label });
    if (!told) return html`<${Soon} t=${t} />`;
    const number = (/** @type {number} */ value) => t.number(value, 2);
    return html`
      <${Choice} label=${t('card.entropy.true')} value=${label} onChange=${setLabel}
        options=${names.map((name, value) => ({ value, name }))}
      />
      <div class="card-even">
        <${Levels} values=${told.shares} names=${names} high=${1} marked=${label} play
          label=${t('card.entropy.shares')} format=${(/** @type {number} */ value) => t.percent(value)}
          onChange=${(/** @type {number} */ place, /** @type {number} */ value) =>
            setShares(
              /** @type {number[]} */ (Array.from(told.shares)).map((old, index) => (index === place ? value : old)),
            )}
        />
        <${Plane} x=${[0, 1]} y=${[0, 5]} height=${240} label=${t('card.entropy.curve')}
          format=${(/** @type {number} */ value) => t.number(value)} xName="p" yName=${t('card.scaling.loss')}
          lines=${[
            { points: told.x.map((/** @type {number} */ x, /** @type {number} */ index) => [x, told.y[index]]) },
          ]}
          dots=${[{ x: told.share, y: told.loss, radius: 8 }]}
        />
      </div>
      <${Formula} tex=${`- \\log ${t.number(told.share, 3)} = ${t.number(told.loss, 3)}`} />
      <${ToldRow}>
        <${Told} name="share" label=${t('card.entropy.share', { name: names[label] ?? '' })} value=${told.share}
          text=${t.percent(told.share, 1)}
        />
        <${Told} name="loss" label=${t('card.entropy.loss')} value=${told.loss} text=${number(told.loss)}
          tone=${told.loss < 0.7 ? 'good' : 'bad'}
        />
      <//>
    `;
  },
};
