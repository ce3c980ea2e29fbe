/** The worker's start, and what a new worker makes of the state. */

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
 * Downloads that are still running when one has failed go on counting: that changes nothing.
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
 * A new worker knows nothing: what the old one was asked goes, the pages stay, and so does what has been found out,
 * which
 * is of the network that comes back.
 *
 * @param {State} state
 * @returns {State}
 */
export function forgetWorker(state) {
  return {
    ...state,
    boot: NOT_STARTED,
    // What a page had given before it was read again stays, and with it the id: the next reading gets one of its own.
    sheets: state.sheets.map((sheet) =>
      sheet.state === 'working' ? { ...waitingSheet(sheet), result: sheet.result } : sheet,
    ),
    evaluation: state.evaluation.state === 'done' ? state.evaluation : NO_EVALUATION,
    reading: { ...state.reading, result: null, history: [], epochs: null, late: false },
    insight: withoutWork(state.insight),
    notebook: { ...state.notebook, ailing: null, lasts: null },
    playground: { ...state.playground, running: false },
  };
}
