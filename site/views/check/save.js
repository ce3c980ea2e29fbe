/** Export of the collection in several file formats. */

import { html } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Mark } from '../../draw/marks.js';

/** @import {ViewProps} from '../view.js' */

const FORMS = /** @type {const} */ (['folders', 'idx', 'npz', 'sprites']);

/** @param {ViewProps} props */
export function Save({ state, facts, t, commands }) {
  const idle = state.boot.state !== 'ready' || facts.pictures === 0 || facts.reading;
  return html`<details class="save">
    <summary>${t('save.title')}</summary>
    <ul>${FORMS.map(
      (form) => html`
        <li key=${form}>
          <button type="button" class="button is-small" data-testid=${`save-${form}`} disabled=${idle}
            onClick=${() => commands.saveCollection(form)}
          >
            <${Mark} name="download" />
            ${t(`save.${form}`)}
          </button>
          <span class="help">${t(`save.${form}.text`)}</span>
        </li>
      `,
    )}</ul>
    ${state.saveError ? html`<${ErrorText} error=${state.saveError} t=${t} />` : null}
  </details>`;
}
