import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Soon, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';

const REACH = 150;

/** @type {import('../components/card.js').Card} */
export const batches = {
  id: 'batches',
  where: 'train',
  sketch: 'M4 6h8v8H4zM4 18h8v8H4zM16 6h8v8h-8zM16 18h8v8h-8zM28 16h16M36 10l8 6-8 6',
  formulas: ['\\lceil \\frac{n}{b} \\rceil'],
  Picture(props) {
    const { t } = props;
    const [power, setPower] = useState(2);
    const size = 2 ** power;
    const told = useAnswer(props, 'batches', { size });
    if (!told) return html`<${Soon} t=${t} />`;
    const tip = (/** @type {number} */ degrees, /** @type {number} */ reach) => [
      20 + reach * Math.cos((degrees * Math.PI) / 180),
      165 - reach * Math.sin((degrees * Math.PI) / 180),
    ];
    return html`
      <div class="card-even">
        <svg class="fan" viewBox="-20 0 220 330" role="img" aria-label=${t('card.batches.fan')}>
          ${told.angles.map((/** @type {number} */ angle, /** @type {number} */ index) => {
            const [x, y] = tip(angle, REACH);
            return html`<path key=${index} class="fan-one" d=${`M20 165L${x} ${y}`} />`;
          })}
          <path class="fan-all" d=${`M20 165L${20 + REACH + 16} 165m-12 -8l12 8-12 8`} />
          <circle cx="20" cy="165" r="6" />
        </svg>
        <div>
          <${Slide} label=${t('card.batches.size')} value=${power} min=${0} max=${7} step=${1} told=${String(size)}
            play onChange=${setPower}
          />
          <${ToldRow}>
            <${Told} name="steps" label=${t('card.batches.steps')} value=${told.steps}
              text=${t('card.batches.of', { n: told.steps, pictures: told.pictures })}
            />
            <${Told} name="mean" label=${t('card.batches.mean')} value=${told.mean}
              text=${`${t.number(told.mean, 0)}°`}
            />
          <//>
          <p>${t('card.batches.read')}</p>
          <p>${t(told.own ? 'card.batches.own' : 'card.batches.practice')}</p>
        </div>
      </div>
    `;
  },
};
