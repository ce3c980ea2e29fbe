import { html, useState } from '../../../vendor/preact.js';
import { useAnswer, useRun } from '../components/ask.js';
import { Choice, Soon, Start } from '../components/controls.js';
import { Fit } from '../components/fit.js';

const PRICES = [0, 0.0003, 0.003, 0.03];

/** @type {import('../components/card.js').Card} */
export const regularisation = {
  id: 'regularisation',
  where: 'train',
  sketch: 'M24 6v20M12 26h24M8 12h32M8 12l-4 8h8zM40 12l-4 8h8z',
  formulas: [
    'L_{r} = L + \\lambda \\sum_{i} w_i^2',
    'w \\to w - \\eta (\\frac{\\partial L}{\\partial w} + 2 \\lambda w)',
  ],
  Picture(props) {
    const {
      state: { boot },
      t,
    } = props;
    const [price, setPrice] = useState(0.003);
    const points = useAnswer(props, 'points', {});
    const run = useRun(props, 'fitting', { width: 32, price, steps: 0 });
    if (!points) return html`<${Soon} t=${t} />`;
    return html`
      <${Choice} label=${t('card.regularisation.price')} value=${price} onChange=${setPrice}
        options=${PRICES.map((value) => ({ value, name: t.number(value, value === 0 ? 0 : 4) }))}
      />
      <div>
        <${Start} running=${run.running} label=${t('learn.train')} stop=${t('learn.stop')}
          disabled=${boot.state !== 'ready'} onStart=${() => run.start({ width: 32, price })} onStop=${run.stop}
        />
      </div>
      <${Fit} points=${points} event=${run.events[run.events.length - 1]} t=${t} />
    `;
  },
};
