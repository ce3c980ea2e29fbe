/**
 * Every training that has begun, with what came of it. The one whose network the
 * worker holds follows its training event by event.
 *
 * `weights` is a file that Python writes and reads (lab/training/runs.py): a new worker goes
 * on with it exactly where it was written.
 */

import { epochAtHand, NO_TRAINING } from './training.js';

/** @import {Action, State} from './reducer.js' */
/** @import {Point, Training} from './training.js' */
/** @import {Learned} from './learned.js' */
/** @import {Checkpoint, Diagnosis, Ending, ErrorRecord, EvaluateResult} from '../worker/protocol.js' */
/** @import {Restored, SplitSizes, TrainEpoch, TrainSettings, TrainStart} from '../worker/protocol.js' */

/**
 * @typedef {object} Run
 * @property {string} id
 * @property {number} number    in the order of beginning, from 1
 * @property {string} name    empty: called by its number
 * @property {boolean} starred
 * @property {number} at    when it began, in milliseconds since 1970
 * @property {TrainSettings} settings
 * @property {string[]} classes
 * @property {number} goal    epochs in all
 * @property {SplitSizes} samples
 * @property {Learned | null} [learned]    the collection as it was when it began; runs of earlier versions do not know
 * @property {string} [testing]    the request that tests its network as it is
 * @property {number} data    tells whether two runs have learned from the same pictures
 * @property {number} parameters
 * @property {TrainEpoch[]} epochs
 * @property {Point[]} [steps]    what its charts show of the batches; runs of earlier versions do not know
 * @property {Diagnosis | null} diagnosis
 * @property {Ending | null} [ending]    what early stopping did; runs of earlier versions do not know
 * @property {number} seconds    of training
 * @property {'running' | 'stopped' | 'done' | 'diverged'} state
 * @property {{accuracy: number, loss: number, n: number} | null} result    of the test, by the network as it is
 * @property {Uint8Array | null} weights    null before the first epoch ends, and where `dropped`
 * @property {boolean} dropped    its weights were given up for later ones
 * @property {{epochs: number, batch: number}} kept    where the training stood when they were written
 *
 * @typedef {'number' | 'accuracy' | 'seconds' | 'parameters'} Column
 *
 * @typedef {object} Shelf    how the runs are looked at
 * @property {boolean} opening    the network is on its way back to the worker
 * @property {string[]} compared    ids
 * @property {{by: Column, down: boolean}} sort
 */

/**
 * @typedef {{type: 'run/opening', id: string}
 *   | {type: 'run/opened', restored: Restored}
 *   | {type: 'run/lost', error: ErrorRecord}
 *   | {type: 'run/kept', run: string, checkpoint: Checkpoint}
 *   | {type: 'run/changed', id: string, change: Partial<Pick<Run, 'name' | 'starred'>>}
 *   | {type: 'run/deleted', id: string}
 *   | {type: 'run/compared', id: string, on: boolean}
 *   | {type: 'runs/sorted', by: Column}} RunsAction
 */

/** @typedef {Pick<State, 'training' | 'runs' | 'shelf' | 'bin'>} Slices */

/** @type {Shelf} */
export const NO_SHELF = { opening: false, compared: [], sort: { by: 'number', down: true } };

/** Weights of earlier runs without a star are given up beyond this: about twenty small networks. */
export const MOST_BYTES = 64 * 2 ** 20;

/** @type {ReadonlySet<string>} */
const DIVERGED = new Set(['model/diverged', 'model/exploded']);

/**
 * @param {Slices} state    after its training has heard of the action
 * @param {Action} action
 * @returns {Slices}
 */
