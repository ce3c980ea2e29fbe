/** Evaluates the network on the test pictures, after each training and on request. */

import { asRecord } from './errors.js';
import { freshId } from '../state/ids.js';
import { CANCELLED } from '../worker/codes.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Client} dependencies.client
 */
export function createEvaluating({ store, client }) {
  const { getState, dispatch } = store;
  /** The evaluation that the user has stopped: its request, and the network's state. */
  let refused = { asked: '', stand: '' };

  /** Identifies the network and its training progress. */
  function stand() {
    const {
      training: { run, epochs, steps },
    } = getState();
    return `${run} ${epochs.length} ${steps.at(-1)?.at}`;
  }

  /**
   * After a training or a restart; not if the user has just stopped it, or the result is known.
   */
  async function evaluateByItself() {
    const { evaluation } = getState();
    const known = evaluation.state === 'done' && evaluation.stand === stand();
    if (refused.stand !== stand() && !known) await evaluate();
  }

  function stopEvaluating() {
    refused = { asked: getState().evaluation.asked ?? '', stand: stand() };
    dispatch({ type: 'evaluate/stopped', asked: refused.asked });
  }

  /** Runs the evaluation; cancelled if it is stopped or no longer needed. */
  async function evaluate() {
    const asked = freshId('asked');
    refused = { asked: '', stand: '' };
    const { run } = getState().training;
    const abort = new AbortController();
    dispatch({ type: 'evaluate/started', asked, stand: stand() });
    const end = store.subscribe(() => {
      if (getState().evaluation.asked !== asked) abort.abort();
    });
    try {
      dispatch({
        type: 'evaluate/done',
        asked,
        result: await client.request(
          'evaluate',
          { run },
          { signal: abort.signal, terminateIfIgnored: () => refused.asked === asked },
        ),
      });
    } catch (error) {
      const record = asRecord(error);
      dispatch(
        record.code === CANCELLED
          ? { type: 'evaluate/stopped', asked }
          : { type: 'evaluate/failed', asked, error: record },
      );
    } finally {
      end();
    }
  }

  return { evaluate, stopEvaluating, evaluateByItself };
}
