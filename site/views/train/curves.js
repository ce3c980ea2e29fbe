/** The curves of a training: every batch faint, every epoch strong. */

import { html, useRef } from '../../vendor/preact.js';
import { chartsAsSvg, svgAsPng } from '../../draw/export.js';
import { LineChart } from '../../draw/lineChart.js';
import { epochsAsCsv } from './table.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Training} from '../../state/training.js' */

/** @param {ViewProps} props */
export function Curves({ state: { training }, t, commands }) {
  const ref = useRef(null);
  const xDomain = /** @type {[number, number]} */ ([0, Math.max(1, training.ending?.early ? training.epochs.length : training.goal)]);
  const common = { live: training.state === 'running', xLabel: t('train.chart.epoch'), xDomain, formatX: (/** @type {number} */ x) => t.number(x) };
  return html`<div class="curves" ref=${ref}>
    <${LineChart} ...${common} title=${t('train.chart.loss')} series=${seriesOf(training, 'loss', 'valLoss', t)}
      yDomain=${[0, highestLoss(training)]} formatY=${(/** @type {number} */ y) => t.number(y)} />
    <${LineChart} ...${common} title=${t('train.chart.accuracy')} series=${seriesOf(training, 'accuracy', 'valAccuracy', t)}
      yDomain=${[lowestAccuracy(training), 1]} formatY=${(/** @type {number} */ y) => t.percent(y)} />
    <${LineChart} ...${common} title=${t('train.chart.learningRate')} height=${130} yDomain=${[0, highestRate(training) * 1.1]}
      series=${ratesOf(training, t)} formatY=${(/** @type {number} */ y) => t.number(y, decimals(y))} />
    ${training.state === 'running' ? null : html`<${Save} root=${ref} epochs=${training.epochs} t=${t} commands=${commands} />`}
  </div>`;
}

/** @param {{root: {current: any}, epochs: Training['epochs'], t: ViewProps['t'], commands: ViewProps['commands']}} props */
function Save({ root, epochs, t, commands }) {
  const name = t('train.save.name');
  const text = (/** @type {string} */ content) => new TextEncoder().encode(content);
  return html`<div class="save-curves"><span>${t('train.save')}</span>
    <button type="button" class="button" data-testid="save-csv" onClick=${() => commands.saveFile(`${name}.csv`, text(epochsAsCsv(epochs)), 'text/csv')}>CSV</button>
    <button type="button" class="button" data-testid="save-svg" onClick=${() => commands.saveFile(`${name}.svg`, text(chartsAsSvg(root.current).text), 'image/svg+xml')}>SVG</button>
    <button type="button" class="button" data-testid="save-png" onClick=${async () => commands.saveFile(`${name}.png`, await svgAsPng(chartsAsSvg(root.current)), 'image/png')}>PNG</button>
  </div>`;
}

/** @param {Training} training @param {ViewProps['t']} t */
function ratesOf({ steps, epochs }, t) {
  return [
    { id: 'training', label: '', faint: true, points: steps.map((step) => [step.at, step.learningRate]) },
    { id: 'training', label: t('train.chart.learningRate'), points: epochs.map((epoch, index) => [index + 1, epoch.learningRate]) },
  ];
}

/** As many as the number has; a rate is often smaller than a thousandth. @param {number} value */
function decimals(value) {
  return Math.min(6, (String(value).split('.')[1] ?? '').length);
}

/** @param {Training} training */
function highestRate({ steps, epochs }) {
  return [...steps, ...epochs].reduce((most, { learningRate }) => Math.max(most, learningRate), 1e-6);
}

/**
 * @param {Training} training
 * @param {'loss' | 'accuracy'} name
 * @param {'valLoss' | 'valAccuracy'} valName
 * @param {ViewProps['t']} t
 */
function seriesOf({ steps, epochs }, name, valName, t) {
  return [
    { id: 'training', label: '', faint: true, points: steps.map((step) => [step.at, step[name]]) },
    { id: 'training', label: t('train.chart.training'), points: epochs.map((epoch, index) => [index + 1, epoch[name]]) },
    { id: 'validation', label: t('train.chart.validation'), dashed: true, points: epochs.map((epoch, index) => [index + 1, epoch[valName]]) },
  ];
}

/** Once an epoch has passed, the axis looks closely at what the epochs reached. @param {Training} training */
function lowestAccuracy({ epochs }) {
  const lowest = Math.min(...epochs.flatMap((epoch) => [epoch.accuracy, epoch.valAccuracy]));
  return Number.isFinite(lowest) ? Math.max(0, Math.floor(lowest * 10 - 0.2) / 10) : 0;
}

/** The axis holds all epochs and nearly all batches; single batches may stick out. @param {Training} training */
function highestLoss({ steps, epochs }) {
  const losses = steps.map((step) => step.loss).filter(Number.isFinite).sort((a, b) => a - b);
  const usual = losses[Math.floor(losses.length * 0.99)] ?? 1;
  return Math.max(0.1, usual, ...epochs.flatMap((epoch) => [epoch.loss, epoch.valLoss]).filter(Number.isFinite)) * 1.05;
}
