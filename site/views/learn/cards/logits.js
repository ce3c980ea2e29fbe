import { html, useState } from '../../../vendor/preact.js';
import { useAnswer, usePicture } from '../components/ask.js';
import { Soon, Source, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Levels } from '../components/levels.js';

/** @type {import('../components/card.js').Card} */
export const logits = {
  id: 'logits',
  where: 'try',
  sketch: 'M4 16h40M8 16V8M14 16v7M20 16V5M26 16v4M32 16v8M38 16v-4',
  formulas: ['z_i = \\sum_{j} h_j w_{j i} + b_i', '\\softmax(z + c) = \\softmax(z)'],
  Picture(props) {
    const {
      facts: { netClasses },
      state: { training },
      t,
    } = props;
    const picture = usePicture(props);
    const [add, setAdd] = useState(0);
    const told = useAnswer(props, 'logits', { image: picture.image, add, epochs: training.epochs.length });
    if (!told) return html`<${Soon} t=${t} />`;
    const reach = Math.max(5, ...told.values.map(Math.abs));
    const top = told.shares.indexOf(Math.max(...told.shares));
    return html`
      <div class="card-even">
        <div>
          <h3>${t('card.logits.before')}</h3>
          <${Levels} values=${told.values} names=${netClasses} low=${-reach} high=${reach} marked=${top}
            label=${t('card.logits.before')} format=${(/** @type {number} */ value) => t.number(value, 1)}
          />
        </div>
        <div>
          <h3>${t('card.logits.after')}</h3>
          <${Levels} values=${told.shares} names=${netClasses} high=${1} marked=${top} label=${t('card.logits.after')}
            format=${(/** @type {number} */ value) => (value < 0.005 ? '' : t.percent(value))}
          />
        </div>
      </div>
      <${Slide} label=${t('card.logits.add')} value=${add} min=${-5} max=${5} step=${1} told=${t.number(add)} play
        onChange=${setAdd}
      />
      <${ToldRow}>
        <${Told} name="largest" label=${t('card.logits.largest', { name: netClasses[top] })} value=${told.values[top]}
          text=${t.number(told.values[top], 2)}
        />
        <${Told} name="share" label=${t('card.logits.share')} value=${told.shares[top]}
          text=${t.sure(told.shares[top])}
        />
      <//>
      ${told.trained ? null : html`<p>${t('card.weights.untrained')}</p>`}
      <${Source} picture=${picture} t=${t} />
    `;
  },
};
