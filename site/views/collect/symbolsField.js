/** The field for the symbols to collect, for templates and drawings. */

import { html } from '../../vendor/preact.js';
import { SETS, shortOf } from './sets.js';

/** @import {ViewProps} from '../view.js' */

/** @param {{text: string, wrong?: boolean, t: ViewProps['t'], onChange: (text: string) => void}} props */
export function SymbolsField({ text, wrong = false, t, onChange }) {
  return html`
    <label class="field">
      <span class="field-name">${t('template.symbols')}</span>
      <input type="text" data-testid="template-symbols" value=${text} autocomplete="off" spellcheck=${false} lang=""
        aria-describedby="template-help" aria-invalid=${wrong}
        onInput=${(/** @type {any} */ event) => onChange(event.currentTarget.value)} />
    </label>
    <p class="help" id="template-help">${t('template.symbols.help')}</p>
    <div class="template-sets" role="group" aria-label=${t('template.sets')}>
      ${SETS.map(
        (set) => html`<button type="button" key=${set} class="button is-small" aria-pressed=${set === text}
        onClick=${() => onChange(set)}>${shortOf(set)}</button>`,
      )}
    </div>`;
}
