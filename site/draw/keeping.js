/** What is said where the browser forgets. */

import { html } from '../vendor/preact.js';
import { forgetsHere } from './forgets.js';

/**
 * Where the data is told of: that they go, and the way out.
 * @param {{t: import('../i18n/index.js').Translator}} props
 */
export function SevenDays({ t }) {
  return forgetsHere() ? html`<p class="room" data-testid="seven-days">${t('project.seven-days')}</p>` : null;
}

/**
 * A gentle word when there is something to lose.
 * @param {{t: import('../i18n/index.js').Translator, onSave: () => void}} props
 */
export function TakeAlong({ t, onSave }) {
  if (!forgetsHere()) return null;
  return html`
    <div class="note" role="status" data-testid="take-along">
      <p>${t('project.take-along')}</p>
      <p class="note-ways"><button type="button" class="button" onClick=${onSave}>${t('project.save')}</button></p>
    </div>
  `;
}
