/** Exports of the network and import of weights. */

/** @import {ErrorRecord, Rounding} from '../worker/protocol.js' */

/**
 * @typedef {'page' | 'notebook' | 'tensorflow' | 'onnx' | 'numpy' | 'weights'} Form    weights: import
 */

/**
 * @typedef {object} Share
 * @property {string} owner    name shown in the exported page; may be empty
 * @property {Form | null} working
 * @property {{form: Form, size: number, rounding: Rounding | null} | null} taken    the latest file; its size in bytes
 * @property {ErrorRecord | null} error
 */

/**
 * @typedef {{type: 'share/owned', owner: string}
 *   | {type: 'share/started', form: Form}
 *   | {type: 'share/taken', form: Form, size: number, rounding: Rounding | null}
 *   | {type: 'share/stopped'}
 *   | {type: 'share/failed', error: ErrorRecord}} ShareAction
 */

/** @type {Share} */
export const NO_SHARE = { owner: '', working: null, taken: null, error: null };

/**
 * @param {Share} share
 * @param {ShareAction} action
 * @returns {Share}
 */
export function shareReducer(share, action) {
  switch (action.type) {
    case 'share/owned':
      return { ...share, owner: action.owner };
    case 'share/started':
      return { ...share, working: action.form, taken: null, error: null };
    case 'share/taken':
      return { ...share, working: null, taken: { form: action.form, size: action.size, rounding: action.rounding } };
    case 'share/stopped':
      return { ...share, working: null };
    case 'share/failed':
      return { ...share, working: null, error: action.error };
    default:
      return share;
  }
}
