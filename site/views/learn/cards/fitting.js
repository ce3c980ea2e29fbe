import { html, useState } from '../../../vendor/preact.js';
import { useAnswer, useRun } from '../components/ask.js';
import { Choice, Soon, Start } from '../components/controls.js';
import { Fit } from '../components/fit.js';

/** @type {import('../components/card.js').Card} */
export const fitting = {
  id: 'fitting',
  where: 'train',
  sketch: 'M4 26c6-4 4-20 9-20s3 18 8 18 3-14 8-14 4 12 9 6l6-8M9 14h.1M20 18h.1M32 12h.1',
  formulas: ['L = \\frac{1}{n} \\sum_{i} (\\hat{y}(x_i) - y_i)^2'],
  Picture(props) {
    const {
      state: { boot },
      t,
    } = props;
    const [width, setWidth] = useState(32);
    const points = useAnswer(props, 'points', {});
    const run = useRun(props, 'fitting', { width, steps: 0 });
    if (!points) return html`<${Soon} t=${t} />`;
    return html`
      <${Choice} label=${t('card.fitting.width')} value=${width} onChange=${setWidth}
        options=${[1, 4, 32].map((value) => ({ value, name: t(`card.fitting.width.${value}`) }))}
      />
      <div>
        <${Start} running=${run.running} label=${t('learn.train')} stop=${t('learn.stop')}
          disabled=${boot.state !== 'ready'} onStart=${() => run.start({ width })} onStop=${run.stop}
        />
      </div>
      <${Fit} points=${points} event=${run.events[run.events.length - 1]} t=${t} />
    `;
  },
};
