/**
 * The guided path: stations from the empty sheet to the improved network. A station is completed by doing its task:
 * each checks the state. One table lists all of them; lessons of 45, 90 or 180 minutes and their plans are derived from
 * it.
 */

import { isOwn, picturesOf } from './collection.js';

/** @import {Action, State} from './reducer.js' */

/**
 * @typedef {object} Path
 * @property {boolean} open    whether the path is shown in every step
 * @property {string[]} done    ids of completed stations, in order
 * @property {Record<string, string>} answers    to the questions of stations; `ID.guess`: the guess before
 * @property {string} name    of the pupil, for the certificate; stored on this device only
 * @property {boolean} confused    the latest training used swapped labels
 * @property {boolean} hurried    the latest training was started by the quick start
 * @property {string} evaluated    the run whose evaluation was opened last
 * @property {number} form    length of the lesson in minutes, one of FORMS
 * @property {number | null} started    when the lesson began, by the clock of this device
 */

/**
 * @typedef {{type: 'path/opened', open: boolean}
 *   | {type: 'path/answered', station: string, text: string}
 *   | {type: 'path/named', name: string}
 *   | {type: 'path/started', at: number | null}} PathAction
 */

/** @type {Path} */
export const NO_PATH = {
  open: false,
  done: [],
  answers: {},
  name: '',
  confused: false,
  hurried: false,
  evaluated: '',
  form: 90,
  started: null,
};

/** The available lessons, by length in minutes. */
export const FORMS = [45, 90, 180];

/** Number of sheets that are enough for a training. */
export const MORE_SHEETS = 4;
const FIRST_PICTURES = 100;

/**
 * @typedef {object} Station
 * @property {string} id    key of its texts
 * @property {State['step']} step    the step where it is done
 * @property {string[]} [places]    in that step, each with its own button
 * @property {State['step']} [then]    the step where it continues
 * @property {'seen' | 'solved'} [cards]    if its places are cards: what has to be done with each
 * @property {number} minutes    that a class needs
 * @property {number[]} core    the lessons that it belongs to
 * @property {number[]} [extra]    the lessons in which it is optional, for fast pupils
 * @property {boolean} [asks]    it has a question with a free-text answer
 * @property {(state: State) => boolean} reached
 */

