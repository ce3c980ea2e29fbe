/** The data of a training's charts, and their axes. */

/** @import {ViewProps} from '../view.js' */
/** @import {Series} from '../../draw/lineChart.js' */
/** @import {Training} from '../../state/training.js' */

/** @typedef {ViewProps['t']} Translate */

/**
 * The learning rate of each batch that is still known, and of each epoch.
 *
 * @param {Pick<Training, 'steps' | 'epochs'>} training
 * @param {Translate} t
 * @returns {Series[]}
 */
export function ratesOf({ steps, epochs }, t) {
  return [
    { id: 'training', label: '', faint: true, points: steps.map((step) => [step.at, step.learningRate]) },
    {
      id: 'training',
      label: t('train.chart.learningRate'),
      points: epochs.map((epoch, index) => [index + 1, epoch.learningRate]),
    },
  ];
}

/** After a reload only the epochs may be left. @param {Pick<Training, 'steps' | 'epochs'>} training */
export function highestRate({ steps, epochs }) {
  return [...steps, ...epochs].reduce((most, { learningRate }) => Math.max(most, learningRate), 1e-9);
}

/**
 * @param {Pick<Training, 'steps' | 'epochs'>} training
 * @param {'loss' | 'accuracy'} name
 * @param {'valLoss' | 'valAccuracy'} valName
 * @param {Translate} t
 * @returns {Series[]}
 */
export function linesOf({ steps, epochs }, name, valName, t) {
  return [
    { id: 'training', label: '', faint: true, points: steps.map((step) => [step.at, step[name]]) },
    {
      id: 'training',
      label: t('train.chart.training'),
      points: epochs.map((epoch, index) => [index + 1, epoch[name]]),
    },
    {
      id: 'validation',
      label: t('train.chart.validation'),
      dashed: true,
      points: epochs.map((epoch, index) => [index + 1, epoch[valName]]),
    },
  ];
}

/**
 * After the first epoch, the axis covers the range of the epochs.
 * @param {Pick<Training, 'epochs'>} training
 */
export function lowestAccuracy({ epochs }) {
  const lowest = Math.min(...epochs.flatMap((epoch) => [epoch.accuracy, epoch.valAccuracy]));
  return Number.isFinite(lowest) ? Math.max(0, Math.floor(lowest * 10 - 0.2) / 10) : 0;
}

/**
 * The axis covers all epochs and nearly all batches; single batches may exceed it.
 * @param {Pick<Training, 'steps' | 'epochs'>} training
 */
export function highestLoss({ steps, epochs }) {
  const losses = steps
    .map((step) => step.loss)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const usual = losses[Math.floor(losses.length * 0.99)] ?? 1;
  return Math.max(0.1, usual, ...epochs.flatMap((epoch) => [epoch.loss, epoch.valLoss]).filter(Number.isFinite)) * 1.05;
}
