/** Requests predictions for the drawing on the canvas, with explanations in the Try step. */

import { asRecord } from './errors.js';
import { latest } from './latest.js';
import { packStrokes } from './packStrokes.js';
import { CANCELLED } from '../worker/codes.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Ink} from '../draw/ink.js' */
/** @import {Client} from './commands.js' */

/** Delay from which the page shows that the prediction is outdated. */
const LATE_MS = 500;

/** Number of nearest training pictures that are requested. */
const NEIGHBOURS = 8;

/**
 * There is only one pending request; the next one uses the latest drawing. Prediction and explanations come in one
 * request, so that everything shown is consistent.
 *
 * @param {Store<State, Action>} store
 * @param {Client} client
 * @param {Ink} ink
 */
export function createDrawingReader({ getState, dispatch }, client, ink) {
  /** Cancels explanations with many passes when a new one is needed. @type {AbortController | null} */
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
      const drawing = packStrokes(ink.strokes);
      const asked = { ...drawing, classes: classes.length, run };
      const { limit: _limit, ...looks } = look; // is used by the page only
      const wishes = { ...looks, neighbours: look.neighbours ? NEIGHBOURS : 0 };
      const [method, params] = step === 'try' ? ['explain', { ...asked, wishes }] : ['predict', asked];
      // Requests with one pass are never cancelled: with a fast pen none would finish.
      looking = method === 'explain' && look.relevance === 'occlusion' ? new AbortController() : null;
      const result = await client.request(method, params, {
        transfer: [drawing.points.buffer],
        ...(looking && { signal: looking.signal }),
      });
      dispatch({ type: 'drawing/read', result, revision, epochs, run });
      if (getState().training.run !== run) void read(); // the network was replaced meanwhile
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
