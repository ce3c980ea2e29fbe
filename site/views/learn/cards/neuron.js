import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Choice, Soon, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Formula } from '../components/formula.js';
import { useSolved } from '../components/solved.js';
import { bracketed } from '../components/tex.js';

const ACTIVATIONS = ['linear', 'relu', 'sigmoid', 'tanh'];
const [HIGH, FAR] = [92, 250];

/** The rounding error of a sum of tenths and hundredths. */
const NOUGHT = 1e-6;

/** @type {import('../components/card.js').Card} */
export const neuron = {
  id: 'neuron',
  where: 'try',
  sketch: 'M5 6h.1M5 16h.1M5 26h.1M7 6l14 8M7 16h13M7 26l14-8M28 8a8 8 0 1 0 .1 0M36 16h9M42 13l3 3-3 3',
  formulas: ['z = w_1 x_1 + w_2 x_2 + w_3 x_3 + b', 'a(z) = a(w_1 x_1 + w_2 x_2 + w_3 x_3 + b)'],
  Picture(props) {
    const { t } = props;
    const [inputs, setInputs] = useState([1, 0.5, 0]);
    const [weights, setWeights] = useState([0.8, -1.2, 0.4]);
    const [bias, setBias] = useState(0.2);
    const [activation, setActivation] = useState('relu');
    const told = useAnswer(props, 'neuron', { inputs, weights, bias, activation });
    useSolved(props, 'neuron', !!told && Math.abs(told.sum) < NOUGHT);
    if (!told) return html`<${Soon} t=${t} />`;
    const change = (/** @type {number[]} */ list, /** @type {number} */ place, /** @type {number} */ value) =>
      list.map((old, index) => (index === place ? value : old));
    const number = (/** @type {number} */ value) => t.number(value, 2);
    const terms = inputs.map((x, place) => `${bracketed(t, weights[place], 1)} \\cdot ${number(x)}`).join(' + ');
    return html`
      <svg class="wiring" viewBox="0 0 420 280" role="img" aria-label=${t('card.neuron.picture')}>
        ${inputs.map(
          (x, place) => html`
            <g key=${place}>
              <path class=${`wire ${told.products[place] < 0 ? 'is-negative' : ''}`}
                style=${{ strokeWidth: `${1 + 7 * Math.min(1.4, Math.abs(told.products[place]))}px` }}
                d=${`M70 ${40 + place * HIGH}L${FAR - 40} 132`}
              />
              <circle class="wiring-input" cx="44" cy=${40 + place * HIGH} r="27" />
              <text x="44" y=${46 + place * HIGH}>${number(x)}</text>
              <text class="wiring-weight" x="152" y=${[76, 127, 206][place]}>${`× ${number(weights[place])}`}</text>
            </g>
          `,
        )}
        <circle class="wiring-sum" cx=${FAR} cy="132" r="44" />
        <text class="wiring-sigma" x=${FAR} y="124">Σ</text>
        <text x=${FAR} y="150">${number(told.sum)}</text>
        <path class="wire" d="M294 132H352M344 126l8 6-8 6" />
        <rect class="wiring-output" x="354" y="108" width="62" height="48" rx="8" />
        <text x="385" y="138">${number(told.value)}</text>
        <text class="wiring-weight" x=${FAR} y="206">${`+ b = ${number(bias)}`}</text>
        <path class="wire is-thin" d=${`M${FAR} 190V178`} />
      </svg>
      <${Formula} tex=${`z = ${terms} + ${bracketed(t, bias, 1)} = ${number(told.sum)}`} />
      <div class="slides">
        ${inputs.map(
          (x, place) =>
            html`
              <${Slide} key=${`x${place}`} label=${t('card.neuron.input', { n: place + 1 })} value=${x} min=${0}
                max=${1} step=${0.1} told=${number(x)}
                onChange=${(/** @type {number} */ value) => setInputs(change(inputs, place, value))}
              />
            `,
        )}
        ${weights.map(
          (w, place) =>
            html`
              <${Slide} key=${`w${place}`} label=${t('card.neuron.weight', { n: place + 1 })} value=${w} min=${-2}
                max=${2} step=${0.1} told=${number(w)} play=${place === 0}
                onChange=${(/** @type {number} */ value) => setWeights(change(weights, place, value))}
              />
            `,
        )}
        <${Slide} label=${t('card.neuron.bias')} value=${bias} min=${-2} max=${2} step=${0.1} told=${number(bias)}
          onChange=${setBias}
        />
      </div>
      <${Choice} label=${t('card.neuron.activation')} value=${activation} onChange=${setActivation}
        options=${ACTIVATIONS.map((name) => ({ value: name, name: t(`activation.${name}`) }))}
      />
      <${ToldRow}>
        <${Told} name="sum" label=${t('card.neuron.sum')} value=${told.sum} text=${number(told.sum)} />
        <${Told} name="value" label=${t('card.neuron.value')} value=${told.value} text=${number(told.value)} />
      <//>
    `;
  },
};
