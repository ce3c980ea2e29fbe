/** One card: the interactive picture, a few sentences, the formula, and links. */

import { html } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { CARDS, CHAPTERS } from './cards/index.js';
import { Formula } from './components/formula.js';
import { localised } from './components/tex.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Card} from './components/card.js' */

/** @param {ViewProps & {card: Card}} props */
export function CardPage(props) {
  const { card, t } = props;
  const { id, where, formulas, Picture } = card;
  const place = CARDS.indexOf(card);
  const chapter = CHAPTERS.find(({ cards }) => cards.includes(card));
  const solved = props.state.lesson.solved.includes(id);
  return html`
    <article class="card is-lesson" data-testid="card" data-card=${id}>
      <header class="card-head">
        <p class="card-way">
          <a href="#learn/cards">${t('learn.all')}</a>
          <span>${t(`chapter.${chapter?.id}`)}</span>
          <span class="card-place">${t('learn.place', { n: place + 1, of: CARDS.length })}</span>
        </p>
        <h2>${t(`card.${id}`)} <small lang=${t('card.term.language')}>${t(`card.${id}.term`)}</small></h2>
      </header>
      <p class="card-task"><${Mark} name="pencil" /><span>${t(`card.${id}.task`)}</span></p>
      <p class="card-solved" role="status" data-testid="card-solved" data-value=${String(solved)}>
        ${solved ? html`<${Mark} name="tick" /> ${t('learn.solved')}` : null}
      </p>
      <div class="card-picture"><${Picture} ...${props} /></div>
      <div class="card-words">
        <p class="card-text">${t(`card.${id}.text`)}</p>
        <section class="card-exactly">
          <h3>${t('learn.exactly')}</h3>
          ${formulas.map((tex) => html`<${Formula} key=${tex} tex=${localised(t, tex)} />`)}
          <p>${t(`card.${id}.exactly`)}</p>
        </section>
      </div>
      <footer class="card-foot">
        <a class="button" href=${`#${where}`} data-testid="card-where">
          ${t('learn.where', { step: t(`step.${where}`) })} <span aria-hidden="true">→</span>
        </a>
        <nav class="card-turn" aria-label=${t('learn.turn')}>
          ${
            place > 0
              ? html`
                <a class="button" href=${`#learn/${CARDS[place - 1].id}`} rel="prev">
                  <span aria-hidden="true">←</span> ${t('learn.previous')}
                </a>
              `
              : null
          }
          ${
            place < CARDS.length - 1
              ? html`
                <a class="button is-primary" href=${`#learn/${CARDS[place + 1].id}`} rel="next" data-testid="card-next">
                  ${t(`card.${CARDS[place + 1].id}`)} <span aria-hidden="true">→</span>
                </a>
              `
              : null
          }
        </nav>
      </footer>
    </article>
  `;
}
