/** The network's prediction for the drawing on the canvas. */

/** @import {ErrorRecord, Explanation, PredictResult} from '../worker/protocol.js' */

/**
 * @typedef {object} Reading    the network's prediction for the drawing on the canvas
 * @property {PredictResult & Partial<Explanation> | null} result
 * @property {number} revision    of the drawing that was read
 * @property {number | null} epochs    of the network; null if untrained
 * @property {{epochs: number, top: number, share: number}[]} history    predictions for this drawing, epoch by epoch
 * @property {boolean} late    whether the user is waiting for it
 * @property {ErrorRecord | null} error
 *
 * @typedef {{type: 'drawing/read', result: PredictResult & Partial<Explanation>, revision: number,
 *     epochs: number | null, run: string | null}
 *   | {type: 'drawing/late'}
 *   | {type: 'drawing/failed', error: ErrorRecord}} ReadingAction
 */

/** @type {Reading} */
export const NO_READING = { result: null, revision: 0, epochs: null, history: [], late: false, error: null };

/**
 * @param {Reading} reading
 * @param {ReadingAction} action
 * @param {string | null} run    the training whose network is there now
 * @returns {Reading}
 */
export function readingReducer(reading, action, run) {
  if (action.type === 'drawing/late') return { ...reading, late: true };
  if (action.type === 'drawing/failed') return { ...reading, late: false, error: action.error };
  return action.run === run ? readingFrom(reading, action) : reading;
}

/**
 * The history belongs to one drawing and one network: a new stroke resets it.
 *
 * @param {Reading} reading
 * @param {{result: PredictResult, revision: number, epochs: number | null}} read
 * @returns {Reading}
 */
function readingFrom(reading, { result, revision, epochs }) {
  const kept = revision === reading.revision ? reading.history.filter((mark) => mark.epochs !== epochs) : [];
  if (epochs === null || result.probabilities.length === 0) {
    return { result, revision, epochs, history: kept, late: false, error: null };
  }
  const share = Math.max(...result.probabilities);
  const mark = { epochs, top: result.probabilities.indexOf(share), share };
  return { result, revision, epochs, history: [...kept, mark], late: false, error: null };
}
