/** Precision, recall and F1 of each class as a table. */

import { html } from '../../vendor/preact.js';

/** @import {ViewProps} from '../view.js' */
/** @import {ClassScore, EvaluateResult} from '../../worker/protocol.js' */

const SCORES = /** @type {const} */ (['precision', 'recall', 'f1']);

/** @param {ViewProps & {result: EvaluateResult}} props */
export function ClassScores({ result, facts: { netClasses }, t }) {
  const tested = result.classes.filter(({ support }) => support > 0).length;
  return html`
    <section class="card" data-testid="class-scores" data-tested=${tested}>
      <h2>${t('scores.title')}</h2>
      <div class="more-aside" tabindex="0" role="group" aria-label=${t('scores.title')}>
        <table class="scores">
          <thead>
            <tr>
              <th scope="col">${t('scores.class')}</th>
              ${SCORES.map((name) => html`<th scope="col" key=${name}>${t(`scores.${name}`)}</th>`)}
              <th scope="col">${t('scores.support')}</th>
            </tr>
          </thead>
          <tbody>
            ${result.classes.map(
              (score, index) => html`<${Row} key=${index} name=${netClasses[index]} score=${score} t=${t} />`,
            )}
          </tbody>
          <tfoot>
            <${Row}
              name=${
                tested < result.classes.length
                  ? t('scores.mean.some', { n: tested, all: result.classes.length })
                  : t('scores.mean')
              }
              score=${result.mean} t=${t}
            />
          </tfoot>
        </table>
      </div>
      ${
        tested < result.classes.length
          ? html`<p class="note is-warning" data-testid="untested">${t('scores.untested')}</p>`
          : null
      }
      <p class="card-note">${t('scores.help')}</p>
    </section>
  `;
}

/** @param {{name: string, score: ClassScore, t: ViewProps['t']}} props */
function Row({ name, score, t }) {
  return html`<tr><th scope="row">${name}</th>
    ${SCORES.map((kind) => {
      const share = score[kind];
      return html`
        <td key=${kind} style=${{ '--share': `${(share ?? 0) * 100}%` }}>
          <span>${share === null ? '–' : t.percent(share, 1)}</span>
        </td>
      `;
    })}
    <td class="is-count">${t.number(score.support)}</td></tr>`;
}
