/** Has the worker read the drawing on the canvas, and look into the network where that is asked for. */

import { asRecord } from './errors.js';
import { latest } from './latest.js';
import { CANCELLED } from '../worker/codes.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Ink} from '../draw/ink.js' */
/** @import {Client} from './commands.js' */

/** Who waits for longer wonders whether the answer is of this drawing. */
const LATE_MS = 500;

/** How many of the nearest training pictures are asked for. */
const NEIGHBOURS = 8;

/**
 * Only one drawing is on its way at a time; of all that came meanwhile the
 * latest is read next. Where the network is looked into, its answer comes with
 * all that is looked at: one request, so everything shown belongs together.
 *
 * @param {Store<State, Action>} store
 * @param {Client} client
 * @param {Ink} ink
 */
export function createDrawingReader({ getState, dispatch }, client, ink) {
  /** Looks that take many passes end where another one is wanted. @type {AbortController | null} */
  let looking = null;
  const read = latest({ getState }, readOnce);

  function wake() {
    looking?.abort();
    return read();
  }

  async function readOnce() {
    const {
      drawing: { revision },
      training,
      classes,
      step,
      insight: { look },
    } = getState();
    const { run } = training;
    const epochs = training.state === 'idle' ? null : training.epochs.length;
    const late = setTimeout(() => dispatch({ type: 'drawing/late' }), LATE_MS);
    try {
      const drawing = ink.pixels.slice();
      const asked = { drawing, width: ink.size, height: ink.size, classes: classes.length, run };
      const { limit: _limit, ...looks } = look; // is the page's
      const wishes = { ...looks, neighbours: look.neighbours ? NEIGHBOURS : 0 };
      const [method, params] = step === 'try' ? ['explain', { ...asked, wishes }] : ['predict', asked];
      // What takes one pass is never given up: the pen would outrun it for ever.
      looking = method === 'explain' && look.relevance === 'occlusion' ? new AbortController() : null;
      const result = await client.request(method, params, {
        transfer: [drawing.buffer],
        ...(looking && { signal: looking.signal }),
      });
      dispatch({ type: 'drawing/read', result, revision, epochs, run });
      if (getState().training.run !== run) void read(); // another network has come meanwhile
    } catch (error) {
      const record = asRecord(error);
      if (getState().boot.state === 'ready' && record.code !== CANCELLED)
        dispatch({ type: 'drawing/failed', error: record });
    } finally {
      clearTimeout(late);
    }
  }

  return { wake };
}
