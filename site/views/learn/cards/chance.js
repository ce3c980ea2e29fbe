import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Act, Soon, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { MapPicture } from '../components/window.js';

const MOST = 99;

/** @type {import('../components/card.js').Card} */
export const chance = {
  id: 'chance',
  where: 'train',
  sketch: 'M10 8l12-4 12 4v14l-12 6-12-6zM10 8l12 5 12-5M22 13v15M16 15v.1M28 15v.1M28 20v.1',
  formulas: ['s \\to (w, \\,o)'],
  Picture(props) {
    const { t } = props;
    const [seed, setSeed] = useState(1);
    const told = useAnswer(props, 'chance', { seed });
    const twin = useAnswer(props, 'chance', { seed });
    if (!told || !twin) return html`<${Soon} t=${t} />`;
    return html`
      <${Slide} label=${t('card.chance.seed')} value=${seed} min=${0} max=${MOST} step=${1} told=${String(seed)} play
        onChange=${setSeed}
      />
      <div class="pair">
        <${MapPicture} values=${told.weights} side=${28} largest=${told.largest} label=${t('card.chance.first')} />
        <${MapPicture} values=${twin.weights} side=${28} largest=${twin.largest} label=${t('card.chance.second')} />
      </div>
      <p>${t('card.chance.order')}</p>
      <ol class="order">
        ${told.order.map(
          (/** @type {number} */ place, /** @type {number} */ index) => html`<li key=${index}>${place + 1}</li>`,
        )}
      </ol>
      <${ToldRow}>
        <${Told} name="first" label=${t('card.chance.weight')} value=${told.first} text=${t.number(told.first, 4)} />
        <${Told} name="twin" label=${t('card.chance.twin')} value=${twin.first} text=${t.number(twin.first, 4)}
          tone="good"
        />
      <//>
      <div class="acts">
        <${Act} label=${t('card.dropout.again')} onClick=${() => setSeed((seed * 37 + 11) % (MOST + 1))} />
      </div>
    `;
  },
};
