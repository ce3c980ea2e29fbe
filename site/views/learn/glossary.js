/** The glossary in all languages side by side, with links to cards. */

import { html, useState } from '../../vendor/preact.js';
import { LANGUAGES } from '../../i18n/index.js';
import { TERMS } from './terms.js';

/** @import {ViewProps} from '../view.js' */

/** Small letters without accents and umlauts' dots, so that everybody finds what they type. @param {string} text */
function plain(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** @param {ViewProps} props */
export function Glossary({ t }) {
  const [wanted, setWanted] = useState('');
  const others = Object.entries(LANGUAGES).filter(([tag]) => tag !== t.language);
  const words = (/** @type {string} */ id) => [t(`term.${id}`), ...others.map(([, { texts }]) => texts[`term.${id}`])];
  const found = TERMS.filter(({ id }) => words(id).some((word) => plain(word).includes(plain(wanted.trim())))).sort(
    (a, b) => t(`term.${a.id}`).localeCompare(t(`term.${b.id}`), t.language),
  );
  return html`
    <section class="glossary">
      <h2 class="visually-hidden">${t('learn.section.glossary')}</h2>
      <label class="field glossary-search">
        <span class="field-name">${t('glossary.search')}</span>
        <input type="search" data-testid="glossary-search" value=${wanted}
          onInput=${(/** @type {any} */ event) => setWanted(event.currentTarget.value)}
        />
      </label>
      <p class="glossary-count" role="status">${t.count('glossary.found', found.length)}</p>
      <ul class="terms">
        ${found.map(
          ({ id, card }) => html`<li key=${id} data-testid="term" data-term=${id}>
          <h3>${t(`term.${id}`)} ${others.map(
            ([tag, { texts }]) => html`
            <span key=${tag} class="term-other" lang=${tag}>${texts[`term.${id}`]}</span>
          `,
          )}</h3>
          <p>${t(`term.${id}.is`)}</p>
          <a href=${`#learn/${card}`}>${t('glossary.card', { card: t(`card.${card}`) })}</a>
        </li>`,
        )}
      </ul>
    </section>
  `;
}
