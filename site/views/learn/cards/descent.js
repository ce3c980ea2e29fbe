import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Act, Soon, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Formula } from '../components/formula.js';
import { Plane } from '../components/plane.js';
import { bracketed } from '../components/tex.js';

/** @type {import('../components/card.js').Card} */
export const descent = {
  id: 'descent',
  where: 'train',
  sketch: 'M4 6c4 26 12 26 16 12c4-8 8-6 10 2c3 10 9 8 14-14M9 10l4 6M13 10v6h-6',
  formulas: ['w \\to w - \\eta \\cdot \\frac{\\partial L}{\\partial w}'],
  Picture(props) {
    const { t } = props;
    const [start, setStart] = useState(2);
    const [rate, setRate] = useState(0.1);
    const [steps, setSteps] = useState(0);
    const told = useAnswer(props, 'descent', { start, rate, steps });
    if (!told) return html`<${Soon} t=${t} />`;
    const last = told.path.length - 1;
    const [w, before] = [told.path[last], told.path[Math.max(0, last - 1)]];
    return html`
      <${Plane} x=${[-2.4, 2.4]} y=${[-0.2, 4]} label=${t('card.descent.curve')}
        format=${(/** @type {number} */ value) => t.number(value)} xName="w" yName="L" height=${340}
        lines=${[
          { points: told.x.map((/** @type {number} */ x, /** @type {number} */ i) => [x, told.y[i]]) },
          {
            points: told.path.map((/** @type {number} */ x, /** @type {number} */ i) => [x, told.heights[i]]),
            kind: 'gap',
          },
        ]}
        dots=${told.path.slice(1).map((/** @type {number} */ x, /** @type {number} */ i) => ({
          x,
          y: told.heights[i + 1],
          kind: i === last - 1 ? 'dot' : 'hollow',
          radius: i === last - 1 ? 9 : 4,
        }))}
        handles=${[
          {
            x: start,
            y: told.heights[0],
            moves: 'x',
            label: t('card.descent.start'),
            told: t.number(start, 2),
            onMove: (/** @type {number} */ x) => {
              setStart(x);
              setSteps(0);
            },
          },
        ]}
      />
      <div class="slides">
        <${Slide} label=${t('card.descent.rate')} value=${rate} min=${0.01} max=${1.5} step=${0.01}
          told=${t.number(rate, 2)}
          onChange=${(/** @type {number} */ value) => {
            setRate(value);
            setSteps(0);
          }}
        />
      </div>
      <div class="acts">
        <${Act} label=${t('card.descent.step')} mark="forward" play onClick=${() => setSteps(steps + 1)} />
        <${Act} label=${t('card.descent.many')} onClick=${() => setSteps(steps + 10)} />
        <${Act} label=${t('card.descent.again')} mark="undo" onClick=${() => setSteps(0)} />
      </div>
      ${
        told.gone
          ? html`<p class="note is-warning">${t('card.descent.gone')}</p>`
          : html`
            <${Formula}
              tex=${`w - \\eta \\cdot L^\\prime(w) = ${bracketed(t, w)} - ${t.number(rate, 2)} \\cdot ${bracketed(t, told.slope)}`}
            />
          `
      }
      <${ToldRow}>
        <${Told} name="steps" label=${t('card.descent.steps')} value=${steps} text=${String(steps)} />
        <${Told} name="w" label="w" value=${w} text=${t.number(w, 3)} />
        <${Told} name="loss" label=${t('card.entropy.loss')} value=${told.heights[last]}
          text=${t.number(told.heights[last], 3)}
        />
        <${Told} name="move" label=${t('card.descent.move')} value=${w - before} text=${t.number(w - before, 3)} />
      <//>
    `;
  },
};