/** @type {Station[]} */
export const STATIONS = [
  {
    id: 'paper',
    step: 'collect',
    minutes: 10,
    core: [45, 90, 180],
    reached: ({ sheets }) =>
      sheets.filter(isOwn).reduce((sum, { result }) => sum + (result?.cells.length ?? 0), 0) >= FIRST_PICTURES,
  },
  {
    id: 'check',
    step: 'check',
    minutes: 5,
    core: [45, 90, 180],
    reached: ({ step, checked, sheets }) => step !== 'check' && Object.keys(checked).length > 0 && sheets.length > 0,
  },
  {
    id: 'numbers',
    step: 'learn',
    places: ['numbers', 'neuron'],
    cards: 'solved',
    minutes: 6,
    core: [90, 180],
    extra: [45],
    reached: allPlaces('numbers'),
  },
  {
    id: 'guess',
    step: 'learn',
    places: [],
    asks: true,
    minutes: 3,
    core: [45, 90, 180],
    reached: ({ path }) => filled(path.answers.guess),
  },
  {
    id: 'first',
    step: 'train',
    minutes: 8,
    core: [45, 90, 180],
    reached: ({ training, path }) => training.state === 'done' && training.epochs.length > 0 && !path.hurried,
  },
  {
    id: 'mistakes',
    step: 'evaluate',
    asks: true,
    minutes: 7,
    core: [45, 90, 180],
    reached: (state) => isEvaluated(state) && filled(state.path.answers.mistakes),
  },
  {
    id: 'draw',
    step: 'try',
    minutes: 5,
    core: [45, 90, 180],
    reached: ({ step, reading, training }) =>
      step === 'try' && training.epochs.length > 0 && !!reading.result?.glyph && reading.epochs !== null,
  },
  {
    id: 'hand',
    step: 'learn',
    places: ['neuron', 'byhand'],
    asks: true,
    minutes: 10,
    core: [90, 180],
    reached: ({ path }) => filled(path.answers.hand),
  },
  { id: 'more', step: 'collect', then: 'train', minutes: 9, core: [90, 180], extra: [45], reached: hasLearnedMore },
  {
    id: 'strangers',
    step: 'evaluate',
    asks: true,
    minutes: 10,
    core: [90, 180],
    extra: [45],
    reached: ({ insight, path }) => insight.writers.state === 'done' && filled(path.answers.strangers),
  },
  {
    id: 'swap',
    step: 'train',
    asks: true,
    minutes: 9,
    core: [90, 180],
    reached: (state) => state.path.confused && isEvaluated(state) && filled(state.path.answers.swap),
  },
  {
    id: 'order',
    step: 'train',
    asks: true,
    minutes: 12,
    core: [180],
    extra: [90],
    reached: (state) => compareOrders(state).sorted !== null && filled(state.path.answers.order),
  },
  {
    id: 'descent',
    step: 'learn',
    places: ['descent', 'chain'],
    cards: 'seen',
    minutes: 20,
    core: [180],
    reached: allPlaces('descent'),
  },
  {
    id: 'plane',
    step: 'learn',
    places: ['playground'],
    minutes: 20,
    core: [180],
    extra: [90],
    reached: ({ playground }) => playground.solved.length >= 2,
  },
  {
    id: 'fitting',
    step: 'learn',
    places: ['fitting', 'early'],
    cards: 'seen',
    minutes: 12,
    core: [180],
    reached: (state) => allPlaces('fitting')(state) && state.step === 'train' && state.training.epochs.length > 0,
  },
  {
    id: 'convolution',
    step: 'train',
    asks: true,
    minutes: 25,
    core: [180],
    extra: [90],
    reached: (state) => state.training.state === 'done' && convolves(state) && filled(state.path.answers.convolution),
  },
  {
    id: 'machine',
    step: 'try',
    asks: true,
    minutes: 15,
    core: [],
    extra: [45, 90, 180],
    reached: (state) => hasReadLine(state) && filled(state.path.answers.machine),
  },
  {
    id: 'review',
    step: 'learn',
    places: [],
    asks: true,
    minutes: 5,
    core: [45, 90, 180],
    reached: ({ path }) => filled(path.answers.review),
  },
];

/**
 * The completed cards of a station.
 * @param {Pick<Station, 'places' | 'cards'>} station
 * @param {Pick<State, 'lesson'>} state
 */
export function placesDone({ places = [], cards }, { lesson }) {
  return cards ? places.filter((place) => lesson[cards].includes(place)) : [];
}

/** Whether all cards of a station are completed. @param {string} id @returns {(state: State) => boolean} */
function allPlaces(id) {
  return (state) => {
    const station = /** @type {Station} */ (STATIONS.find((one) => one.id === id));
    return placesDone(station, state).length === station.places?.length;
  };
}

/** Whether the evaluation of the current network was opened. @param {State} state */
export function isEvaluated({ evaluation, training, path }) {
  return evaluation.state === 'done' && training.run !== null && path.evaluated === training.run;
}

/** Whether a trained network has read a line of several symbols. @param {State} state */
function hasReadLine({ line: { reading, meaning } }) {
  return reading !== null && reading.epochs !== null && (meaning?.names.length ?? 0) > 2;
}

/** Whether there was another training with enough sheets. @param {State} state */
function hasLearnedMore({ sheets, runs, training }) {
  if (training.state !== 'done') return false;
  const pages = new Set(sheets.filter(({ result }) => result?.page).map(({ id }) => id));
  const learned = (training.learned?.sources ?? []).filter(({ id }) => pages.has(id)).length;
  return learned >= MORE_SHEETS && runs.filter(({ epochs }) => epochs.length > 0).length > 1;
}

/**
 * The stations of a lesson, in their order.
 *
 * @param {number} form    its minutes
 * @returns {(Station & {number: number | null, isExtra: boolean, from: number | null})[]} number: null for those who
 *     are ahead, as is from: the minute at which the class begins it; null: for those who are ahead
 */
