/** The commands of a training: start, stop, continue, single steps; and restoring earlier ones. */

import { asRecord } from './errors.js';
import { factsOf } from '../state/facts.js';
import { freshId } from '../state/ids.js';
import { createInbox } from './inbox.js';
import { learnedFrom } from '../state/learned.js';
import { currentRun } from '../state/runs.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */
/** @import {Column, Run} from '../state/runs.js' */
/** @import {Learned} from '../state/learned.js' */
/** @import {Arrived, TrainEvent, TrainSettings} from '../worker/protocol.js' */

/** Shortest interval between updates by a training, so that drawing curves leaves time for the pen. */
const FLUSH_MS = 100;

/** Factor of the learning rate for a retry after divergence. */
const SLOWER = 10;

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Client} dependencies.client
 * @param {import('./collectionSync.js').CollectionSync} dependencies.sync
 * @param {import('../worker/pool.js').Pool} dependencies.pool
 * @param {() => Promise<void>} dependencies.readAgain    updates predictions with the current network
 * @param {() => Promise<void>} dependencies.evaluate
 */
export function createTraining({ store: { getState, dispatch }, client, sync, pool, readAgain, evaluate }) {
  /**
   * Cancels the current task: there is one at a time, since all use the network.
   * @type {AbortController | null}
   */
  let working = null;
  /**
   * A network that arrived during another request: the worker has it if that request fails.
   * @type {[Arrived & {run: string}, Learned] | null}
   */
  let missed = null;

  /**
   * @param {'train.start' | 'train.resume' | 'train.step'} method
   * @param {object} params
   * @param {(result: any) => void} finish
   */
  async function run(method, params, finish) {
    const mine = new AbortController();
    working = mine;
    const inbox = createInbox((/** @type {TrainEvent[]} */ events) => {
      if (working !== mine) return;
      dispatch({ type: 'train/told', events });
      if (events.some((event) => event.type === 'epoch')) void readAgain();
    }, FLUSH_MS);
    /** @param {TrainEvent} event */
    function hear(event) {
      if (event.type === 'start') missed = null;
      if (event.type === 'start' && event.forHelpers && method !== 'train.step') pool.beginTraining();
      inbox.put(event);
    }
    try {
      const result = await client.request(method, params, {
        onEvent: hear,
        signal: mine.signal,
        terminateIfIgnored: true,
      });
      inbox.flush();
      if (working === mine) end(() => finish(result));
    } catch (error) {
      inbox.flush();
      if (working !== mine) return; // there is another worker meanwhile
      end(() => fail(error));
      await (missed ? takeMissed() : keep());
    }
  }

  /** @param {() => void} tell */
  function end(tell) {
    working = null;
    pool.endTraining();
    tell();
    void readAgain();
  }

  /** If the worker was lost, the training is reset to where it was saved. @param {any} error */
  function fail(error) {
    const { boot, training } = getState();
    if (boot.state === 'ready') dispatch({ type: 'train/failed', error: asRecord(error) });
    else dispatch({ type: 'train/ended', result: { state: 'stopped', epochs: training.epochs.length } });
  }

  /** Requests the state of a training that failed. */
  async function keep() {
    const { run } = getState().training;
    if (getState().boot.state !== 'ready' || run === null || !currentRun(getState())) return;
    try {
      dispatch({ type: 'run/kept', run, checkpoint: await client.request('runs.save', { run }) });
    } catch (error) {
      if (getState().boot.state === 'ready' && getState().training.run === run)
        dispatch({ type: 'train/failed', error: asRecord(error) });
    }
  }

  /**
   * Replaces the worker's network, exclusively.
   *
   * @template T
   * @param {() => Promise<T>} put
   * @returns {Promise<T>}
   */
  async function alone(put) {
    if (working || getState().shelf.opening) throw { code: 'request/busy', params: {} };
    const mine = new AbortController();
    working = mine;
    try {
      const result = await put();
      missed = null;
      return result;
    } finally {
      if (working === mine) working = null;
      void takeMissed();
    }
  }

  async function takeMissed() {
    const arrived = missed;
    missed = null;
    if (arrived) await takeOver(...arrived);
  }

  /**
   * Adopts a network in the worker that comes from elsewhere. A training that was started here meanwhile has replaced
   * it.
   *
   * @param {Arrived & {run: string}} network
   * @param {Learned} learned    the collection sent with the request
   */
  async function takeOver({ run: id, settings, start: begun, checkpoint }, learned) {
    if (working || getState().shelf.opening) {
      missed = [{ run: id, settings, start: begun, checkpoint }, learned];
      return;
    }
    dispatch({ type: 'train/reset', run: id, settings, learned, start: begun });
    dispatch({ type: 'train/told', events: [begun, checkpoint] });
    dispatch({ type: 'train/ended', result: { state: 'stopped', epochs: 0 } });
    void readAgain();
    if (begun.samples.test > 0) await evaluate();
  }

  /**
   * @param {'train.start' | 'train.resume'} method
   * @param {object} params
   */
  async function train(method, params) {
    await run(method, params, (result) => dispatch({ type: 'train/ended', result }));
    if (getState().training.epochs.length > 0 && getState().boot.state === 'ready') await evaluate();
  }

  /** The settings of a new network. @param {Partial<TrainSettings>} [changed] */
  function beginning(changed = {}) {
    dispatch({ type: 'settings/changed', settings: changed });
    const { settings } = factsOf(getState());
    return settings && { settings, run: freshId('run'), ...sync.counted() };
  }

  /** @param {Partial<TrainSettings>} [changed] */
  async function start(changed) {
    const params = beginning(changed);
    if (!params || working) return;
    dispatch({ type: 'train/started', run: params.run, settings: params.settings, learned: learnedFrom(getState()) });
    await train('train.start', params);
  }

  /** @param {Partial<TrainSettings>} [changed] */
  async function reset(changed) {
    const params = beginning(changed);
    if (!params || working) return;
    const learned = learnedFrom(getState());
    try {
      const begun = await alone(() => client.request('train.reset', params));
      dispatch({ type: 'train/reset', run: params.run, settings: params.settings, learned, start: begun });
      void readAgain();
    } catch (error) {
      if (getState().boot.state === 'ready') dispatch({ type: 'train/failed', error: asRecord(error) });
    }
  }

  /** Restores the network of the current run in the worker. @returns {Promise<void>} */
  async function restore() {
    const { training, shelf } = getState();
    const run = currentRun(getState());
    if (!shelf.opening || !run?.weights) return;
    try {
      const restored = await client.request('runs.restore', { weights: run.weights, run: run.id, ...sync.counted() });
      if (getState().training.run !== training.run) return;
      missed = null;
      dispatch({ type: 'run/opened', restored });
      void readAgain(); // before the evaluation, which takes longer
      if (restored.samples) await evaluate();
    } catch (error) {
      if (getState().boot.state !== 'ready' || getState().training.run !== training.run) return;
      const record = asRecord(error);
      // A source that could not be recreated no longer counts: the network is restored without it.
      if (
        record.code === 'data/lost-source' &&
        !sync.counted().sources.some(({ sheet }) => sheet === record.params.sheet)
      )
        await restore();
      else {
        dispatch({ type: 'run/lost', error: record });
        await takeMissed();
      }
    }
  }

  return {
    restore,
    alone,
    takeOver,

    /** Called when the worker was lost. */
    forget() {
      [working, missed] = [null, null];
    },

    commands: {
      train: () => start(),

      /** Retries after divergence. */
      trainSlower: () => start({ learningRate: (getState().training.settings?.learningRate ?? 0) / SLOWER }),

      /** Continues to the goal, or for the same number of epochs again. */
      async trainOn() {
        const { training } = getState();
        const epochs =
          training.state === 'done' ? (training.settings?.epochs ?? 1) : training.goal - training.epochs.length;
        if (working) return;
        dispatch({ type: 'train/resumed', epochs });
        await train('train.resume', { epochs, run: training.run });
      },

      /** Resets the network to its initial weights. */
      resetTraining: () => reset(),

      /** Restarts with another seed for the initial weights; the data split stays the same. */
      renewWeights: () => reset({ seed: ((factsOf(getState()).settings?.seed ?? 0) + 1) % 2 ** 32 }),

      async stepTraining() {
        if (working) return;
        const { training } = getState();
        const { settings } = factsOf(getState());
        const untouched = training.epochs.length === 0 && training.steps.length === 0;
        if (untouched && JSON.stringify(training.settings) !== JSON.stringify(settings)) await reset();
        if (!getState().training.samples) return;
        dispatch({ type: 'train/stepping' });
        await run('train.step', { run: getState().training.run }, (step) => dispatch({ type: 'train/stepped', step }));
      },

      stopTraining() {
        dispatch({ type: 'train/stopping' });
        working?.abort();
      },

      /** Restores its network in the worker, and its settings in the form. @param {string} id */
      async goBackTo(id) {
        if (working) return;
        dispatch({ type: 'run/opening', id });
        await restore();
        void readAgain();
      },

      /** @param {string} id @param {Partial<Pick<Run, 'name' | 'starred'>>} change */
      changeRun: (id, change) => dispatch({ type: 'run/changed', id, change }),

      /** @param {string} id */
      deleteRun: (id) => dispatch({ type: 'run/deleted', id }),

      /** @param {string} id @param {boolean} on */
      compareRun: (id, on) => dispatch({ type: 'run/compared', id, on }),

      /** @param {Column} by */
      sortRuns: (by) => dispatch({ type: 'runs/sorted', by }),
    },
  };
}
