/** Asks for the symbols of a page whose mark was not read; the project's symbols are suggested first. */

import { html, useState } from '../../vendor/preact.js';
import { symbolsIn, textOf } from '../../draw/symbols.js';
import { SETS, shortOf } from './sets.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Sheet} from '../../state/sheets.js' */

const UNREAD = ['no-strip', 'no-mark'];

/**
 * Also if the answer did not fit, or may be wrong; pages with a mark are never asked about.
 *
 * @param {Sheet} sheet
 * @param {string} others    its symbols that the project did not have
 */
export function canAsk({ state, error, result, classes, file }, others) {
  if (!file) return false;
  if (state === 'failed')
    return (
      (error?.code === 'sheet/no-grid' && UNREAD.includes(String(error.params.reason))) ||
      error?.code === 'sheet/bad-symbols'
    );
  return (
    state === 'done' &&
    !!result?.page &&
    (result.page.sheetId ?? null) === null &&
    (classes !== undefined || others !== '')
  );
}

/**
 * @param {{classes: string, given?: string[], name: string, t: ViewProps['t'], onAnswer: (classes: string[]) => void}}
 *     props
 */
export function AskSymbols({ classes, given, name, t, onAnswer }) {
  const [text, setText] = useState(given ? textOf(given) : classes);
  const symbols = symbolsIn(text);
  return html`
    <form class="ask-symbols" aria-label=${`${t('symbols.ask')} ${name}`} data-testid="ask-symbols"
      onSubmit=${(/** @type {Event} */ event) => {
        event.preventDefault();
        if (symbols.length > 1) onAnswer(symbols);
      }}
    >
      <p class="ask-symbols-question">${t('symbols.ask')}</p>
      <div class="template-sets" role="group" aria-label=${t('symbols.sets')}>
        ${[...new Set([classes, ...SETS])].map(
          (set) => html`<button type="button" key=${set} class="button is-small" aria-pressed=${set === text}
          title=${set} data-testid="symbols-set" onClick=${() => setText(set)}>${shortOf(set)}</button>`,
        )}
      </div>
      <label class="field">
        <span class="field-name">${t('symbols.own')}</span>
        <input type="text" data-testid="ask-symbols-text" value=${text} autocomplete="off" spellcheck=${false} lang=""
          onInput=${(/** @type {any} */ event) => setText(event.currentTarget.value)}
        />
      </label>
      <p class="help">${t('symbols.help')}</p>
      <button type="submit" class="button is-small is-primary" data-testid="read-symbols"
        disabled=${symbols.length < 2}
      >
        ${t('symbols.read')}
      </button>
    </form>
  `;
}
