import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Soon, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';

const ARROWS = ['↑', '→', '↓', '←'];

/** @type {import('../components/card.js').Card} */
export const reward = {
  id: 'reward',
  where: 'code',
  sketch: 'M4 4h40v24H4zM14 4v24M24 4v24M34 4v24M4 12h40M4 20h40M7 24h12M19 24v-8h10M37 8l4 0M39 6v4',
  formulas: ['Q \\to Q + \\alpha (r + \\gamma \\max (Q^\\prime) - Q)'],
  Picture(props) {
    const { t } = props;
    const [tries, setTries] = useState(0);
    const [curiosity, setCuriosity] = useState(20);
    const told = useAnswer(props, 'reward', { tries, curiosity: curiosity / 100 });
    if (!told) return html`<${Soon} t=${t} />`;
    const { rows, columns, start, goal, pits, best } = told.world;
    const signs = Array.from({ length: rows * columns }, (_, place) =>
      place === goal ? '★' : pits.includes(place) ? '✕' : told.arrows[place] < 0 ? '·' : ARROWS[told.arrows[place]],
    );
    return html`
      <div class="slides">
        <${Slide} label=${t('card.reward.tries')} value=${tries} min=${0} max=${200} step=${5} told=${String(tries)}
          play onChange=${setTries}
        />
        <${Slide} label=${t('card.reward.curiosity')} value=${curiosity} min=${0} max=${100} step=${10}
          told=${t.percent(curiosity / 100)} onChange=${setCuriosity}
        />
      </div>
      <table class="grid world" style=${{ '--side': '56px' }} aria-label=${t('card.reward.world')}>
        <tbody>
          ${Array.from(
            { length: rows },
            (_, row) =>
              html`<tr key=${row}>${signs.slice(row * columns, (row + 1) * columns).map((sign, column) => {
                const place = row * columns + column;
                const value = told.values[place];
                return html`
                  <td key=${column}
                    class=${`${value < 0 ? 'is-negative' : 'is-positive'} ${told.walk.includes(place) && tries > 0 ? 'is-lit' : ''}`}
                    style=${{ '--share': `${Math.min(80, Math.round((80 * Math.abs(value)) / best))}%` }}
                  >
                    ${place === start ? `● ${sign}` : sign}
                  </td>
                `;
              })}</tr>`,
          )}
        </tbody>
      </table>
      <p>${t('card.reward.read')}</p>
      <${ToldRow}>
        <${Told} name="sum" label=${t('card.reward.sum')} value=${told.sum} text=${t.number(told.sum, 0)}
          tone=${told.reached ? 'good' : ''}
        />
        <${Told} name="falls" label=${t('card.reward.falls')} value=${told.falls} text=${String(told.falls)} />
      <//>
    `;
  },
};
