/** The training whose network the worker holds: its progress and curves. */

import { DIGITS } from './collection.js';

/** @import {Action} from './reducer.js' */
/** @import {Learned} from './learned.js' */
/** @import {Diagnosis, Ending, ErrorRecord, Pace, SplitSizes, TrainEpoch} from '../worker/protocol.js' */
/** @import {TrainEvent, TrainResult, TrainSettings, TrainStart, TrainStep} from '../worker/protocol.js' */

/**
 * @typedef {{at: number, loss: number, accuracy: number, learningRate: number}} Point    `at` counts epochs: 1.5 is
 *     half-way through the second
 *
 * @typedef {object} Training
 * @property {'idle' | 'running' | 'stopped' | 'done'} state
 * @property {boolean} stopping    stop was requested and has not taken effect yet
 * @property {boolean} unheard    no event was received since it was requested, or since a cell started
 * @property {string | null} run    its run, once it has begun; identifies the network in requests
 * @property {Learned | null} learned    the collection when it began
 * @property {TrainSettings | null} settings    of the current network
 * @property {string[]} classes    one for each of its outputs
 * @property {number} goal    epochs in all when it ends
 * @property {SplitSizes | null} samples
 * @property {boolean} otherData    the network was trained on other pictures
 * @property {number} batches    per epoch
 * @property {Point[]} steps    one per batch; means of adjacent ones in long trainings
 * @property {TrainEpoch[]} epochs
 * @property {Pace | null} pace    as last reported
 * @property {Diagnosis | null} diagnosis    of its latest epoch
 * @property {Ending | null} ending    effect of early stopping, if any
 * @property {TrainStep | null} step    the latest single step
 * @property {ErrorRecord | null} error
 */

/**
 * @typedef {{type: 'train/started', run: string, settings: TrainSettings, learned: Learned}
 *   | {type: 'train/reset', run: string, settings: TrainSettings, learned: Learned, start: TrainStart}
 *   | {type: 'train/resumed', epochs: number}
 *   | {type: 'train/told', events: TrainEvent[]}
 *   | {type: 'train/stepping'}
 *   | {type: 'train/stepped', step: TrainStep}
 *   | {type: 'train/stopping'}
 *   | {type: 'train/ended', result: TrainResult}
 *   | {type: 'train/failed', error: ErrorRecord}} TrainingAction
 */

/** @type {Training} */
export const NO_TRAINING = {
  state: 'idle',
  stopping: false,
  unheard: false,
  run: null,
  learned: null,
  settings: null,
  classes: DIGITS,
  goal: 0,
  samples: null,
  otherData: false,
  batches: 0,
  steps: [],
  epochs: [],
  pace: null,
  diagnosis: null,
  ending: null,
  step: null,
  error: null,
};

/** They are stored with the run, also in project files. */
export const MOST_STEPS = 500;

/**
 * @param {Training} training
 * @param {Action} action
 * @returns {Training}
 */
export function trainingReducer(training, action) {
  switch (action.type) {
    case 'train/started':
      return { ...begun(action), state: 'running', unheard: true };
    case 'train/reset':
      return hear(begun(action), action.start);
    case 'train/resumed':
      return {
        ...withoutAccident(training),
        state: 'running',
        stopping: false,
        unheard: true,
        pace: null,
        ending: null,
        goal: training.epochs.length + action.epochs,
      };
    case 'train/told':
      return { ...action.events.reduce(hear, appendSteps(training, action.events)), unheard: false };
    case 'cell/lasts':
      return training.unheard ? training : { ...training, unheard: true };
    case 'train/stepping':
      return { ...withoutAccident(training), ending: null, goal: Math.max(training.goal, training.epochs.length + 1) };
    case 'train/stepped':
      return { ...training, state: isDone(training) ? 'done' : 'stopped', step: action.step };
    case 'train/stopping':
      return { ...training, stopping: true };
    case 'train/ended':
      return { ...training, state: action.result.state, stopping: false };
    case 'train/failed':
      return failed(training, action.error);
    default:
      return training;
  }
}

