/** All cards, chapter by chapter. */

import { html } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { CARDS, CHAPTERS } from './cards/index.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Card} from './components/card.js' */

/** @param {ViewProps} props */
export function Index({
  state: {
    lesson: { seen },
  },
  t,
}) {
  const opened = CARDS.filter(({ id }) => seen.includes(id)).length;
  return html`<p class="cards-count"><span>${t('learn.count', { n: opened, of: CARDS.length })}</span>
      <progress value=${opened} max=${CARDS.length} aria-hidden="true"></progress></p>
    ${CHAPTERS.map(
      ({ id, cards }, index) => html`
        <section class="chapter" key=${id}>
          <h2><span class="chapter-number" aria-hidden="true">${index + 1}</span>${t(`chapter.${id}`)}</h2>
          <ul class="tiles">
            ${cards.map(
              (card) => html`<li key=${card.id}><${Tile} card=${card} seen=${seen.includes(card.id)} t=${t} /></li>`,
            )}
          </ul>
        </section>
      `,
    )}`;
}

/** @param {{card: Card, seen: boolean, t: ViewProps['t']}} props */
function Tile({ card, seen, t }) {
  return html`
    <a class="tile" href=${`#learn/${card.id}`} data-testid="card-tile" data-card=${card.id}>
      <svg class="tile-sketch" viewBox="0 0 48 32" aria-hidden="true"><path d=${card.sketch} /></svg>
      <b>${t(`card.${card.id}`)}</b>
      ${
        seen
          ? html`
            <span class="tile-seen">
              <${Mark} name="tick" />
              <span class="visually-hidden">${t('learn.seen')}</span>
            </span>
          `
          : null
      }
    </a>
  `;
}
