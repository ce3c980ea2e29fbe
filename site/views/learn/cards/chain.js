import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Act, Soon, Told, ToldRow } from '../components/controls.js';
import { Slide } from '../../../draw/slide.js';
import { Formula } from '../components/formula.js';
import { bracketed } from '../components/tex.js';

const TARGET = 2;
const RATE = 0.05;

/** @type {import('../components/card.js').Card} */
export const chain = {
  id: 'chain',
  where: 'train',
  sketch: 'M4 10h40M40 6l4 4-4 4M44 22H4M8 18l-4 4 4 4',
  formulas: [
    '\\frac{\\partial L}{\\partial w_1} = \\frac{\\partial L}{\\partial \\hat{y}} \\cdot \\frac{\\partial \\hat{y}}{\\partial h} \\cdot \\frac{\\partial h}{\\partial w_1}',
    '\\frac{\\partial L}{\\partial \\hat{y}} = 2 (\\hat{y} - t)',
  ],
  Picture(props) {
    const { t } = props;
    const [x, setX] = useState(1);
    const [first, setFirst] = useState(0.5);
    const [second, setSecond] = useState(1.5);
    const told = useAnswer(props, 'chain', { x, first, second, target: TARGET });
    if (!told) return html`<${Soon} t=${t} />`;
    const number = (/** @type {number} */ value) => t.number(value, 2);
    const boxes = [
      ['x', x, null],
      ['h', told.hidden, told.to_hidden],
      ['ŷ', told.output, told.to_output],
      ['L', told.loss, 1],
    ];
    function step() {
      setFirst(first - RATE * told.to_first);
      setSecond(second - RATE * told.to_second);
    }
    return html`
      <div class="scroll">
        <svg class="chain" viewBox="0 44 700 150" role="img" aria-label=${t('card.chain.picture')}>
          ${boxes.map(
            ([name, value, gradient], index) => html`
              <g key=${name} transform=${`translate(${20 + index * 190} 0)`}>
                <rect class="chain-box" width="90" height="62" x="0" y="62" rx="9" />
                <text class="chain-name" x="45" y="84">${name}</text>
                <text x="45" y="110">${number(/** @type {number} */ (value))}</text>
                ${
                  gradient === null
                    ? null
                    : html`
                  <text class="chain-back" x="45" y="160">${`∂L/∂${name}`}</text>
                  <text class="chain-back" x="45" y="182">${number(/** @type {number} */ (gradient))}</text>
                `
                }
                ${
                  index < 3
                    ? html`
                      <path class="wire" d="M92 82H186M178 76l8 6-8 6" />
                      <text class="wiring-weight" x="139" y="70">${[`× w₁, ReLU`, `× w₂`, `(y − t)²`][index]}</text>
                      <path class="wire is-negative" d="M186 104H92M100 98l-8 6 8 6" />
                    `
                    : null
                }
              </g>
            `,
          )}
        </svg>
      </div>
      <div class="slides">
        <${Slide} label="x" value=${x} min=${-2} max=${2} step=${0.1} told=${number(x)} onChange=${setX} />
        <${Slide} label="w₁" value=${first} min=${-3} max=${3} step=${0.1} told=${number(first)} play
          onChange=${setFirst}
        />
        <${Slide} label="w₂" value=${second} min=${-3} max=${3} step=${0.1} told=${number(second)}
          onChange=${setSecond}
        />
      </div>
      <${Formula}
        tex=${`\\frac{\\partial L}{\\partial w_1} = ${bracketed(t, told.to_output)} \\cdot ${bracketed(t, second)} \\cdot ${told.hidden > 0 ? bracketed(t, x) : '0'} = ${number(told.to_first)}`}
      />
      <${ToldRow}>
        <${Told} name="loss" label=${t('card.entropy.loss')} value=${told.loss} text=${number(told.loss)} />
        <${Told} name="first" label="∂L/∂w₁" value=${told.to_first} text=${number(told.to_first)} />
        <${Told} name="second" label="∂L/∂w₂" value=${told.to_second} text=${number(told.to_second)} />
      <//>
      <div><${Act} label=${t('card.chain.step', { rate: RATE })} mark="forward" onClick=${step} /></div>
    `;
  },
};
