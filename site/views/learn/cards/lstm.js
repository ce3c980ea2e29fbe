import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Act, Soon, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Levels } from '../components/levels.js';

const SIGNAL = [2, 0, 0, 0, -1, 0, 0, 1, 0, 0];

/** @type {import('../components/card.js').Card} */
export const lstm = {
  id: 'lstm',
  where: 'code',
  sketch: 'M4 10h40M8 4h32v24H8zM16 22v-8M24 22v-8M32 14v8M13 22h6M21 22h6M29 22h6',
  formulas: ['c_t = f \\cdot c_{t-1} + i \\cdot \\tanh(x_t)', 'h_t = o \\cdot \\tanh(c_t)'],
  Picture(props) {
    const { t } = props;
    const [forget, setForget] = useState(0.9);
    const [enter, setEnter] = useState(1);
    const [leave, setLeave] = useState(1);
    const [signal, setSignal] = useState(SIGNAL);
    const told = useAnswer(props, 'cell', { forget, enter, leave, signal, at: 9 });
    if (!told) return html`<${Soon} t=${t} />`;
    const names = signal.map((_, index) => String(index + 1));
    const number = (/** @type {number} */ value) => t.number(value, 1);
    return html`
      <div class="slides">
        <${Slide} label=${t('card.lstm.forget')} value=${forget} min=${0} max=${1} step=${0.05}
          told=${t.number(forget, 2)} play onChange=${setForget}
        />
        <${Slide} label=${t('card.lstm.enter')} value=${enter} min=${0} max=${1} step=${0.05}
          told=${t.number(enter, 2)} onChange=${setEnter}
        />
        <${Slide} label=${t('card.lstm.leave')} value=${leave} min=${0} max=${1} step=${0.05}
          told=${t.number(leave, 2)} onChange=${setLeave}
        />
      </div>
      <h3>${t('card.lstm.signal')}</h3>
      <${Levels} values=${signal} names=${names} low=${-2} high=${2} height=${90} label=${t('card.lstm.signal')}
        format=${number}
        onChange=${(/** @type {number} */ place, /** @type {number} */ value) =>
          setSignal(signal.map((old, index) => (index === place ? Math.round(10 * value) / 10 : old)))}
      />
      <h3>${t('card.lstm.state')}</h3>
      <${Levels} values=${told.states} names=${names} low=${-2} high=${2} height=${90} label=${t('card.lstm.state')}
        format=${number}
      />
      <${ToldRow}>
        <${Told} name="state" label=${t('card.lstm.last')} value=${told.state} text=${t.number(told.state, 3)} />
        <${Told} name="output" label=${t('card.lstm.output')} value=${told.output} text=${t.number(told.output, 3)} />
      <//>
      <div class="acts">
        <${Act} label=${t('card.scores.again')} mark="undo"
          onClick=${() => {
            setSignal(SIGNAL);
            setForget(0.9);
            setEnter(1);
            setLeave(1);
          }}
        />
      </div>
    `;
  },
};
