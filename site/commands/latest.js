/** Requests about state that changes faster than Python answers. */

/** @import {State} from '../state/reducer.js' */

/**
 * One request at a time; of all changes meanwhile, only the latest state is requested next.
 *
 * @param {{getState: () => State}} store
 * @param {() => Promise<void>} ask
 * @returns {() => Promise<void>}    sends a request, or one more after the pending one
 */
export function latest({ getState }, ask) {
  let wanted = false;
  let busy = false;
  return async () => {
    wanted = true;
    if (busy) return;
    busy = true;
    while (wanted && getState().boot.state === 'ready') {
      wanted = false;
      await ask();
    }
    busy = false;
  };
}
