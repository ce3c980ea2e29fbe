/** The start of the worker, and the state after a restart. */

import { NO_EVALUATION } from './evaluation.js';
import { withoutWork } from './insight.js';
import { waitingSheet } from './sheets.js';

/** @import {State} from './reducer.js' */
/** @import {BootFailed, BootPhase, BootReady, Booting, ErrorRecord, StartKind} from '../worker/protocol.js' */

/**
 * @typedef {{state: 'booting', phase: BootPhase, loaded: number, total: number}
 *   | {state: 'ready', backend: string, start: StartKind, why: string}
 *   | {state: 'failed', error: ErrorRecord}} Boot
 */

/** @type {Boot} */
export const NOT_STARTED = { state: 'booting', phase: 'runtime', loaded: 0, total: 0 };

/**
 * When a download has failed, the progress of others is ignored.
 *
 * @param {Boot} before
 * @param {Booting | BootReady | BootFailed} message
 * @returns {Boot}
 */
export function bootFrom(before, message) {
  if (before.state === 'failed' && message.state === 'booting') return before;
  const { kind, ...boot } = message;
  return boot;
}

/**
 * A new worker knows nothing: requests to the old one are dropped. Pages are kept, and so are results about the
 * network, which will be restored.
 *
 * @param {State} state
 * @returns {State}
 */
export function forgetWorker(state) {
  return {
    ...state,
    boot: NOT_STARTED,
    // The previous result of a page that was being read again is kept with its id; the next reading gets a new one.
    sheets: state.sheets.map((sheet) =>
      sheet.state === 'working' ? { ...waitingSheet(sheet), result: sheet.result } : sheet,
    ),
    evaluation: state.evaluation.state === 'done' ? state.evaluation : NO_EVALUATION,
    reading: { ...state.reading, result: null, history: [], epochs: null, late: false },
    insight: withoutWork(state.insight),
    notebook: { ...state.notebook, pythonProblem: null, lasts: null },
    playground: { ...state.playground, running: false },
  };
}
