/** Comparison of trainings: curves in one chart, and differing settings. */

import { html } from '../../vendor/preact.js';
import { LineChart } from '../../draw/lineChart.js';
import { differencesOf } from './differences.js';
import { duration, nameOf, networkOf } from './wording.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Run} from '../../state/runs.js' */
/** @import {SettingRow} from '../../worker/protocol.js' */
/** @import {Series} from '../../draw/lineChart.js' */

const COLOURS = 6;
const MARKS = ['circle', 'square', 'triangle', 'diamond'];

/** @param {ViewProps} props */
export function Comparison({ state, facts, t }) {
  const chosen = state.shelf.compared
    .map((id) => state.runs.find((run) => run.id === id))
    .filter((run) => run !== undefined);
  if (chosen.length < 2) return null;
  const longest = Math.max(1, ...chosen.map(({ epochs }) => epochs.length));
  const common = {
    xLabel: t('train.chart.epoch'),
    xDomain: /** @type {[number, number]} */ ([0, longest]),
    formatX: (/** @type {number} */ x) => t.number(x),
  };
  const values = (/** @type {'loss' | 'valLoss' | 'accuracy' | 'valAccuracy'} */ name) =>
    chosen.flatMap(({ epochs }) => epochs.map((epoch) => epoch[name])).filter(Number.isFinite);
  const losses = [...values('loss'), ...values('valLoss')];
  const lowest = Math.min(1, ...values('accuracy'), ...values('valAccuracy'));
  return html`
    <div class="comparison" data-testid="comparison">
      <h3>${t('runs.comparison')}</h3>
      <p class="runs-help">${t('runs.comparison.help')}</p>
      <div class="curves">
        <${LineChart} ...${common} title=${t('train.chart.loss')} series=${seriesOf(chosen, 'loss', 'valLoss', t)}
          yDomain=${[0, Math.max(0.1, ...losses) * 1.05]} formatY=${(/** @type {number} */ y) => t.number(y)}
        />
        <${LineChart} ...${common} title=${t('train.chart.accuracy')}
          series=${seriesOf(chosen, 'accuracy', 'valAccuracy', t)}
          yDomain=${[Math.max(0, Math.floor(lowest * 10 - 0.2) / 10), 1]}
          formatY=${(/** @type {number} */ y) => t.percent(y)}
        />
      </div>
      <${Differences} runs=${chosen} validations=${facts.validations} presets=${state.presets}
        table=${state.design.table} t=${t}
      />
    </div>
  `;
}

/**
 * @param {Run[]} runs
 * @param {'loss' | 'accuracy'} name
 * @param {'valLoss' | 'valAccuracy'} valName
 * @param {ViewProps['t']} t
 * @returns {Series[]}
 */
function seriesOf(runs, name, valName, t) {
  const lines = runs.map((run, index) => ({ run, id: `run-${index % COLOURS}`, mark: MARKS[index % MARKS.length] }));
  return [
    ...lines.map(({ run, id }) =>
      line(
        id,
        '',
        run.epochs.map((epoch) => epoch[name]),
        { faint: true },
      ),
    ),
    ...lines.map(({ run, id, mark }) =>
      line(
        id,
        nameOf(run, t),
        run.epochs.map((epoch) => epoch[valName]),
        { mark },
      ),
    ),
  ];
}

/** @param {string} id @param {string} label @param {number[]} values @param {Partial<Series>} more @returns {Series} */
function line(id, label, values, more) {
  return { id, label, points: values.map((value, index) => [index + 1, value]), ...more };
}

/**
 * Settings that are equal in all of them are left out.
 * @param {{runs: Run[], validations: Map<string, number | undefined>, presets: ViewProps['state']['presets'], table:
 *     SettingRow[], t: ViewProps['t']}} props
 */
function Differences({ runs, validations, presets, table, t }) {
  const others = new Set(runs.map(({ data }) => data)).size > 1;
  return html`
    <div class="differences more-aside" tabindex="0" role="group" aria-label=${t('runs.differences')}>
      <table data-testid="differences">
        <caption class="visually-hidden">${t('runs.differences')}</caption>
        <thead>
          <tr>
            <th scope="col">${t('runs.differences')}</th>
            ${runs.map((run) => html`<th scope="col" key=${run.id}>${nameOf(run, t)}</th>`)}
          </tr>
        </thead>
        <tbody>
          <${Line} name=${t('runs.accuracy')}
            values=${runs.map(({ id }) => {
              const share = validations.get(id);
              return share === undefined ? '–' : t.percent(share, 1);
            })}
          />
          <${Line} name=${t('runs.network')} values=${runs.map((run) => networkOf(run, t))} />
          ${differencesOf(runs, presets, table, t).map(
            ({ name, values }) => html`<${Line} key=${name} name=${name} values=${values} />`,
          )}
          <${Line} name=${t('runs.parameters')} values=${runs.map(({ parameters }) => t.number(parameters))} />
          <${Line} name=${t('runs.seconds')} values=${runs.map(({ seconds }) => duration(seconds, t))} />
        </tbody>
      </table>
      ${others ? html`<p class="runs-help" data-testid="other-data">${t('runs.otherData')}</p>` : null}
    </div>
  `;
}

/** @param {{name: string, values: string[]}} props */
function Line({ name, values }) {
  return html`
    <tr><th scope="row">${name}</th>${values.map((value, index) => html`<td key=${index}>${value}</td>`)}</tr>
  `;
}
