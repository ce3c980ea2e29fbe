/** The accuracy for each sheet. */

import { html } from '../../vendor/preact.js';
import { IntervalBar } from '../../draw/interval.js';

/** @import {ViewProps} from '../view.js' */
/** @import {EvaluateResult, SheetScore} from '../../worker/protocol.js' */

/** What a source is called. @param {string} id @param {ViewProps['state']} state @param {ViewProps['t']} t */
export function sheetName(id, { sheets }, t) {
  const known = sheets.find((sheet) => sheet.id === id);
  if (known) return known.name || t('collect.source.drawn');
  return sheets.find(({ writer }) => writer === id)?.writer ?? t('writers.gone');
}

/** @param {ViewProps & {result: EvaluateResult}} props */
export function SheetScores({ result, state, t }) {
  return html`<section class="card" data-testid="sheet-scores">
    <h2>${t('sheets.title')}</h2>
    <${ScoreList} scores=${result.sheets} state=${state} t=${t} />
    <p class="card-note">${t('sheets.help')}</p>
  </section>`;
}

/** @param {{scores: SheetScore[], state: ViewProps['state'], t: ViewProps['t']}} props */
export function ScoreList({ scores, state, t }) {
  return html`<ul class="score-list">${scores.map(
    ({ sheet, right, n, accuracy, interval }) => html`<li key=${sheet} data-testid="sheet-score" data-value=${accuracy}>
    <span class="score-sheet">${sheetName(sheet, state, t)}</span>
    <b>${t.percent(accuracy, 1)}</b>
    <${IntervalBar} value=${accuracy} interval=${interval} />
    <small>${t('sheets.right', { right, n, low: t.percent(interval[0]), high: t.percent(interval[1]) })}</small>
  </li>`,
  )}</ul>`;
}
