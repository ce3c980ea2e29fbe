/** Commands of the playground: generating points, and training until paused. */

import { asRecord } from './errors.js';

/** @import {PlaneKind} from '../state/playground.js' */
/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */
/** @import {PlaneSettings, PlaneView} from '../worker/protocol.js' */

const POINTS = 200;
/** The most epochs of a training. */
const MOST_EPOCHS = 3000;

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Client} dependencies.client
 */
export function createPlayground({ store: { getState, dispatch }, client }) {
  /** @type {AbortController | null} */
  let running = null;
  /** Whether the end is awaited, not only the next training. @type {AbortController | null} */
  let paused = null;
  /** @type {Promise<void>} */
  let last = Promise.resolve();

  /**
   * Starts a training; a running one is ended first.
   *
   * @param {number} epochs    0 only shows the network
   * @param {boolean} [anew]    with initial weights
   */
  function train(epochs, anew = false) {
    running?.abort();
    const abort = new AbortController();
    running = abort;
    last = last.then(() => (abort.signal.aborted ? undefined : run(epochs, anew, abort)));
    return last;
  }

  /** @param {number} epochs @param {boolean} anew @param {AbortController} abort */
  async function run(epochs, anew, abort) {
    const {
      boot,
      playground: { settings, points },
    } = getState();
    if (boot.state !== 'ready') return;
    if (epochs > 0) dispatch({ type: 'plane/started' });
    try {
      const asked = { settings, positions: [...points.positions], labels: [...points.labels], epochs, anew };
      const onEvent = (/** @type {PlaneView} */ view) => dispatch({ type: 'plane/told', view });
      dispatch({
        type: 'plane/ended',
        view: await client.request('plane.train', asked, {
          onEvent,
          signal: abort.signal,
          terminateIfIgnored: () => paused === abort,
        }),
      });
    } catch (error) {
      if (getState().boot.state === 'ready') dispatch({ type: 'plane/failed', error: asRecord(error) });
    }
  }

  /** @param {PlaneKind} kind @param {number} noise */
  async function draw(kind, noise) {
    try {
      const points = await client.request('plane.points', {
        kind,
        count: POINTS,
        noise,
        seed: getState().playground.draws,
      });
      dispatch({ type: 'plane/drawn', points, kind, noise });
      await train(0, true);
    } catch (error) {
      if (getState().boot.state === 'ready') dispatch({ type: 'plane/failed', error: asRecord(error) });
    }
  }

  return {
    draw,
    start: () => train(MOST_EPOCHS),

    pause() {
      paused = running;
      running?.abort();
    },

    step: () => train(1),
    again: () => train(0, true),

    /** Initial points and view, once Python is ready. */
    open() {
      const {
        boot,
        playground: { kind, noise, view },
      } = getState();
      return boot.state === 'ready' && !view ? draw(kind ?? 'circles', noise) : undefined;
    },

    /** @param {Partial<PlaneSettings>} settings */
    change(settings) {
      dispatch({ type: 'plane/changed', settings });
      return train(0);
    },

    /** @param {number} x @param {number} y */
    set(x, y) {
      dispatch({ type: 'plane/set', x, y });
      return getState().playground.running ? train(MOST_EPOCHS) : train(0);
    },

    empty() {
      dispatch({ type: 'plane/emptied' });
      return train(0, true);
    },

    /** Restores points. @param {string} id    of the deletion */
    restorePoints(id) {
      dispatch({ type: 'deletion/restored', id });
      return train(0, true);
    },
  };
}
