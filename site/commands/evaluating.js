/** Tests the network on the pictures that it has not learned from, after each training and when a person asks. */

import { asRecord } from './errors.js';
import { freshId } from '../state/ids.js';
import { CANCELLED } from '../worker/codes.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */

/**
 * @param {object} parts
 * @param {Store<State, Action>} parts.store
 * @param {Client} parts.client
 */
export function createEvaluating({ store, client }) {
  const { getState, dispatch } = store;
  /** The test that a person has stopped, by its request and by what it was of. */
  let refused = { asked: '', stand: '' };

  /** Which network it is, and how far it has come, also within an epoch. */
  function stand() {
    const {
      training: { run, epochs, steps },
    } = getState();
    return `${run} ${epochs.length} ${steps.at(-1)?.at}`;
  }

  /**
   * After a training, or when its network is there again; not once more where a person has just stopped it, or it is
   * known.
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

  /** Ends where it is stopped, or where nobody waits for it any more. */
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
          { signal: abort.signal, firm: () => refused.asked === asked },
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
