import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Soon, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Plane } from '../components/plane.js';

/** @type {import('../components/card.js').Card} */
export const normalisation = {
  id: 'normalisation',
  where: 'train',
  sketch: 'M4 26c8 0 8-6 12-6s4 6 12 6M22 14h6M26 11l3 3-3 3M30 26c4 0 4-18 7-18s3 18 7 18',
  formulas: ['\\hat{x} = \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}}', 'z = \\gamma \\hat{x} + \\beta'],
  Picture(props) {
    const { t } = props;
    const [shift, setShift] = useState(2);
    const [spread, setSpread] = useState(2);
    const [gamma, setGamma] = useState(1);
    const [beta, setBeta] = useState(0);
    const told = useAnswer(props, 'normalise', { shift, spread, gamma, beta });
    if (!told) return html`<${Soon} t=${t} />`;
    const stairs = (/** @type {number[]} */ counts) =>
      counts.flatMap((count, index) => [
        [told.bins[index], count],
        [told.bins[index + 1], count],
      ]);
    const number = (/** @type {number} */ value) => t.number(value, 1);
    return html`
      <${Plane} x=${[-6, 6]} y=${[0, 1.15 * Math.max(...told.before, ...told.after)]}
        label=${t('card.normalisation.picture')} format=${(/** @type {number} */ value) => t.number(value)}
        yName=${t('card.normalisation.count')} height=${300}
        lines=${[
          { points: stairs(told.before), kind: 'other', label: t('card.normalisation.before') },
          { points: stairs(told.after), label: t('card.normalisation.after') },
        ]}
      />
      <div class="slides">
        <${Slide} label=${t('card.normalisation.shift')} value=${shift} min=${-4} max=${4} step=${0.5}
          told=${number(shift)} onChange=${setShift}
        />
        <${Slide} label=${t('card.normalisation.spread')} value=${spread} min=${0.5} max=${3} step=${0.5}
          told=${number(spread)} onChange=${setSpread}
        />
        <${Slide} label="γ" value=${gamma} min=${0.2} max=${2} step=${0.1} told=${number(gamma)} play
          onChange=${setGamma}
        />
        <${Slide} label="β" value=${beta} min=${-2} max=${2} step=${0.1} told=${number(beta)} onChange=${setBeta} />
      </div>
      <${ToldRow}>
        <${Told} name="mean" label=${t('card.normalisation.mean')} value=${told.mean} text=${t.number(told.mean, 2)} />
        <${Told} name="spread" label=${t('card.normalisation.deviation')} value=${told.spread}
          text=${t.number(told.spread, 2)}
        />
      <//>
    `;
  },
};
