/** A translated error message, with details for developers in a collapsed section. */

import { html } from '../vendor/preact.js';

/**
 * @param {{error: import('../worker/protocol.js').ErrorRecord, t: import('../i18n/index.js').Translator}} props
 */
export function ErrorText({ error, t }) {
  const { reason, side } = error.params;
  const keys = [`error.${error.code}.${reason}.${side}`, `error.${error.code}.${reason}`, `error.${error.code}`];
  const key = keys.find((one) => t.has(one));
  const remedy = `remedy.${error.params.remedy}`;
  return html`<div class="error-text">
    <p>${key ? t(key, error.params) : t('error.unknown', { code: error.code })}</p>
    ${t.has(remedy) ? html`<p>${t(remedy, error.params)}</p>` : null}
    ${error.detail ? html`<details><summary>${t('details')}</summary><pre>${error.detail}</pre></details>` : null}
  </div>`;
}
