import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Act, Soon, Told, ToldRow } from '../components/controls.js';
import { Formula } from '../components/formula.js';
import { Grid } from '../components/grid.js';
import { bracketed } from '../components/tex.js';

const KERNEL = [
  [0.5, -1, 0.2],
  [1, 0.5, -0.6],
  [-0.5, 0.3, 1],
  [0.2, 0, -0.4],
];
const BIAS = [0.1, -0.2, 0];
/** The inputs that a tap walks through. */
const LEVELS = [0, 0.5, 1];

/** @type {import('../components/card.js').Card} */
export const matrix = {
  id: 'matrix',
  where: 'code',
  sketch: 'M4 14h14v5H4zM22 4h14v24H22zM29 4v24M40 14h5M40 19h5M22 12h14M22 20h14',
  formulas: ['z = x W + b', 'z_j = \\sum_{i} x_i w_{i j} + b_j'],
  Picture(props) {
    const { t } = props;
    const [inputs, setInputs] = useState([1, 0.5, 0, 1]);
    const [out, setOut] = useState(0);
    const told = useAnswer(props, 'matrix', { inputs, kernel: KERNEL, bias: BIAS });
    if (!told) return html`<${Soon} t=${t} />`;
    const number = (/** @type {number} */ value) => t.number(value, 1);
    const terms = inputs.map((x, i) => `${number(x)} \\cdot ${bracketed(t, KERNEL[i][out], 1)}`).join(' + ');
    return html`
      <div class="matrices">
        <${Grid} title="x" values=${inputs} rows=${1} columns=${4} label=${t('card.matrix.inputs')} format=${number}
          largest=${1} lit=${() => true}
          onPick=${(/** @type {number} */ _, /** @type {number} */ i) =>
            setInputs(inputs.map((old, place) => (place === i ? LEVELS[(LEVELS.indexOf(old) + 1) % 3] : old)))}
        />
        <${Grid} title="W" values=${KERNEL.flat()} rows=${4} columns=${3} label=${t('card.matrix.weights')}
          format=${number} largest=${1} lit=${(/** @type {number} */ _, /** @type {number} */ j) => j === out}
          onPoint=${(/** @type {number} */ _, /** @type {number} */ j) => setOut(j)}
        />
        <${Grid} title="b" values=${BIAS} rows=${1} columns=${3} label=${t('card.neuron.bias')} format=${number}
          largest=${1} lit=${(/** @type {number} */ _, /** @type {number} */ j) => j === out}
        />
        <${Grid} title="z" values=${told.sums} rows=${1} columns=${3} label=${t('card.matrix.sums')}
          format=${(/** @type {number} */ value) => t.number(value, 2)} largest=${1.5} at=${[0, out]}
          onPoint=${(/** @type {number} */ _, /** @type {number} */ j) => setOut(j)}
        />
      </div>
      <${Formula} tex=${`z_${out + 1} = ${terms} + ${bracketed(t, BIAS[out], 1)} = ${t.number(told.sums[out], 2)}`} />
      <${ToldRow}>
        <${Told} name="output" label=${t('card.matrix.output')} value=${out + 1} text=${String(out + 1)} />
        <${Told} name="sum" label=${t('card.neuron.sum')} value=${told.sums[out]} text=${t.number(told.sums[out], 2)} />
        <${Told} name="value" label=${t('card.matrix.relu')} value=${told.values[out]}
          text=${t.number(told.values[out], 2)}
        />
      <//>
      <div><${Act} label=${t('card.matrix.next')} mark="forward" play onClick=${() => setOut((out + 1) % 3)} /></div>
    `;
  },
};
