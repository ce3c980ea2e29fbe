import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Choice, Soon, Told, ToldRow } from '../components/controls.js';
import { Plane } from '../components/plane.js';

/** @type {import('../components/card.js').Card} */
export const scaling = {
  id: 'scaling',
  where: 'train',
  sketch: 'M6 6v20M6 6l-2 4M6 6l2 4M16 16h10M23 13l3 3-3 3M36 20v6M36 20l-2 2M36 20l2 2M32 26h9',
  formulas: ['x_{0 \\dots 1} = \\frac{x_{0 \\dots 255}}{255}'],
  Picture(props) {
    const { t } = props;
    const [largest, setLargest] = useState(1);
    const told = useAnswer(props, 'scaling', { largest });
    if (!told) return html`<${Soon} t=${t} />`;
    const top = Math.max(3, ...told.losses);
    return html`
      <${Choice} label=${t('card.scaling.range')} value=${largest} play onChange=${setLargest}
        options=${[0.01, 1, 255].map((value) => ({ value, name: t('card.scaling.to', { value }) }))}
      />
      <${Plane} x=${[0, told.losses.length]} y=${[0, top]} format=${(/** @type {number} */ value) => t.number(value)}
        xName=${t('card.scaling.steps')} yName=${t('card.scaling.loss')} label=${t('card.scaling.curve')}
        lines=${[
          { points: told.losses.map((/** @type {number} */ loss, /** @type {number} */ index) => [index + 1, loss]) },
        ]}
        height=${260}
      />
      <${ToldRow}>
        <${Told} name="first" label=${t('card.scaling.first')} value=${told.first} text=${t.number(told.first, 2)} />
        <${Told} name="last" label=${t('card.scaling.last')} value=${told.last} text=${t.number(told.last, 2)}
          tone=${told.last < told.first / 1.5 ? 'good' : 'bad'}
        />
      <//>
    `;
  },
};
