/** The list of shortcuts, and the switch for the single-key one. */

import { html, useRef } from '../../vendor/preact.js';
import { showFromTop } from '../components/dialog.js';

/** @import {ViewProps} from '../view.js' */

const PLACES = ['tab', 'pad', 'line', 'wall', 'code'];

/** @param {Pick<ViewProps, 'state' | 't' | 'dispatch'>} props */
export function Keys({ state, t, dispatch }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  return html`
    <button type="button" class="foot-link" data-testid="keys" onClick=${() => showFromTop(dialog.current)}>
      ${t('keys.title')}
    </button>
    <dialog class="privacy" ref=${dialog} aria-labelledby="keys-title">
      <h2 id="keys-title">${t('keys.title')}</h2>
      <label class="check">
        <input type="checkbox" data-testid="keys-single" checked=${state.shortcuts}
          onChange=${() => dispatch({ type: 'shortcuts/switched' })}
        /> ${t('keys.single')}
      </label>
      <p class="help">${t('keys.single.help')}</p>
      <dl>
        ${PLACES.map((place) => html`<dt key=${place}>${t(`keys.${place}`)}</dt><dd>${t(`keys.${place}.text`)}</dd>`)}
      </dl>
      <form method="dialog"><button class="button is-primary">${t('keys.close')}</button></form>
    </dialog>
  `;
}
