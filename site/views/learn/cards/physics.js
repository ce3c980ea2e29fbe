import { html, useState } from '../../../vendor/preact.js';
import { useRun } from '../components/ask.js';
import { Choice, Start, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Plane } from '../components/plane.js';

/** @type {import('../components/card.js').Card} */
export const physics = {
  id: 'physics',
  where: 'code',
  sketch: 'M8 12h20v10c0 8-20 8-20 0zM28 14c8 0 8 8 0 8M14 8c-3-3 3-4 0-7M22 8c-3-3 3-4 0-7',
  formulas: [
    'T^\\prime = - k \\cdot T',
    'L = \\frac{1}{3} \\sum_{i} (\\hat{T}(t_i) - T_i)^2 + \\frac{1}{m} \\sum_{j} (\\hat{T}^\\prime(t_j) + k \\hat{T}(t_j))^2',
  ],
  Picture(props) {
    const {
      state: { boot },
      t,
    } = props;
    const [law, setLaw] = useState(true);
    const [rate, setRate] = useState(1.5);
    const run = useRun(props, 'cooling', { rate, physics: law, steps: 0 });
    const last = run.events[run.events.length - 1];
    const line = (/** @type {number[]} */ values) => values.map((value, index) => [last.x[index], value]);
    return html`
      <${Choice} label=${t('card.physics.law')} value=${law} onChange=${setLaw}
        options=${[{ value: true, name: t('card.physics.with') }, { value: false, name: t('card.physics.without') }]}
      />
      <${Slide} label=${t('card.physics.rate')} value=${rate} min=${0.5} max=${3} step=${0.5}
        told=${t.number(rate, 1)} onChange=${setRate}
      />
      <div>
        <${Start} running=${run.running} label=${t('learn.train')} stop=${t('learn.stop')}
          disabled=${boot.state !== 'ready'} onStart=${() => run.start({ rate, physics: law })} onStop=${run.stop}
        />
      </div>
      <${Plane} x=${[0, 2]} y=${[-0.2, 1.2]} label=${t('card.physics.picture')}
        format=${(/** @type {number} */ value) => t.number(value)} xName=${t('card.physics.time')}
        yName=${t('card.physics.warm')} height=${310}
        lines=${
          last
            ? [
                { points: line(last.truth), kind: 'goal', label: t('card.physics.truth') },
                { points: line(last.curve), label: t('fit.curve') },
              ]
            : []
        }
        dots=${last ? last.measured.map((/** @type {number[]} */ [x, y]) => ({ x, y, radius: 7 })) : []}
      />
      <${ToldRow}>
        <${Told} name="step" label=${t('card.descent.steps')} value=${last?.step ?? null} text=${String(last?.step)} />
        <${Told} name="error" label=${t('card.physics.error')} value=${last?.error ?? null}
          text=${t.number(last?.error ?? 0, 3)} tone=${last && last.error < 0.05 ? 'good' : ''}
        />
      <//>
    `;
  },
};
