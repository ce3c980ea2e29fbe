import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Soon, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Plane } from '../components/plane.js';

/** @type {import('../components/card.js').Card} */
export const early = {
  id: 'early',
  where: 'train',
  sketch: 'M4 6c6 18 14 20 22 14s12-8 18-14M24 4v24M20 8h8M6 8c8 16 20 20 38 20',
  formulas: ['e_s = e_b + p'],
  Picture(props) {
    const { t } = props;
    const [patience, setPatience] = useState(5);
    const told = useAnswer(props, 'early', { patience, epochs: props.state.training.epochs.length });
    if (!told) return html`<${Soon} t=${t} />`;
    const count = told.losses.length;
    const line = (/** @type {number[]} */ values) => values.map((value, index) => [index + 1, value]);
    const top = 1.1 * Math.max(...told.losses, ...told.checks);
    return html`
      <${Slide} label=${t('card.early.patience')} value=${patience} min=${1} max=${20} step=${1}
        told=${String(patience)} play onChange=${setPatience}
      />
      <${Plane} x=${[0, count + 1]} y=${[0, top]} label=${t('card.early.curves')}
        format=${(/** @type {number} */ value) => t.number(value)} xName=${t('card.early.epochs')}
        yName=${t('card.scaling.loss')} height=${300}
        lines=${[
          { points: line(told.losses), label: t('card.split.train') },
          { points: line(told.checks), kind: 'other', label: t('card.split.validation') },
          ...(told.stopped === null
            ? []
            : [
                {
                  points: [
                    [told.stopped + 1, 0],
                    [told.stopped + 1, top],
                  ],
                  kind: 'gap',
                  label: t('card.early.stopped'),
                },
              ]),
        ]}
        dots=${told.best === null ? [] : [{ x: told.best + 1, y: told.checks[told.best], kind: 'hollow', radius: 8 }]}
      />
      <${ToldRow}>
        <${Told} name="best" label=${t('card.early.best')} value=${told.best === null ? null : told.best + 1}
          text=${String(told.best + 1)} tone="good"
        />
        <${Told} name="stopped" label=${t('card.early.stopped')}
          value=${told.stopped === null ? count : told.stopped + 1}
          text=${told.stopped === null ? t('card.early.never') : String(told.stopped + 1)}
        />
      <//>
      <p>${t(told.own ? 'card.early.own' : 'card.early.practice')}</p>
    `;
  },
};
