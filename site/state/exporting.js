/** Exports of the network and import of weights. */

/** @import {ErrorRecord, Rounding} from '../worker/protocol.js' */

/**
 * @typedef {'page' | 'notebook' | 'tensorflow' | 'onnx' | 'numpy' | 'weights'} Form    weights: import
 */

/**
 * @typedef {object} Exporting
 * @property {string} owner    name shown in the exported page; may be empty
 * @property {Form | null} working
 * @property {{form: Form, size: number, rounding: Rounding | null} | null} finished    the latest file; size in bytes
 * @property {ErrorRecord | null} error
 */

/**
 * @typedef {{type: 'export/owned', owner: string}
 *   | {type: 'export/started', form: Form}
 *   | {type: 'export/finished', form: Form, size: number, rounding: Rounding | null}
 *   | {type: 'export/stopped'}
 *   | {type: 'export/failed', error: ErrorRecord}} ExportAction
 */

/** @type {Exporting} */
export const NO_EXPORT = { owner: '', working: null, finished: null, error: null };

/**
 * @param {Exporting} exporting
 * @param {ExportAction} action
 * @returns {Exporting}
 */
export function exportReducer(exporting, action) {
  switch (action.type) {
    case 'export/owned':
      return { ...exporting, owner: action.owner };
    case 'export/started':
      return { ...exporting, working: action.form, finished: null, error: null };
    case 'export/finished':
      return {
        ...exporting,
        working: null,
        finished: { form: action.form, size: action.size, rounding: action.rounding },
      };
    case 'export/stopped':
      return { ...exporting, working: null };
    case 'export/failed':
      return { ...exporting, working: null, error: action.error };
    default:
      return exporting;
  }
}
