import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Choice, Soon, Told } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';

/** @type {import('../components/card.js').Card} */
export const tensors = {
  id: 'tensors',
  where: 'train',
  sketch: 'M6 12h14v14H6zM6 12l6-6h14v14l-6 6M20 12l6-6M34 8h9M34 14h9M34 20h9M34 26h9',
  formulas: ['X \\in ℝ^{n × 28 × 28}', 'n \\cdot 28 \\cdot 28 = n \\cdot 784'],
  Picture(props) {
    const { t } = props;
    const [network, setNetwork] = useState('cnn');
    const [pictures, setPictures] = useState(32);
    const told = useAnswer(props, 'shapes', { network, pictures });
    if (!told) return html`<${Soon} t=${t} />`;
    return html`
      <${Choice} label=${t('card.tensors.network')} value=${network} onChange=${setNetwork}
        options=${['cnn', 'dense'].map((value) => ({ value, name: t(`card.tensors.${value}`) }))}
      />
      <${Slide} label=${t('card.tensors.pictures')} value=${pictures} min=${1} max=${128} step=${1}
        told=${String(pictures)} play onChange=${setPictures}
      />
      <ol class="flow">
        ${told.steps.map(
          (/** @type {any} */ step, /** @type {number} */ index) => html`
            <li key=${index}>
              <b>${step.kind}</b>
              <span class="flow-shape">(${step.shape.join(', ')})</span>
              <span class="flow-bar" style=${{ width: `${Math.max(2, (100 * step.numbers) / told.most)}%` }}></span>
              <span>${t('card.tensors.numbers', { n: step.numbers })}</span>
            </li>
          `,
        )}
      </ol>
      <${Told} name="most" label=${t('card.tensors.most')} value=${told.most} text=${t.number(told.most)} />
    `;
  },
};
