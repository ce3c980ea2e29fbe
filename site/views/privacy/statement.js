/** The accessibility statement. */

import { html, useMemo, useRef } from '../../vendor/preact.js';
import { showFromTop } from '../components/dialog.js';

/** @import {ViewProps} from '../view.js' */

const WORKS = ['keyboard', 'reader', 'zoom', 'colours', 'paper'];
const LACKS = ['camera', 'drawing', 'wall', 'play'];

/** @param {Pick<ViewProps, 't'>} props */
export function Statement({ t }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const content = useMemo(() => contentOf(t), [t]);
  return html`
    <button type="button" class="foot-link" data-testid="statement" onClick=${() => showFromTop(dialog.current)}>
      ${t('statement.title')}
    </button>
    <dialog class="privacy" ref=${dialog} aria-labelledby="statement-title">
      ${content}
      <form method="dialog"><button class="button is-primary">${t('statement.close')}</button></form>
    </dialog>
  `;
}

/** Not made anew with every stroke of the pen. @param {ViewProps['t']} t */
function contentOf(t) {
  const contact = contactOf(document.querySelector('meta[name="contact"]')?.getAttribute('content') ?? '');
  return html`
    <h2 id="statement-title">${t('statement.title')}</h2>
    <p>${t('statement.scope')}</p>
    <h3>${t('statement.works')}</h3>
    <ul>${WORKS.map((one) => html`<li key=${one}>${t(`statement.works.${one}`)}</li>`)}</ul>
    <h3>${t('statement.lacks')}</h3>
    <ul>${LACKS.map((one) => html`<li key=${one}>${t(`statement.lacks.${one}`)}</li>`)}</ul>
    <p>${t('statement.tested')}</p>
    <h3>${t('statement.feedback')}</h3>
    <p>
      ${
        contact
          ? html`${t('statement.contact')} <a href=${contact.href} data-testid="contact">${contact.name}</a>`
          : t('statement.nobody')
      }
    </p>
    <p>${t('statement.enforcement')}</p>
  `;
}

/** An e-mail address or URL, set when the site is built (`--contact`). @param {string} text */
function contactOf(text) {
  if (!text) return null;
  return { href: text.includes('://') ? text : `mailto:${text}`, name: text };
}
