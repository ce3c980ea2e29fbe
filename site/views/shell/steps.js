/** The tabs of the steps, with their status. */

import { html } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps} props */
export function Steps({ state, facts, t }) {
  return html`<nav class="steps" aria-label=${t('app.steps')}>
    <ol>
      ${Object.entries(facts.steps).map(
        ([step, status], index) => html`
          <li key=${step}>
            <a class=${`tab is-${status}`} href=${`#${step}`} data-testid=${`step-${step}`} data-status=${status}
              aria-current=${step === state.step ? 'step' : undefined}
            >
              <span class="tab-number" aria-hidden="true">
                <span class="tab-digit">${status === 'plain' ? t(`step.${step}`)[0] : index + 1}</span>
                ${status === 'done' ? html`<${Mark} name="tick" />` : null}
              </span>
              ${status === 'plain' ? null : html`<span class="visually-hidden">${t(`step.status.${status}`)}: </span>`}
              <span class="tab-name">${t(`step.${step}`)}</span>
            </a>
          </li>
        `,
      )}
    </ol>
  </nav>`;
}

/** On the projector only the step at hand is named; arrows lead to its neighbours. @param {ViewProps} props */
export function StepTurn({ state, facts, t }) {
  const all = Object.keys(facts.steps);
  const place = all.indexOf(state.step);
  const turn = (/** @type {string | undefined} */ step, /** @type {string} */ arrow) =>
    step
      ? html`
        <a class="button cover-button" href=${`#${step}`} data-testid=${`step-${step}`}
          aria-label=${t(`step.${step}`)} title=${t(`step.${step}`)}
        >
          <span aria-hidden="true">${arrow}</span>
        </a>
      `
      : null;
  return html`<nav class="steps step-turn" aria-label=${t('app.steps')}>
    ${turn(all[place - 1], '←')}<b>${place + 1}. ${t(`step.${state.step}`)}</b>${turn(all[place + 1], '→')}
  </nav>`;
}
