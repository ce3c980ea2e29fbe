import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Soon, Told, ToldRow } from '../components/controls.js';
import { Plane } from '../components/plane.js';

/** @type {import('../components/card.js').Card} */
export const unknown = {
  id: 'unknown',
  where: 'evaluate',
  sketch: 'M14 12c0-9 16-9 16 0c0 6-8 6-8 12M22 29v.1M6 4v24M38 4v24',
  formulas: ['d = \\sqrt{2 - 2 \\cos \\alpha}', 'd > g'],
  Picture(props) {
    const { t } = props;
    const [angle, setAngle] = useState(45);
    const told = useAnswer(props, 'unknown', { angle });
    if (!told) return html`<${Soon} t=${t} />`;
    const along = (/** @type {number[]} */ values) =>
      Array.from(values, (value, index) => /** @type {[number, number]} */ ([told.angles[index], value]));
    const isNew = told.distance > told.limit;
    return html`
      <${Plane} x=${[-90, 270]} y=${[0, 2.1]} label=${t('card.unknown.curve')} xName=${t('card.unknown.angle.short')}
        format=${(/** @type {number} */ value) => t.number(value)} height=${300}
        lines=${[
          { points: along(told.distances), label: t('card.unknown.distance') },
          { points: along(told.shares), kind: 'other', label: t('card.unknown.share') },
          {
            points: [
              [-90, told.limit],
              [270, told.limit],
            ],
            kind: 'goal',
            label: t('card.unknown.limit'),
          },
        ]}
        dots=${Array.from(told.learned, (place) => ({ x: place, y: 0 }))}
        handles=${[
          {
            x: angle,
            y: told.distance,
            moves: 'x',
            play: true,
            label: t('card.unknown.angle'),
            told: `${angle}°`,
            onMove: (/** @type {number} */ x) => setAngle(Math.round(x)),
          },
        ]}
      />
      <${ToldRow}>
        <${Told} name="share" label=${t('card.unknown.share')} value=${told.share} text=${t.percent(told.share)} />
        <${Told} name="distance" label=${t('card.unknown.distance')} value=${told.distance}
          text=${t.number(told.distance, 2)} tone=${isNew ? 'bad' : 'good'}
        />
        <${Told} name="limit" label=${t('card.unknown.limit')} value=${told.limit} text=${t.number(told.limit, 2)} />
        <${Told} name="answer" label=${t('card.unknown.answer')} value=${isNew ? 1 : 0}
          text=${isNew ? '?' : told.label} tone=${isNew ? 'bad' : 'good'}
        />
      <//>
    `;
  },
};
