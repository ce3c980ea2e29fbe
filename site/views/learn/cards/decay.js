import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Choice, Soon, Told, ToldRow } from '../components/controls.js';
import { Plane } from '../components/plane.js';

/** @type {import('../components/card.js').Card} */
export const decay = {
  id: 'decay',
  where: 'train',
  sketch: 'M6 4v24h38M8 7h8v6h8v5h8v4h10',
  formulas: [
    '\\eta_s = \\eta_0 \\cdot 0.5^{\\frac{s}{25}}',
    '\\eta_s = \\frac{\\eta_0}{2} (1 + \\cos \\frac{s \\cdot \\pi}{100})',
  ],
  Picture(props) {
    const { t } = props;
    const [kind, setKind] = useState('exponential');
    const [step, setStep] = useState(30);
    const told = useAnswer(props, 'decay', { kind, step });
    if (!told) return html`<${Soon} t=${t} />`;
    return html`
      <${Choice} label=${t('card.decay.plan')} value=${kind} onChange=${setKind}
        options=${['constant', 'exponential', 'stairs', 'cosine'].map((value) => ({
          value,
          name: t(`card.decay.${value}`),
        }))}
      />
      <${Plane} x=${[0, 100]} y=${[0, 0.11]} label=${t('card.decay.curve')}
        format=${(/** @type {number} */ value) => t.number(value)} xName=${t('card.scaling.steps')} yName="η"
        height=${300}
        lines=${[
          { points: told.rates.map((/** @type {number} */ rate, /** @type {number} */ index) => [index, rate]) },
        ]}
        handles=${[
          {
            x: step,
            y: told.rate,
            moves: 'x',
            play: true,
            label: t('card.decay.step'),
            told: String(step),
            onMove: (/** @type {number} */ x) => setStep(Math.round(x)),
          },
        ]}
      />
      <${ToldRow}>
        <${Told} name="step" label=${t('card.decay.step')} value=${step} text=${String(step)} />
        <${Told} name="rate" label=${t('card.descent.rate')} value=${told.rate} text=${t.number(told.rate, 4)} />
      <//>
    `;
  },
};
