/** Unknown writers: trainings without one sheet, or on one only, and the resulting accuracies. */

import { html } from '../../vendor/preact.js';
import { Ask } from './ask.js';
import { ScoreList, sheetName } from './sheets.js';
import { Work } from './work.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Fold} from '../../worker/protocol.js' */

const MODES = /** @type {const} */ (['others', 'alone']);

/** @param {ViewProps} props */
export function Writers({ state, t, commands }) {
  const { writers } = state.insight;
  const { result } = writers;
  const sources = state.sheets.filter((sheet) => sheet.result !== null).length;
  return html`<${Ask} hook="writers" title=${t('writers.title')} help=${t('writers.help')} data-state=${writers.state}>
    <${Work} analysis="writers" job=${writers} name=${t('writers.title')} t=${t} commands=${commands}>
      ${MODES.map(
        (mode) => html`
          <button type="button" key=${mode} class="button" data-testid=${`writers-${mode}`} disabled=${sources < 2}
            onClick=${() => commands.compareWriters(mode)}
          >
            ${t(`writers.${mode}`)}
          </button>
        `,
      )}
    <//>
    ${sources < 2 ? html`<p>${t('writers.few')}</p>` : null}
    ${
      result && result.mean !== null
        ? html`
      <p role="status" data-testid="writers-mean" data-value=${result.mean}>
        ${t(`writers.mean.${result.mode}`, { share: t.percent(result.mean, 1) })}
      </p>
    `
        : null
    }
    ${
      result && hasGroups(result)
        ? html`
      <p data-testid="writers-grouped">
        ${t('writers.grouped', { n: result.folds.flatMap((fold) => fold.scores).length, folds: result.folds.length })}
      </p>
    `
        : null
    }
    ${
      result && result.leftOut.length > 0
        ? html`
      <p role="status" data-testid="writers-left-out">
        ${t('writers.leftOut', { names: result.leftOut.map((sheet) => sheetName(sheet, state, t)).join(', ') })}
      </p>
    `
        : null
    }
    ${
      result && result.folds.length > 0
        ? result.mode === 'others'
          ? html`<${ScoreList} scores=${result.folds.flatMap((fold) => fold.scores)} state=${state} t=${t} />`
          : html`<${Matrix} folds=${result.folds} state=${state} t=${t} />`
        : null
    }
  <//>`;
}

/** Several stayed unknown at once. @param {{mode: string, folds: Fold[]}} result */
const hasGroups = ({ mode, folds }) => mode === 'others' && folds.some(({ scores }) => scores.length > 1);

/** @param {{folds: Fold[], state: ViewProps['state'], t: ViewProps['t']}} props */
function Matrix({ folds, state, t }) {
  const tested = folds[0].scores.map(({ sheet }) => sheet);
  return html`
    <div class="more-aside" tabindex="0" role="group" aria-label=${t('writers.alone')}>
      <table class="writers-matrix">
        <caption>${t('writers.matrix')}</caption>
        <thead>
          <tr>
            <td></td>
            ${tested.map((sheet) => html`<th scope="col" key=${sheet}><span>${sheetName(sheet, state, t)}</span></th>`)}
          </tr>
        </thead>
        <tbody>
          ${folds.map(
            (fold) => html`<tr key=${fold.trained[0]}><th scope="row">${sheetName(fold.trained[0], state, t)}</th>
            ${fold.scores.map(
              ({ sheet, accuracy }) => html`
              <td key=${sheet} class=${sheet === fold.trained[0] ? 'is-own' : ''}
                style=${{ '--strength': `${Math.round(accuracy * 55)}%` }}
              >
                ${t.percent(accuracy)}
              </td>
            `,
            )}
          </tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}