export function stationsOf(form) {
  let [clock, count] = [0, 0];
  return STATIONS.filter(({ core, extra = [] }) => core.includes(form) || extra.includes(form)).map((station) => {
    const isExtra = !station.core.includes(form);
    const from = isExtra ? null : clock;
    if (!isExtra) [clock, count] = [clock + station.minutes, count + 1];
    return { ...station, number: isExtra ? null : count, isExtra, from };
  });
}

/** Minutes for these stations, without optional ones. @param {{minutes: number, isExtra: boolean}[]} stations */
export function minutesOf(stations) {
  return stations.filter(({ isExtra }) => !isExtra).reduce((sum, { minutes }) => sum + minutes, 0);
}

/**
 * Where a class should be.
 *
 * @param {{from: number | null}[]} stations    of its lesson
 * @param {number} minute    since it began
 */
export function stationAt(stations, minute) {
  return Math.max(...stations.map(({ from }, index) => (from !== null && from <= minute ? index : 0)));
}

/** @param {string | undefined} answer */
function filled(answer) {
  return (answer ?? '').trim().length > 0;
}

/**
 * Validation accuracy in the first and the last epoch: of the latest training without shuffling, and of the latest one
 * of the same network with it.
 *
 * @param {Pick<State, 'runs'>} state
 */
export function compareOrders({ runs }) {
  const begun = runs.filter(({ epochs }) => epochs.length > 0);
  const sorted = begun.filter(({ settings }) => settings.shuffle === false).at(-1);
  const mixed = begun
    .filter(({ settings }) => settings.shuffle !== false && settings.preset === sorted?.settings.preset)
    .at(-1);
  return { sorted: endsOf(sorted), mixed: endsOf(mixed) };
}

/** @param {State['runs'][0] | undefined} run */
function endsOf(run) {
  return run ? { first: run.epochs[0].valAccuracy, last: run.epochs[run.epochs.length - 1].valAccuracy } : null;
}

/** Whether the trained network is convolutional. @param {State} state */
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
export function pathReducer(path, action, state) {
  switch (action.type) {
    case 'path/opened':
      return { ...path, open: action.open };
    case 'path/answered':
      return { ...path, answers: { ...path.answers, [action.station]: action.text } };
    case 'path/named':
      return { ...path, name: action.name };
    case 'step/opened':
      if (action.step === 'evaluate' && state.evaluation.state === 'done')
        return { ...path, evaluated: state.training.run ?? '' };
      return action.place === 'path' && FORMS.includes(action.form ?? 0)
        ? { ...path, form: action.form ?? path.form }
        : path;
    case 'evaluate/done':
      return state.step === 'evaluate' && state.evaluation.asked === action.asked
        ? { ...path, evaluated: state.training.run ?? '' }
        : path;
    case 'path/started':
      return { ...path, started: action.at };
    case 'train/started':
      return { ...path, confused: isSwapped(state), hurried: state.quick.going };
    default:
      return path;
  }
}

/**
 * The two classes whose labels are to be swapped: the codelab's five and six, or the last two.
 * @param {string[]} classes
 */
export function pairOf(classes) {
  return classes.length > 6 ? classes.slice(5, 7) : classes.slice(-2);
}

/** Whether most pictures of one class now count for the other. @param {State} state */
export function isSwapped({ sheets, editing, classes }) {
  const [one, other] = pairOf(classes);
  const pictures = sheets
    .flatMap((sheet) => picturesOf(sheet, editing.now))
    .filter(({ written, label }) => written === one && label !== null);
  return pictures.filter(({ label }) => label === other).length > pictures.length / 2;
}

/**
 * Records completed stations, which stay completed.
 *
 * @param {State} state
 * @returns {State}
 */
export function withNextStation(state) {
  const fresh = STATIONS.filter(({ id, reached }) => !state.path.done.includes(id) && reached(state)).map(
    ({ id }) => id,
  );
  return fresh.length > 0 ? { ...state, path: { ...state.path, done: [...state.path.done, ...fresh] } } : state;
}
