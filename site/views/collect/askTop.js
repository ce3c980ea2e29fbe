/** Asks for the orientation of a page by showing a part of it both ways. */

import { html } from '../../vendor/preact.js';
import { PieceOfPage } from '../../draw/sheet.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Sheet} from '../../state/sheets.js' */
/** @import {PageResult} from '../../worker/protocol.js' */

/** Also after it was answered, since the answer may be wrong. @param {Sheet} sheet */
export function canTurn({ state, result, top, file }) {
  return (
    Boolean(file) &&
    state === 'done' &&
    !!result?.page &&
    (result.page.quality.warnings.includes('direction-doubtful') || top !== undefined)
  );
}

/**
 * @param {{page: PageResult, status: string[], name: string, t: ViewProps['t'], onAnswer: (top: number[]) => void}}
 *     props
 */
export function AskTop({ page, status, name, t, onAnswer }) {
  const {
    corners: [a, b, c, d],
  } = page;
  const ways = [
    { turned: false, top: between(a, b) },
    { turned: true, top: between(c, d) },
  ];
  return html`<div class="ask-top" role="group" aria-label=${`${t('top.ask')} ${name}`} data-testid="ask-top">
    <p>${t('top.ask')}</p>
    ${ways.map(
      ({ turned, top }) => html`
        <button type="button" key=${turned} class="button" data-testid="choose-top" data-turned=${turned}
          onClick=${() => onAnswer(top)}
        >
          <${PieceOfPage} page=${page} status=${status} turned=${turned} />
          <span>${t(turned ? 'top.turned' : 'top.asRead')}</span>
        </button>
      `,
    )}
  </div>`;
}

/** @param {number[]} a @param {number[]} b */
function between(a, b) {
  return a.map((value, axis) => (value + b[axis]) / 2);
}
