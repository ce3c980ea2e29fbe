/** The link to the next step. */

import { html } from '../vendor/preact.js';

/** @param {{step: string, t: import('../i18n/index.js').Translator}} props */
export function NextStep({ step, t }) {
  return html`
    <p class="next">
      <a class="button is-primary" href=${`#${step}`}>
        ${t('step.next', { step: t(`step.${step}`) })} <span aria-hidden="true">→</span>
      </a>
    </p>
  `;
}

/**
 * The message of an empty step, with a link to the step that comes first.
 * @param {{step: string, text: string, t: import('../i18n/index.js').Translator}} props
 */
export function NothingYet({ step, text, t }) {
  return html`<div class="nothing"><span class="nothing-tile" aria-hidden="true"></span><p>${text}</p>
    <a class="button is-primary" href=${`#${step}`}>${t(`step.${step}`)} <span aria-hidden="true">→</span></a></div>`;
}
