import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Choice, Soon, Told, ToldRow } from '../components/controls.js';
import { Plane } from '../components/plane.js';

/** @type {import('../components/card.js').Card} */
export const binary = {
  id: 'binary',
  where: 'train',
  sketch: 'M6 4v24h38M9 5c3 15 9 19 33 21M42 5c-3 15-9 19-33 21',
  formulas: ['L = - t \\log p - (1 - t) \\log (1 - p)'],
  Picture(props) {
    const { t } = props;
    const [share, setShare] = useState(0.3);
    const [target, setTarget] = useState(1);
    const told = useAnswer(props, 'binary', { share, target });
    if (!told) return html`<${Soon} t=${t} />`;
    return html`
      <${Choice} label=${t('card.binary.true')} value=${target} onChange=${setTarget}
        options=${[{ value: 1, name: t('card.binary.yes') }, { value: 0, name: t('card.binary.no') }]}
      />
      <${Plane} x=${[0, 1]} y=${[0, 5]} label=${t('card.binary.curve')}
        format=${(/** @type {number} */ value) => t.number(value)} xName="p" yName=${t('card.scaling.loss')}
        height=${320}
        lines=${[{ points: told.x.map((/** @type {number} */ x, /** @type {number} */ index) => [x, told.y[index]]) }]}
        handles=${[
          {
            x: share,
            y: told.loss,
            moves: 'x',
            play: true,
            label: t('card.binary.share'),
            told: t.percent(share),
            onMove: (/** @type {number} */ x) => setShare(Math.min(0.995, Math.max(0.005, x))),
          },
        ]}
      />
      <${ToldRow}>
        <${Told} name="share" label=${t('card.binary.share')} value=${share} text=${t.percent(share, 1)} />
        <${Told} name="loss" label=${t('card.entropy.loss')} value=${told.loss} text=${t.number(told.loss, 3)} />
        <${Told} name="slope" label=${t('card.binary.slope')} value=${told.slope} text=${t.number(told.slope, 2)} />
      <//>
    `;
  },
};
