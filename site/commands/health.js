/**
 * Monitors Python while requests are pending, by requests that Python answers between two batches or when idle. No
 * answer means that it hangs or has crashed; the answer lists what cells have damaged.
 */

import { asRecord } from './errors.js';
import { CRASHED } from '../worker/codes.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */

/** Checks without an answer before the user is told. They are counted, not timed, so that standby does not matter. */
const PATIENCE = 2;

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Pick<Client, 'request'>} dependencies.client
 * @param {() => void} dependencies.restart    ends the worker and starts a new one with the project
 */
export function createHealthCheck({ store: { getState, dispatch }, client, restart }) {
  /** Pending requests. */
  let open = 0;
  /** How many checks the current request has been waiting; null if there is none. @type {{missed: number} | null} */
  let asked = null;

  /**
   * Executions of cells at the last restart: at most one restart for each, to avoid endless loops.
   */
  let mended = 0;

  /** @param {State['notebook']['pythonProblem']} problem */
  function tell(problem) {
    if (problem?.kind !== getState().notebook.pythonProblem?.kind)
      dispatch({ type: 'python/problem', pythonProblem: problem });
  }

  /** Progress events count as answers: reading a page can take long on a slow computer. */
  function heard() {
    if (asked) asked.missed = 0;
    if (getState().notebook.pythonProblem?.kind === 'unresponsive') tell(null);
  }

  /** Checks Python's health. @param {boolean} thorough    also check for free memory */
  async function check(thorough) {
    const mine = { missed: 0 };
    asked = mine;
    try {
      const { names, memory } = await client.request('code.check', { thorough });
      if (asked !== mine) return;
      if (names.length > 0) tell({ kind: 'damaged', names });
      else if (memory) tell({ kind: 'memory' });
      else if (thorough || getState().notebook.pythonProblem?.kind === 'unresponsive') tell(null);
    } catch (error) {
      if (asked !== mine || getState().boot.state !== 'ready') return;
      if (asRecord(error).code !== CRASHED) tell({ kind: 'damaged', names: [] });
    } finally {
      if (asked === mine) asked = null;
    }
  }

  return {
    /** Sends a request and tracks that it is pending. @type {Client['request']} */
    async request(method, params, options) {
      open += 1;
      try {
        return await client.request(method, params, {
          ...options,
          onEvent: (event) => {
            heard();
            options?.onEvent?.(event);
          },
        });
      } catch (error) {
        if (asRecord(error).code === 'worker/memory') tell({ kind: 'memory' });
        throw error;
      } finally {
        open -= 1;
      }
    },

    /** The regular check. When idle, only executed cells can have done damage. */
    look() {
      const { boot, notebook } = getState();
      if (boot.state === 'failed' && boot.error.code === CRASHED && notebook.runs > mended) {
        mended = notebook.runs;
        restart();
      }
      if (boot.state !== 'ready') return;
      if (!asked) {
        if (open > 0 || notebook.cells.some(({ number }) => number > 0)) void check(false);
        return;
      }
      asked.missed += 1;
      if (asked.missed >= PATIENCE) tell({ kind: 'unresponsive' });
    },

    check: () => check(true),

    /** Whether any request is pending. */
    isWaitedFor: () => open > 0,

    /** Reset for a new worker. */
    begin() {
      asked = null;
    },
  };
}