/**
 * Its classes are those of the request: others may have been added meanwhile.
 * @param {{run: string, settings: TrainSettings, learned: Learned}} action
 * @returns {Training}
 */
function begun({ run, settings, learned }) {
  return { ...NO_TRAINING, run, settings, learned, classes: learned.classes, goal: settings.epochs };
}

/** Whether two settings are equal, regardless of key order. @param {any} one @param {any} other @returns {boolean} */
export function isSameSettings(one, other) {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** @param {any} value @returns {any} */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/** @param {{epochs: TrainEpoch[], goal: number}} training */
export function isDone({ epochs, goal }) {
  return epochs.length >= goal;
}

/**
 * The epoch of the current weights: the best one if early stopping restored it.
 *
 * @param {Pick<Training, 'epochs' | 'ending'>} training
 */
export function epochAtHand({ epochs, ending }) {
  return ending?.restored ? epochs[ending.bestEpoch - 1] : epochs.at(-1);
}

/**
 * Whether at least one step was made.
 *
 * @param {Training} training
 */
export function hasBegun({ steps, epochs }) {
  return steps.length > 0 || epochs.length > 0;
}

/**
 * Removes events after the last good weights, which will be repeated.
 *
 * @param {Training} training
 * @returns {Training}
 */
function withoutAccident(training) {
  if (!training.error) return training;
  return { ...training, error: null, steps: training.steps.filter(({ at }) => at <= training.epochs.length) };
}

/**
 * A training that never began leaves the worker without its network.
 *
 * @param {Training} training
 * @param {ErrorRecord} error
 * @returns {Training}
 */
function failed(training, error) {
  if (!training.samples) return { ...NO_TRAINING, error };
  return { ...training, state: training.epochs.length > 0 ? 'stopped' : 'idle', stopping: false, error };
}

/**
 * Adds all batches of a message at once, to copy the curve only once.
 *
 * @param {Training} training
 * @param {TrainEvent[]} events
 * @returns {Training}
 */
function appendSteps(training, events) {
  let batches = training.batches;
  /** @type {Point[]} */
  const steps = [];
  for (const event of events) {
    if (event.type === 'start') batches = event.batches;
    if (event.type !== 'batch') continue;
    const { loss, accuracy, learningRate } = event;
    steps.push({ at: event.epoch + (event.batch + 1) / batches, loss, accuracy, learningRate });
  }
  return steps.length > 0 ? { ...training, steps: bounded([...training.steps, ...steps]) } : training;
}

/**
 * Beyond this number of points, adjacent ones are averaged over equal intervals, which preserves the curve's shape.
 *
 * @param {Point[]} steps
 * @returns {Point[]}
 */
function bounded(steps) {
  if (steps.length <= MOST_STEPS) return steps;
  const stretch = (2 * steps[steps.length - 1].at) / MOST_STEPS;
  /** @type {Map<number, Point[]>} */
  const near = new Map();
  for (const step of steps) {
    const place = Math.ceil(step.at / stretch - 1e-9);
    const others = near.get(place);
    if (others) others.push(step);
    else near.set(place, [step]);
  }
  return [...near.values()].map(meanOf);
}

/** @param {Point[]} steps @returns {Point} */
function meanOf(steps) {
  const mean = (/** @type {'loss' | 'accuracy' | 'learningRate'} */ name) =>
    steps.reduce((sum, step) => sum + step[name], 0) / steps.length;
  return {
    at: steps[steps.length - 1].at,
    loss: mean('loss'),
    accuracy: mean('accuracy'),
    learningRate: mean('learningRate'),
  };
}

/**
 * @param {Training} training
 * @param {TrainEvent} event
 * @returns {Training}
 */
function hear(training, event) {
  if (event.type === 'start') return { ...training, samples: event.samples, batches: event.batches };
  if (event.type === 'epoch') return { ...training, epochs: [...training.epochs, event] };
  if (event.type === 'diagnosis') return { ...training, diagnosis: event };
  if (event.type === 'ending') return { ...training, ending: event };
  if (event.type === 'pace') return { ...training, pace: event };
  return training;
}
