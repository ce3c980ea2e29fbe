/**
 * All trainings and their results. The run whose network the worker holds is updated with each event of its training.
 *
 * `weights` is a file written by Python (lab/training/runs.py), with which another worker can continue exactly.
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
 * @property {number} number    in order, from 1
 * @property {string} name    if empty, its number is shown
 * @property {boolean} starred
 * @property {number} at    start time, in milliseconds since 1970
 * @property {TrainSettings} settings
 * @property {string[]} classes
 * @property {number} goal    epochs in all
 * @property {SplitSizes} samples
 * @property {Learned | null} [learned]    the collection when it began; missing in earlier versions
 * @property {string} [testing]    the pending evaluation of its current network
 * @property {number} data    checksum of the training pictures
 * @property {number} parameters
 * @property {TrainEpoch[]} epochs
 * @property {Point[]} [steps]    the batches in its charts; missing in earlier versions
 * @property {Diagnosis | null} diagnosis
 * @property {Ending | null} [ending]    effect of early stopping; missing in earlier versions
 * @property {number} seconds    of training
 * @property {'running' | 'stopped' | 'done' | 'diverged'} state
 * @property {{accuracy: number, loss: number, n: number} | null} result    test result of its current network
 * @property {Uint8Array | null} weights    null before the first epoch ends, and if `dropped`
 * @property {boolean} dropped    its weights were deleted to save space
 * @property {{epochs: number, batch: number}} kept    progress of the training when they were written
 *
 * @typedef {'number' | 'accuracy' | 'seconds' | 'parameters'} Column
 *
 * @typedef {object} Shelf    display options of the list of runs
 * @property {boolean} opening    the network is being restored in the worker
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

/** @typedef {Pick<State, 'training' | 'runs' | 'shelf' | 'deletions'>} Slices */

/** @type {Shelf} */
export const NO_SHELF = { opening: false, compared: [], sort: { by: 'number', down: true } };

/** Limit beyond which weights of earlier runs without a star are deleted: about twenty small networks. */
export const MOST_BYTES = 64 * 2 ** 20;

/** @type {ReadonlySet<string>} */
const DIVERGED = new Set(['model/diverged', 'model/exploded']);

/**
 * @param {Slices} state    after the training slice was updated
 * @param {Action} action
 * @returns {Slices}
 */
export function runsReducer(state, action) {
  switch (action.type) {
    case 'train/told':
      return action.events.reduce(hear, state);
    case 'train/resumed':
    case 'train/stepping':
      return withCurrent(state, { ...mirrorOf(state.training), testing: undefined }); // that network is gone
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
      return open(state, currentOrLatest(state));
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
 * Sorted as chosen; unknown values come last.
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
 * The validation accuracy of a run's current weights, by which runs are compared; the test set is for the end.
 *
 * @param {Pick<Run, 'epochs' | 'ending'>} run
 * @returns {number | undefined}
 */
export function validationOf({ epochs, ending }) {
  return epochAtHand({ epochs, ending: ending ?? null })?.valAccuracy;
}

/** Bytes of all stored weights. @param {Run[]} runs */
export function bytesOf(runs) {
  return runs.reduce((sum, { weights }) => sum + (weights?.length ?? 0), 0);
}

/** Whether a training ended because it diverged. @param {ErrorRecord | null} error */
export function isDivergence(error) {
  return error !== null && DIVERGED.has(error.code);
}

/** @param {Slices} state @param {import('../worker/protocol.js').TrainEvent} event @returns {Slices} */
function hear(state, event) {
  if (event.type === 'start') return currentRun(state) ? state : begin(state, event);
  if (event.type === 'checkpoint') return state.training.run === null ? state : keep(state, state.training.run, event);
  // The evaluated network was another one.
  if (event.type === 'batch') return currentRun(state)?.result ? withCurrent(state, { result: null }) : state;
  return event.type === 'epoch' ? withCurrent(state, mirrorOf(state.training)) : state;
}

/** @param {Slices} state @param {TrainStart} start @returns {Slices} */
function begin({ training, runs, shelf, deletions }, { samples, parameters, data, at }) {
  const numbers = [...runs, ...deletions.flatMap((one) => (one.kind === 'run' ? one.run : []))].map(
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
  return { training: { ...training, run: run.id }, runs: [...runs, run], shelf, deletions };
}

/**
 * The fields that a run copies from its training.
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
 * The current network may be another one by now.
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
 * Deletes the earliest weights first, except those of the current network and of starred runs.
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
 * Resets the training to when the run was saved.
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

/**
 * The current training, or the latest other one if it has been deleted: a page with trainings has a network.
 * @param {Slices} state
 */
function currentOrLatest({ training, runs }) {
  const { run: current } = training;
  if (current === null || runs.some(({ id }) => id === current)) return current;
  const others = runs.filter(({ weights }) => weights).sort((one, other) => other.number - one.number);
  return others[0]?.id ?? null;
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