export function runsReducer(state, action) {
  switch (action.type) {
    case 'train/told':
      return action.events.reduce(hear, state);
    case 'train/resumed':
    case 'train/stepping':
      return withCurrent(state, { ...mirrorOf(state.training), testing: undefined }); // it tests what is no more
    case 'train/stepped':
    case 'train/ended':
    case 'train/failed':
      return withCurrent(state, mirrorOf(state.training));
    case 'evaluate/started':
      return withCurrent(state, { testing: action.asked });
    case 'evaluate/done':
      return { ...state, runs: state.runs.map((run) => tested(run, action)) };
    case 'run/kept':
      return keep(state, action.run, action.checkpoint);
    case 'run/opening':
      return open(state, action.id);
    case 'run/opened': {
      const { samples, sameData } = action.restored;
      return {
        ...state,
        training: { ...state.training, samples, otherData: !sameData },
        shelf: { ...state.shelf, opening: false },
      };
    }
    case 'run/lost':
      return { ...state, training: { ...NO_TRAINING, error: action.error }, shelf: { ...state.shelf, opening: false } };
    case 'boot/retried':
    case 'project/opened':
      return open(state, state.training.run);
    case 'run/changed':
      return withRun(state, action.id, action.change);
    case 'run/deleted':
      return remove(state, action.id);
    case 'run/compared': {
      const others = state.shelf.compared.filter((id) => id !== action.id);
      return { ...state, shelf: { ...state.shelf, compared: action.on ? [...others, action.id] : others } };
    }
    case 'runs/sorted': {
      const { by, down } = state.shelf.sort;
      return { ...state, shelf: { ...state.shelf, sort: { by: action.by, down: action.by === by ? !down : true } } };
    }
    default:
      return state;
  }
}

/** The run whose network the worker holds. @param {Pick<State, 'training' | 'runs'>} state @returns {Run | null} */
export function currentRun({ training, runs }) {
  return runs.find(({ id }) => id === training.run) ?? null;
}

/**
 * Largest first, as is asked for; what is not known comes last.
 * @param {Pick<State, 'runs' | 'shelf'>} state
 * @returns {Run[]}
 */
export function sortedRuns({
  runs,
  shelf: {
    sort: { by, down },
  },
}) {
  /** @param {Run} run */
  const value = (run) => (by === 'accuracy' ? validationOf(run) : run[by]);
  return [...runs].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    return (down ? y - x : x - y) || b.number - a.number;
  });
}

/**
 * What a run reached in the validation, with the weights at hand: runs are chosen by it, for the test comes last.
 *
 * @param {Pick<Run, 'epochs' | 'ending'>} run
 * @returns {number | undefined}
 */
export function validationOf({ epochs, ending }) {
  return epochAtHand({ epochs, ending: ending ?? null })?.valAccuracy;
}

/** Bytes of all weights that are kept. @param {Run[]} runs */
export function bytesOf(runs) {
  return runs.reduce((sum, { weights }) => sum + (weights?.length ?? 0), 0);
}

/** Whether a training came to an end because its loss ran away. @param {ErrorRecord | null} error */
export function isDivergence(error) {
  return error !== null && DIVERGED.has(error.code);
}

/** @param {Slices} state @param {import('../worker/protocol.js').TrainEvent} event @returns {Slices} */
function hear(state, event) {
  if (event.type === 'start') return currentRun(state) ? state : begin(state, event);
  if (event.type === 'checkpoint') return state.training.run === null ? state : keep(state, state.training.run, event);
  // What was tested was another network.
  if (event.type === 'batch') return currentRun(state)?.result ? withCurrent(state, { result: null }) : state;
  return event.type === 'epoch' ? withCurrent(state, mirrorOf(state.training)) : state;
}

/** @param {Slices} state @param {TrainStart} start @returns {Slices} */
function begin({ training, runs, shelf, bin }, { samples, parameters, data, at }) {
  const numbers = [...runs, ...bin.flatMap((gone) => (gone.kind === 'run' ? gone.run : []))].map(
    ({ number }) => number,
  );
  const number = Math.max(0, ...numbers) + 1;
  const { settings, classes, learned } = training;
  /** @type {Run} */
  const run = {
    id: training.run ?? `run-${number}`,
    number,
    name: '',
    starred: false,
    at,
    settings: /** @type {TrainSettings} */ (settings),
    classes,
    learned,
    samples,
    data,
    parameters,
    result: null,
    weights: null,
    dropped: false,
    kept: { epochs: 0, batch: 0 },
    ...mirrorOf(training),
  };
  return { training: { ...training, run: run.id }, runs: [...runs, run], shelf, bin };
}

/**
 * What a run shares with its training.
 * @param {Training} training
 * @returns {Pick<Run, 'goal' | 'epochs' | 'steps' | 'diagnosis' | 'ending' | 'seconds' | 'state'>}
 */
