/**
 * The guided path: stations from the empty sheet to the better network. A station is
 * reached by doing, not by clicking: each knows from the state whether it has been done.
 */

import { picturesOf } from './collection.js';

/** @import {Action, State} from './reducer.js' */

/**
 * @typedef {object} Path
 * @property {boolean} open    the way on is shown on every step
 * @property {string[]} done    ids of stations, in the order in which they were reached
 * @property {Record<string, string>} answers    to the questions of stations; `ID.guess`: what was guessed before
 * @property {string} name    of the pupil, for the certificate; only on this device
 * @property {boolean} confused    the latest training learned from exchanged labels
 */

/**
 * @typedef {{type: 'path/opened', open: boolean}
 *   | {type: 'path/answered', station: string, text: string}
 *   | {type: 'path/named', name: string}} PathAction
 */

/** @type {Path} */
export const NO_PATH = { open: false, done: [], answers: {}, name: '', confused: false };

/** Sheets that give a network enough to learn from. */
export const MORE_SHEETS = 4;
const FIRST_PICTURES = 100;

/**
 * @typedef {object} Station
 * @property {string} id    names its texts
 * @property {State['step']} step    where it is done
 * @property {string} [place]    in that step
 * @property {boolean} [asks]    it has a question to be answered in words
 * @property {(state: State) => boolean} reached
 */

/** @type {Station[]} */
export const STATIONS = [
  { id: 'paper', step: 'collect', reached: ({ sheets }) => sheets.reduce((sum, { result }) => sum + (result?.cells.length ?? 0), 0) >= FIRST_PICTURES },
  { id: 'check', step: 'check', reached: ({ checked, sheets }) => Object.keys(checked).length > 0 && sheets.length > 0 },
  { id: 'guess', step: 'learn', place: 'path', asks: true, reached: ({ path }) => filled(path.answers.guess) },
  { id: 'first', step: 'train', reached: ({ training }) => training.state === 'done' && training.epochs.length > 0 },
  { id: 'mistakes', step: 'evaluate', asks: true, reached: ({ evaluation, path }) => evaluation.state === 'done' && filled(path.answers.mistakes) },
  { id: 'draw', step: 'try', reached: ({ reading, training }) => training.epochs.length > 0 && !!reading.result?.glyph && reading.epochs !== null },
  { id: 'more', step: 'collect', reached: ({ sheets }) => sheets.filter(({ result }) => result?.page).length >= MORE_SHEETS },
  { id: 'strangers', step: 'evaluate', asks: true, reached: ({ insight, path }) => insight.writers.state === 'done' && filled(path.answers.strangers) },
  { id: 'swap', step: 'train', asks: true, reached: ({ path, evaluation }) => path.confused && evaluation.state === 'done' && filled(path.answers.swap) },
  { id: 'order', step: 'train', asks: true, reached: (state) => compareOrders(state).sorted !== null && filled(state.path.answers.order) },
  { id: 'plane', step: 'learn', place: 'playground', reached: ({ playground }) => playground.solved.length >= 2 },
  { id: 'convolution', step: 'train', asks: true, reached: (state) => state.training.state === 'done' && convolves(state) && filled(state.path.answers.convolution) },
];

/** @param {string | undefined} answer */
function filled(answer) {
  return (answer ?? '').trim().length > 0;
}

/**
 * What the first and the last epoch reached on unknown pictures: the latest training without shuffling,
 * and the latest one of the same network with it.
 *
 * @param {Pick<State, 'runs'>} state
 */
export function compareOrders({ runs }) {
  const begun = runs.filter(({ epochs }) => epochs.length > 0);
  const sorted = begun.filter(({ settings }) => settings.shuffle === false).at(-1);
  const mixed = begun.filter(({ settings }) => settings.shuffle !== false && settings.preset === sorted?.settings.preset).at(-1);
  return { sorted: endsOf(sorted), mixed: endsOf(mixed) };
}

/** @param {State['runs'][0] | undefined} run */
function endsOf(run) {
  return run ? { first: run.epochs[0].valAccuracy, last: run.epochs[run.epochs.length - 1].valAccuracy } : null;
}

/** Whether the network that was trained is a convolutional one. @param {State} state */
function convolves({ presets, training: { settings } }) {
  if (settings?.layers) return settings.layers.some((layer) => layer.class_name === 'Conv2D');
  const layers = presets.find(({ key }) => key === settings?.preset)?.layers ?? [];
  return layers.some(({ kind }) => kind === 'Conv2D');
}

/**
 * @param {Path} path
 * @param {Action} action
 * @param {State} state    before the action
 * @returns {Path}
 */
export function walk(path, action, state) {
  switch (action.type) {
    case 'path/opened':
      return { ...path, open: action.open };
    case 'path/answered':
      return { ...path, answers: { ...path.answers, [action.station]: action.text } };
    case 'path/named':
      return { ...path, name: action.name };
    case 'train/started':
      return { ...path, confused: isSwapped(state) };
    default:
      return path;
  }
}

/** The two classes whose labels are to be exchanged for once: the codelab's five and six, or the last two. @param {string[]} classes */
export function pairOf(classes) {
  return classes.length > 6 ? classes.slice(5, 7) : classes.slice(-2);
}

/** Whether most pictures of the one class count for the other one now. @param {State} state */
export function isSwapped({ sheets, editing, classes }) {
  const [one, other] = pairOf(classes);
  const pictures = sheets.flatMap((sheet) => picturesOf(sheet, editing.now)).filter(({ written, label }) => written === one && label !== null);
  return pictures.filter(({ label }) => label === other).length > pictures.length / 2;
}

/**
 * Notes what has been reached; what was reached once stays so.
 *
 * @param {State} state
 * @returns {State}
 */
export function follow(state) {
  const fresh = STATIONS.filter(({ id, reached }) => !state.path.done.includes(id) && reached(state)).map(({ id }) => id);
  return fresh.length > 0 ? { ...state, path: { ...state.path, done: [...state.path.done, ...fresh] } } : state;
}
