import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Choice, Soon, Told, ToldRow } from '../components/controls.js';
import { Plane } from '../components/plane.js';

const NAMES = ['relu', 'leaky_relu', 'sigmoid', 'tanh', 'linear'];
/** Half the length of the tangent that is drawn. */
const REACH = 1.6;

/** @type {import('../components/card.js').Card} */
export const activation = {
  id: 'activation',
  where: 'train',
  sketch: 'M4 24h16L38 6M24 4v24M4 28h40',
  formulas: [
    '\\ReLU(z) = \\max(0, z)',
    '\\sigma(z) = \\frac{1}{1 + e^{-z}} \\quad \\sigma^\\prime(z) = \\sigma(z) \\cdot (1 - \\sigma(z))',
    '\\tanh^\\prime(z) = 1 - \\tanh^2(z)',
  ],
  Picture(props) {
    const { t } = props;
    const [name, setName] = useState('relu');
    const [z, setZ] = useState(1.2);
    const told = useAnswer(props, 'activation', { name, z });
    if (!told) return html`<${Soon} t=${t} />`;
    const { value, slope } = told;
    const high = Math.max(1.2, ...told.y.slice(20, -20));
    return html`
      <${Choice} label=${t('card.activation.choose')} value=${name} onChange=${setName}
        options=${NAMES.map((one) => ({ value: one, name: t(`activation.${one}`) }))}
      />
      <${Plane} x=${[-4, 4]} y=${[Math.min(-1.3, ...told.y.slice(20, -20)), high]} label=${t('card.activation.curve')}
        format=${(/** @type {number} */ v) => t.number(v)} xName="z" height=${330}
        lines=${[
          {
            points: told.x.map((/** @type {number} */ x, /** @type {number} */ i) => [x, told.slopes[i]]),
            kind: 'other',
            label: t('card.activation.derivative'),
          },
          {
            points: told.x.map((/** @type {number} */ x, /** @type {number} */ i) => [x, told.y[i]]),
            label: t('card.activation.function'),
          },
          {
            points: [
              [z - REACH, value - REACH * slope],
              [z + REACH, value + REACH * slope],
            ],
            kind: 'tangent',
            label: t('card.activation.tangent'),
          },
        ]}
        handles=${[
          {
            x: z,
            y: value,
            moves: 'x',
            label: t('card.activation.handle'),
            told: t.number(z, 2),
            play: true,
            onMove: (/** @type {number} */ x) => setZ(x),
          },
        ]}
      />
      <${ToldRow}>
        <${Told} name="z" label=${t('card.activation.z')} value=${z} text=${t.number(z, 2)} />
        <${Told} name="value" label=${t('card.activation.value')} value=${value} text=${t.number(value, 3)} />
        <${Told} name="slope" label=${t('card.activation.slope')} value=${slope} text=${t.number(slope, 3)} />
      <//>
    `;
  },
};
