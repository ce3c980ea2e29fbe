/** Hints for browsers that delete a site's data. */

import { html } from '../vendor/preact.js';
import { forgetsHere } from './forgets.js';

/**
 * For the privacy page: that data are deleted, and what to do.
 * @param {{t: import('../i18n/index.js').Translator}} props
 */
export function SevenDays({ t }) {
  return forgetsHere() ? html`<p class="room" data-testid="seven-days">${t('project.seven-days')}</p>` : null;
}

/**
 * A hint when there is something to lose.
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
