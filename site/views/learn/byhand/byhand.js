/** One training step in detail: every number from the input to the new weights, forward and backward. */

import { html, useEffect, useState } from '../../../vendor/preact.js';
import { ErrorText } from '../../../draw/error.js';
import { Formula } from '../components/formula.js';
import { Chain } from './chain.js';
import { NetChoice, SmallChoice } from './choice.js';
import { pathNumbers, smallNumbers } from './numbers.js';
import { wordsOf } from './words.js';
import { SmallNetwork } from './small.js';

/** @import {ViewProps} from '../../view.js' */

/** What is calculated, one after another; their texts: `byhand.<stage>`. */
export const STAGES = [
  'input',
  'sum',
  'activation',
  'output',
  'softmax',
  'loss',
  'slope',
  'gradient',
  'blame',
  'back',
  'first',
  'update',
  'again',
];

/** What needs a hidden layer. */
const HIDDEN = ['input', 'sum', 'activation', 'blame', 'back', 'first'];

/** Whose lines need the whole width. */
const LONG = ['sum', 'output', 'softmax', 'blame'];

/** @type {Record<string, string>} */
const FORMULAS = {
  input: 'x_i',
  sum: 'z_k = \\sum_i x_i \\cdot w_{ik} + b_k',
  activation: 'a_k = f(z_k)',
  output: 'z_j = \\sum_k a_k \\cdot w_{kj} + b_j',
  softmax: 'p_j = \\frac{e^{z_j}}{\\sum_l e^{z_l}}',
  loss: 'L = -\\log p_{\\star}',
  slope: '\\delta_j = p_j - t_j',
  gradient: '\\frac{\\partial L}{\\partial w_{kj}} = a_k \\cdot \\delta_j',
  blame: '\\frac{\\partial L}{\\partial a_k} = \\sum_j w_{kj} \\cdot \\delta_j',
  back: '\\delta_k = \\frac{\\partial L}{\\partial a_k} \\cdot f^{\\prime}(z_k)',
  first: '\\frac{\\partial L}{\\partial w_{ik}} = x_i \\cdot \\delta_k',
  update: 'w \\to w - \\eta \\cdot \\frac{\\partial L}{\\partial w}',
  again: 'L = -\\log p_{\\star}',
};

/** @param {ViewProps} props */
export function ByHand(props) {
  const {
    state: {
      boot,
      drawing: { revision },
      reading,
      insight: { byhand },
    },
    t,
    commands,
  } = props;
  const [real, setReal] = useState(false);
  const [small, setSmall] = useState({ label: 1, steps: 0 });
  const [path, setPath] = useState(
    /** @type {import('./choice.js').PathChoice} */ ({
      label: topOf(reading.result?.probabilities ?? []),
      unit: null,
      hidden: null,
      source: null,
    }),
  );
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (boot.state !== 'ready') return;
    void (real ? commands.followPath(path) : commands.walkSmall(small));
  }, [boot.state, real, small, path, real ? revision : 0, real ? reading.epochs : 0]);

  const walk = !real && byhand.result?.kind === 'small' ? byhand.result.walk : null;
  const way = real && byhand.result?.kind === 'path' ? byhand.result.path : null;
  const stages = way && way.sizes.length < 3 ? STAGES.filter((stage) => !HIDDEN.includes(stage)) : STAGES;
  const place = Math.min(at, stages.length - 1);
  const stage = stages[place];
  const go = (/** @type {number} */ by) => setAt(Math.min(stages.length - 1, Math.max(0, place + by)));
  /** @param {KeyboardEvent} event */
  function turn(event) {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    go(event.key === 'ArrowRight' ? 1 : -1);
  }
  return html`
    <section class="byhand" data-testid="byhand" data-stage=${stage} data-kind=${real ? 'path' : 'small'}
      data-state=${byhand.state} data-loss=${(walk ?? way)?.loss ?? ''} data-after=${(walk ?? way)?.lossAfter ?? ''}
    >
      <p class="byhand-lead">${t('byhand.lead')}</p>
      <div class="byhand-which" role="group" aria-label=${t('byhand.which')}>
        <button type="button" class="button" data-testid="byhand-small" aria-pressed=${!real}
          onClick=${() => {
            setReal(false);
            setAt(0);
          }}
        >
          ${t('byhand.small')}
        </button>
        <button type="button" class="button" data-testid="byhand-path" aria-pressed=${real}
          onClick=${() => {
            setReal(true);
            setAt(0);
          }}
        >
          ${t('byhand.path')}
        </button>
      </div>
      ${byhand.error ? html`<${ErrorText} error=${byhand.error} t=${t} />` : null}
      ${real && byhand.result?.kind === 'path' && !way ? html`<p class="note">${t('byhand.draw')}</p>` : null}
      ${
        walk
          ? html`<${SmallChoice} choice=${small} onChange=${(/** @type {any} */ change) => {
              setSmall(change);
              setAt(0);
            }} t=${t} />`
          : null
      }
      ${
        way
          ? html`<${NetChoice} path=${way} choice=${path} names=${props.facts.netClasses} onChange=${setPath} t=${t} />`
          : null
      }
      ${
        walk || way
          ? html`
            <div class="byhand-board" tabindex="0" role="group" aria-label=${t('byhand.board')}
              data-testid="byhand-board" onKeyDown=${turn}
            >
              <div class="byhand-turn">
                <button type="button" class="button" data-testid="byhand-back" disabled=${place === 0}
                  onClick=${() => go(-1)}
                >
                  <span aria-hidden="true">←</span> ${t('byhand.back.button')}
                </button>
                <span>${t('byhand.place', { n: place + 1, of: stages.length })}</span>
                <button type="button" class="button is-primary" data-testid="byhand-next"
                  disabled=${place === stages.length - 1} onClick=${() => go(1)}
                >
                  ${t('byhand.next')} <span aria-hidden="true">→</span>
                </button>
              </div>
              ${
                walk
                  ? html`
                <${SmallNetwork} walk=${walk} stage=${stage} t=${t} />
              `
                  : html`
                <${Chain} path=${way} stage=${stage} names=${props.facts.netClasses} t=${t} />
              `
              }
              <div class="byhand-words" role="region" aria-labelledby="byhand-stage" aria-live="polite" aria-atomic="true">
                <h2 id="byhand-stage">${t(`byhand.${stage}`)}</h2>
                <p>${t(wordsOf(stage, way ? way.activation : 'relu'))}</p>
                <div class="byhand-formulas"><${Formula} tex=${FORMULAS[stage]} /></div>
                <div class=${`byhand-numbers ${LONG.includes(stage) ? 'is-long' : ''}`} data-testid="byhand-numbers">
                  ${(
                    walk
                      ? smallNumbers(stage, walk, t)
                      : pathNumbers(stage, /** @type {any} */ (way), props.facts.netClasses, t)
                  ).map(
                    (tex) => html`
                    <${Formula} key=${tex} tex=${tex} />
                  `,
                  )}
                </div>
              </div>
            </div>
          `
          : null
      }
    </section>
  `;
}

/** @param {number[]} shares */
function topOf(shares) {
  return Math.max(0, shares.indexOf(Math.max(...shares)));
}
