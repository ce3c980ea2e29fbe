/** The list of all trainings: results, names, and restoring them. */

import { html } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { Deletions } from '../components/deletions.js';
import { Comparison } from './comparison.js';
import { duration, nameOf, networkOf } from './wording.js';
import { TextField } from '../../draw/textField.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Column, Run} from '../../state/runs.js' */

/** @type {Column[]} */
const COLUMNS = ['number', 'accuracy', 'seconds', 'parameters'];

/** @param {ViewProps} props */
export function Runs(props) {
  const {
    state: { runs },
    facts,
    t,
  } = props;
  return html`<${Deletions} place="train" ...${props} />${
    runs.length > 0
      ? html`
        <section class="runs" aria-labelledby="runs-title">
          <h2 id="runs-title">${t('runs.title')}</h2>
          <table class="runs-table" role="table" aria-labelledby="runs-title">
            <thead role="rowgroup">
              <tr role="row">
                <th role="columnheader" class="run-star"><span class="visually-hidden">${t('runs.star')}</span></th>
                ${COLUMNS.map((column) => html`<${Head} key=${column} column=${column} ...${props} />`)}
                <th role="columnheader"><span class="visually-hidden">${t('runs.do')}</span></th>
              </tr>
            </thead>
            <tbody role="rowgroup">
              ${facts.runs.map((run) => html`<${Row} key=${run.id} run=${run} ...${props} />`)}
            </tbody>
          </table>
          <p class="runs-help">
            ${runs.length > 1 ? `${t('runs.compare.help')} ` : ''}
            ${t('runs.room', { used: megabytes(facts.room.used, t), most: megabytes(facts.room.most, t) })}
          </p>
          <${Comparison} ...${props} />
        </section>
      `
      : null
  }`;
}

/** @param {ViewProps & {column: Column}} props */
function Head({
  column,
  state: {
    shelf: { sort },
  },
  t,
  commands,
}) {
  const chosen = sort.by === column;
  return html`
    <th role="columnheader" aria-sort=${chosen ? (sort.down ? 'descending' : 'ascending') : 'none'}>
      <button type="button" class="runs-sort" data-testid="runs-sort" data-by=${column}
        onClick=${() => commands.sortRuns(column)}
      >
        ${t(`runs.${column}`)}
        <span class="runs-arrow" aria-hidden="true">${chosen ? (sort.down ? '↓' : '↑') : ''}</span>
      </button>
    </th>
  `;
}

/** @param {ViewProps & {run: Run}} props */
function Row({ run, state: { training, shelf, runs }, facts, t, commands }) {
  const { id, number, starred, result, seconds, parameters, epochs, goal, state, weights } = run;
  const name = nameOf(run, t);
  const validation = facts.validations.get(id);
  const current = facts.currentRun === id;
  const running = training.state === 'running';
  const compared = shelf.compared.indexOf(id);
  const rename = (/** @type {string} */ typed) => commands.changeRun(id, { name: typed.trim() });
  return html`
    <tr role="row" class=${current ? 'run-row is-current' : 'run-row'} data-testid="run" data-item=${id} data-run=${`run-${number}`}
      data-state=${state} data-accuracy=${result?.accuracy ?? ''} data-validation=${validation ?? ''}
      data-epochs=${epochs.length}
    >
      <td role="cell" class="run-star">
        <button type="button" class=${`run-icon ${starred ? 'is-starred' : ''}`} data-testid="run-star"
          aria-pressed=${starred} aria-label=${t('runs.star.of', { name })}
          onClick=${() => commands.changeRun(id, { starred: !starred })}
        >
          <${Mark} name="star" />
        </button>
      </td>
      <th role="rowheader" scope="row" class="run-what">
        <${TextField} class="run-name" data-testid="run-name" value=${run.name}
          placeholder=${t('runs.name', { n: run.number })} aria-label=${t('runs.rename', { name })} maxlength="40"
          onFinish=${rename} onKeyDown=${leaveOnEnter}
        />
        <span class="run-net">${networkOf(run, t)}</span>
        <span class="run-state">
          ${t('runs.epochs', { epoch: epochs.length, goal })}
          ${state === 'diverged' ? ` · ${t('train.state.diverged')}` : ''}
          ${run.ending?.early ? ` · ${t('runs.early')}` : ''}
        </span>
      </th>
      <td role="cell" class="runs-figure" data-label=${t('runs.accuracy')}>
        ${validation === undefined ? '–' : t.percent(validation, 1)}
      </td>
      <td role="cell" class="runs-figure" data-label=${t('runs.seconds')}>${duration(seconds, t)}</td>
      <td role="cell" class="runs-figure" data-label=${t('runs.parameters')}>${t.number(parameters)}</td>
      <td role="cell" class="run-do">
        ${
          runs.length > 1
            ? html`
              <label class="run-compare">
                <input type="checkbox" data-testid="run-compare" checked=${compared >= 0}
                  onChange=${(/** @type {any} */ event) => commands.compareRun(id, event.currentTarget.checked)}
                />
                ${t('runs.compare')}
                <span class="visually-hidden"> ${name}</span>
              </label>
            `
            : null
        }
        ${
          current
            ? html`<span class="run-here" data-testid="run-here">${t('runs.here')}</span>`
            : weights
              ? html`
                <button type="button" class="button" data-testid="run-open"
                  disabled=${running || shelf.opening || state === 'running'} onClick=${() => commands.goBackTo(id)}
                >
                  ${t('runs.open')}
                  <span class="visually-hidden"> ${name}</span>
                </button>
              `
              : html`<span class="run-here">${t('runs.gone')}</span>`
        }
        <button type="button" class="run-icon" data-testid="run-delete"
          disabled=${current && (running || shelf.opening)} aria-label=${t('runs.delete', { name })}
          onClick=${() => commands.deleteRun(id)}
        >
          <${Mark} name="bin" />
        </button>
      </td>
    </tr>
  `;
}

/** @param {any} event */
function leaveOnEnter({ key, currentTarget }) {
  if (key === 'Enter') currentTarget.blur();
}

/** @param {number} bytes @param {ViewProps['t']} t */
function megabytes(bytes, t) {
  return t.number(Math.ceil(bytes / 2 ** 20));
}
