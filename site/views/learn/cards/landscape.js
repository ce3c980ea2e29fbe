import { html, useMemo, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Choice, Soon, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Contour, Hills } from '../components/landscape.js';

/** @type {import('../components/card.js').Card} */
export const landscape = {
  id: 'landscape',
  where: 'train',
  sketch: 'M4 20l12-12 14 4 14-6v14l-14 6-14-4-12 6zM16 8v14M30 12v14',
  formulas: ['v \\to \\beta v - \\eta \\nabla L', 'w \\to w + v'],
  Picture(props) {
    const { t } = props;
    const [name, setName] = useState('saddle');
    const [start, setStart] = useState([1.9, 0.1]);
    const [rate, setRate] = useState(0.1);
    const [momentum, setMomentum] = useState(0);
    const [turn, setTurn] = useState(30);
    const surface = useAnswer(props, 'surface', { name });
    const told = useAnswer(props, 'walk', { name, start, rate, momentum, steps: 60 });
    const trails = useMemo(() => (told ? [{ ...told, kind: 0 }] : []), [told]);
    if (!told || !surface) return html`<${Soon} t=${t} />`;
    const last = told.heights[told.heights.length - 1];
    return html`
      <${Choice} label=${t('card.landscape.ground')} value=${name} onChange=${setName}
        options=${['bowl', 'saddle', 'valley'].map((value) => ({ value, name: t(`ground.${value}`) }))}
      />
      <div class="card-even">
        <${Contour} surface=${surface} trails=${trails} start=${start} label=${t('card.landscape.above')}
          told=${start.map((value) => t.number(value, 1)).join(' | ')}
          onStart=${(/** @type {number} */ x, /** @type {number} */ y) => setStart([x, y])}
        />
        <div>
          <${Hills} surface=${surface} trails=${trails} turn=${turn} label=${t('card.landscape.side')} />
          <${Slide} label=${t('card.landscape.turn')} value=${turn} min=${-90} max=${90} step=${5} told=${`${turn}°`}
            onChange=${setTurn}
          />
        </div>
      </div>
      <div class="slides">
        <${Slide} label=${t('card.descent.rate')} value=${rate} min=${0.01} max=${1.2} step=${0.01}
          told=${t.number(rate, 2)} play onChange=${setRate}
        />
        <${Slide} label=${t('card.landscape.momentum')} value=${momentum} min=${0} max=${0.95} step=${0.05}
          told=${t.number(momentum, 2)} onChange=${setMomentum}
        />
      </div>
      <${ToldRow}>
        <${Told} name="steps" label=${t('card.descent.steps')} value=${told.path.length - 1}
          text=${String(told.path.length - 1)}
        />
        <${Told} name="loss" label=${t('card.landscape.last')} value=${last} text=${t.number(last, 3)} />
      <//>
      ${told.path.length < 61 ? html`<p class="note is-warning">${t('card.descent.gone')}</p>` : null}
    `;
  },
};
