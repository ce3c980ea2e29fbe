/**
 * Analyses of the network: dreams, suspects, unknown writers, classic models, maps, printed fonts, unknown symbols.
 */

import { asRecord } from './errors.js';
import { createComparing } from './comparing.js';
import { freshId } from '../state/ids.js';
import { packStrokes } from './packStrokes.js';

/** @import {Atlas, Job, Analysis} from '../state/insight.js' */
/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */
/** @import {AtlasEvent, ClassicEvent, Drawings} from '../worker/protocol.js' */
/** @import {Dream, WriterEvent, WriterResult} from '../worker/protocol.js' */

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Client} dependencies.client
 * @param {import('../worker/pool.js').Pool} dependencies.pool
 * @param {import('./collectionSync.js').CollectionSync} dependencies.sync
 * @param {import('../draw/ink.js').Ink} dependencies.ink
 * @param {() => Promise<void>} dependencies.readAgain    updates the drawing's prediction and explanations
 */
export function createInspecting({ store: { getState, dispatch }, client, pool, sync, ink, readAgain }) {
  const comparing = createComparing({ client, pool });
  /** @type {Partial<Record<Analysis, AbortController>>} */
  const running = {};

  /**
   * @param {Analysis} analysis
   * @param {string} method
   * @param {object} params
   * @param {(event: any) => object} hear    returns the changes for an event
   * @param {(result: any) => object} [finish]    returns the changes for the result
   * @param {Partial<Job<any>>} [before]    the initial changes
   */
  async function run(analysis, method, params, hear, finish = (result) => ({ result }), before = { result: null }) {
    running[analysis]?.abort();
    const abort = new AbortController();
    running[analysis] = abort;
    const asked = freshId('asked');
    /** @param {object} job */
    const tell = (job) => dispatch({ type: 'insight/told', analysis, asked, job });
    dispatch({
      type: 'insight/asked',
      analysis,
      asked,
      job: { state: 'working', stopping: false, share: 0, error: null, fetching: null, ...before },
    });
    // Loading packages is not interrupted, since that would require a restart of Python.
    const terminateIfIgnored = () =>
      getState().insight[analysis].asked !== asked || !getState().insight[analysis].fetching;
    try {
      const result = await comparing.request(method, params, {
        onEvent: (event) => tell(hear(event)),
        signal: abort.signal,
        terminateIfIgnored,
      });
      tell({ state: abort.signal.aborted ? 'stopped' : 'done', ...finish(result) });
    } catch (error) {
      if (getState().boot.state === 'ready') tell({ state: 'failed', error: asRecord(error) });
    }
  }

  const about = () => ({ run: getState().training.run });

  return {
    /** @param {Partial<State['insight']['look']>} look */
    look(look) {
      dispatch({ type: 'look/changed', look });
      return readAgain();
    },

    /** @param {number} label */
    dream: (label) => run('dream', 'dream', { label, ...about() }, (/** @type {Dream} */ dream) => ({ result: dream })),

    /** Searches all pictures that count: no network judges its own training data, and the current one is not used. */
    findSuspects() {
      const params = sync.counted();
      return run(
        'suspects',
        'suspects',
        params,
        ({ share }) => ({ share }),
        (found) => ({ result: { ...found, classes: params.classes } }),
      );
    },

    /** @param {WriterResult['mode']} mode */
    compareWriters(mode) {
      const params = { mode, ...sync.counted(), classes: getState().training.classes, ...about() };
      return run('writers', 'writers', params, (/** @type {WriterEvent} */ event) => {
        if (event.type === 'progress') return { share: (event.fold + event.share) / event.folds };
        const before = getState().insight.writers.result?.folds ?? [];
        return { result: { mode, folds: [...before, event], mean: null, leftOut: [] } };
      });
    },

    compareClassics: () =>
      run('classics', 'classics', about(), (/** @type {ClassicEvent} */ event) => {
        if (event.type === 'fetching') return { fetching: event };
        if (event.type === 'progress') return { share: event.share, fetching: null };
        return { result: { rows: [...(getState().insight.classics.result?.rows ?? []), event], leftOut: [] } };
      }),

    /** @param {Atlas['view']} view */
    drawAtlas: (view) =>
      run(
        'atlas',
        'atlas',
        { view, ...about() },
        (/** @type {AtlasEvent} */ event) => {
          if (event.type === 'pictures') return { result: { view, pictures: event, places: null } };
          return { share: event.share, result: { ...getState().insight.atlas.result, places: event } };
        },
        (places) => ({ result: { ...getState().insight.atlas.result, places } }),
      ),

    /** @param {{drawings: Uint8Array, side: number, labels: number[], families: string[]}} given */
    readFonts: ({ drawings, side, labels, families }) =>
      run(
        'fonts',
        'fonts',
        { drawings, side, ...about() },
        () => ({}),
        (/** @type {Drawings} */ read) => ({ result: { ...read, labels, families } }),
      ),

    /** Afterwards the drawing is checked, too. */
    async judgeUnknown() {
      await run('unknown', 'unknown', { classes: getState().training.classes, ...about() }, () => ({}));
      await readAgain();
    },

    /** @param {{label: number, steps: number}} asked */
    walkSmall: (asked) =>
      run(
        'byhand',
        'byhand.small',
        asked,
        () => ({}),
        (walk) => ({ result: { kind: 'small', walk } }),
        {},
      ),

    /** @param {{label: number, unit: number | null, hidden: number | null, source: number | null}} asked */
    followPath: (asked) => {
      const drawing = {
        ...packStrokes(ink.strokes),
        classes: getState().classes.length,
        ...about(),
      };
      return run(
        'byhand',
        'byhand.path',
        { ...drawing, ...asked },
        () => ({}),
        (path) => ({ result: { kind: 'path', path } }),
        {},
      );
    },

    /** @param {Analysis} analysis */
    stopInspecting(analysis) {
      const { asked = '' } = getState().insight[analysis];
      dispatch({ type: 'insight/told', analysis, asked, job: { stopping: true } }); // loading packages is not interrupted
      running[analysis]?.abort();
    },
  };
}
