import { html, useState } from '../../../vendor/preact.js';
import { useAnswer, usePicture, useRun } from '../components/ask.js';
import { Soon, Source, Start, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Grid } from '../components/grid.js';
import { Ink } from '../components/ink.js';
import { Levels } from '../components/levels.js';

const ROWS = 28;

/** @type {import('../components/card.js').Card} */
export const rnn = {
  id: 'rnn',
  where: 'try',
  sketch: 'M6 12h10v10H6zM16 17h10M23 14l3 3-3 3M26 12h10v10H26zM31 12c0-10 14-8 12 2c-1 4-4 4-7 4M11 27v-5M31 27v-5',
  formulas: ['h_t = \\tanh(x_t W + h_{t-1} U + b)', '\\hat{y} = \\softmax(h_{28} V + c)'],
  Picture(props) {
    const {
      state: { boot },
      t,
    } = props;
    const picture = usePicture(props);
    const [row, setRow] = useState(ROWS);
    const run = useRun(props, 'recurrent', { epochs: 0 });
    const last = run.events[run.events.length - 1];
    const told = useAnswer(props, 'reread', { image: picture.image, weights: last?.weights });
    if (!picture.image || !told) return html`<${Soon} t=${t} />`;
    const { names } = last;
    const memory = told.memory.length / ROWS;
    const shares = Array.from(told.shares.slice((row - 1) * names.length, row * names.length));
    const top = shares.indexOf(Math.max(.../** @type {number[]} */ (shares)));
    return html`
      <div class="card-two">
        <div>
          <${Ink} image=${picture.image} label=${t('learn.picture')}>
            <rect class="ink-hidden" x="0" y=${row} width=${ROWS} height=${ROWS - row} />
            <path class="ink-line" d=${`M0 ${row}H28`} />
          <//>
          <${Slide} label=${t('card.rnn.row')} value=${row} min=${1} max=${ROWS} step=${1} told=${String(row)}
            onChange=${setRow}
          />
        </div>
        <div>
          <${Start} running=${run.running} label=${t('learn.train')} stop=${t('learn.stop')}
            disabled=${boot.state !== 'ready'} onStart=${() => run.start({})} onStop=${run.stop}
          />
          <${Grid} title=${t('card.rnn.memory')} values=${told.memory.slice((row - 1) * memory, row * memory)}
            rows=${4} columns=${memory / 4} largest=${1} label=${t('card.rnn.memory')} side=${26}
          />
          ${last.epoch === 0 ? html`<p>${t('card.rnn.wait')}</p>` : null}
          <div class="fill">
            <${Levels} values=${/** @type {number[]} */ (shares)} names=${names} high=${1} height=${110} marked=${top}
              label=${t('card.rnn.answer')}
              format=${(/** @type {number} */ value) => (value > 0.05 ? t.percent(value) : '')}
            />
          </div>
        </div>
      </div>
      <${ToldRow}>
        <${Told} name="epoch" label=${t('card.strangers.epoch')} value=${last?.epoch ?? null}
          text=${String(last?.epoch)}
        />
        <${Told} name="accuracy" label=${t('card.rnn.accuracy')} value=${last?.accuracy ?? null}
          text=${t.percent(last?.accuracy ?? 0)}
        />
      <//>
      <${Source} picture=${picture} t=${t} />
    `;
  },
};
