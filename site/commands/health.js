/**
 * Looks after Python while somebody may wait for it: a question that Python itself answers, between
 * two batches or at rest. No answer means that it hangs or is gone; the answer says what a cell has broken.
 */

import { asRecord } from './errors.js';
import { CRASHED } from '../worker/codes.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */

/** Looks without an answer, after which a person is told. Counted, not timed: a sleeping computer makes nobody deaf. */
const PATIENCE = 2;

/**
 * @param {object} parts
 * @param {Store<State, Action>} parts.store
 * @param {Pick<Client, 'request'>} parts.client
 * @param {() => void} parts.restart    ends the worker and starts a new one, which is given the project
 */
export function createHealthCheck({ store: { getState, dispatch }, client, restart }) {
  /** Requests that have no reply yet. */
  let open = 0;
  /** Looks that this question waits for its answer; null: none is asked. @type {{looks: number} | null} */
  let asked = null;

  /**
   * Runs of cells when Python was last started anew: once for each, or what crashes it each time would do so for ever.
   */
  let mended = 0;

  /** @param {State['notebook']['ailing']} ailing */
  function tell(ailing) {
    if (ailing?.kind !== getState().notebook.ailing?.kind) dispatch({ type: 'python/ails', ailing });
  }

  /** Whoever tells of progress is not deaf, even if a page of paper takes a slow computer long. */
  function heard() {
    if (asked) asked.looks = 0;
    if (getState().notebook.ailing?.kind === 'deaf') tell(null);
  }

  /** Asks Python how it is. @param {boolean} thorough    also whether there is room left */
  async function check(thorough) {
    const mine = { looks: 0 };
    asked = mine;
    try {
      const { names, memory } = await client.request('code.check', { thorough });
      if (asked !== mine) return;
      if (names.length > 0) tell({ kind: 'damaged', names });
      else if (memory) tell({ kind: 'memory' });
      else if (thorough || getState().notebook.ailing?.kind === 'deaf') tell(null);
    } catch (error) {
      if (asked !== mine || getState().boot.state !== 'ready') return;
      if (asRecord(error).code !== CRASHED) tell({ kind: 'damaged', names: [] });
    } finally {
      if (asked === mine) asked = null;
    }
  }

  return {
    /** Whatever is asked through this is waited for. @type {Client['request']} */
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

    /** Now and then. At rest only cells that were run can do harm. */
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
      asked.looks += 1;
      if (asked.looks >= PATIENCE) tell({ kind: 'deaf' });
    },

    check: () => check(true),

    /** Whether anything has no reply yet. */
    isWaitedFor: () => open > 0,

    /** Another worker is another Python. */
    begin() {
      asked = null;
    },
  };
}