function mirrorOf({ goal, epochs, steps, diagnosis, ending, state, error }) {
  return {
    goal,
    epochs,
    steps,
    diagnosis,
    ending,
    seconds: epochs.reduce((sum, epoch) => sum + epoch.seconds, 0),
    state: isDivergence(error) ? 'diverged' : state === 'idle' ? 'stopped' : state,
  };
}

/**
 * The network at hand may be another one by now.
 * @param {Run} run
 * @param {{asked: string, result: EvaluateResult}} answer
 * @returns {Run}
 */
function tested(run, { asked, result }) {
  return run.testing === asked ? { ...run, testing: undefined, result: resultOf(result) } : run;
}

/** @param {EvaluateResult} result @returns {Run['result']} */
function resultOf({ accuracy, loss, labels }) {
  return { accuracy, loss, n: labels.length };
}

/**
 * @param {Slices} state
 * @param {string} id    of the run that it is of
 * @param {Checkpoint} checkpoint
 * @returns {Slices}
 */
function keep(state, id, { weights, epochs, batch }) {
  const steps = id === state.training.run ? { steps: state.training.steps } : {};
  const kept = withRun(state, id, { weights, kept: { epochs, batch }, dropped: false, ...steps });
  return { ...kept, runs: bounded(kept.runs, state.training.run) };
}

/**
 * The earliest weights go first; those of the network at hand and of starred runs stay.
 *
 * @param {Run[]} runs
 * @param {string | null} current
 * @returns {Run[]}
 */
function bounded(runs, current) {
  const spare = runs.filter(({ id, starred, weights }) => weights && !starred && id !== current);
  let bytes = bytesOf(runs);
  /** @type {Set<string>} */
  const given = new Set();
  for (const { id, weights } of spare) {
    if (bytes <= MOST_BYTES) break;
    given.add(id);
    bytes -= weights?.length ?? 0;
  }
  if (given.size === 0) return runs;
  return runs.map((run) => (given.has(run.id) ? { ...run, weights: null, dropped: true } : run));
}

/**
 * The training is again where the run was kept; a single batch behind it may be lost.
 *
 * @param {Slices} state
 * @param {string | null} id
 * @returns {Slices}
 */
function open(state, id) {
  const run = state.runs.find((one) => one.id === id);
  if (!run?.weights) return { ...state, training: NO_TRAINING, runs: state.runs.filter(isWorthKeeping) };
  const { settings, classes, goal, samples, kept, learned = null } = run;
  const epochs = run.epochs.slice(0, kept.epochs);
  const batches = Math.ceil(samples.train / settings.batchSize);
  const end = kept.epochs + kept.batch / batches + 1e-9;
  const whole = run.state === 'done' && epochs.length === run.epochs.length;
  /** @type {Training} */
  const training = {
    ...NO_TRAINING,
    run: run.id,
    learned,
    settings,
    classes,
    goal,
    samples,
    batches,
    epochs,
    steps: (run.steps ?? []).filter(({ at }) => at <= end),
    state: whole ? 'done' : 'stopped',
    diagnosis: run.diagnosis,
    ending: whole ? (run.ending ?? null) : null,
  };
  const opened = { ...state, training, shelf: { ...state.shelf, opening: true } };
  return run.state === 'diverged' ? opened : withCurrent(opened, mirrorOf(training));
}

/** @param {Run} run */
function isWorthKeeping({ weights, epochs }) {
  return weights !== null || epochs.length > 0;
}

/** @param {Slices} state @param {string} id @returns {Slices} */
function remove(state, id) {
  const shelf = { ...state.shelf, compared: state.shelf.compared.filter((one) => one !== id) };
  return { ...state, runs: state.runs.filter((run) => run.id !== id), shelf };
}

/** @param {Slices} state @param {Partial<Run>} change @returns {Slices} */
function withCurrent(state, change) {
  return state.training.run === null ? state : withRun(state, state.training.run, change);
}

/** @param {Slices} state @param {string} id @param {Partial<Run>} change @returns {Slices} */
function withRun(state, id, change) {
  return { ...state, runs: state.runs.map((run) => (run.id === id ? { ...run, ...change } : run)) };
}
