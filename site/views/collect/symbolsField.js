/** Which symbols are collected: the same whether they are printed or written on the screen. */

import { html } from '../../vendor/preact.js';

/** @import {ViewProps} from '../view.js' */

/** What classes like to begin with. */
export const SETS = ['0 1 2 3 4 5 6 7 8 9', 'a b c d e f g h i j k l m n o p q r s t u v w x y z', 'A B C D E F G H I J K L M N O P Q R S T U V W X Y Z', '+ − × ÷ =', '○ △ □ ☆ ♡'];

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
      ${SETS.map((set) => html`<button type="button" key=${set} class="button is-small" aria-pressed=${set === text}
        onClick=${() => onChange(set)}>${shortOf(set)}</button>`)}
    </div>`;
}

/** @param {string} set */
export function shortOf(set) {
  const symbols = set.split(' ');
  return symbols.length > 5 ? `${symbols[0]} … ${symbols[symbols.length - 1]}` : set;
}
