/** Evaluation of the network on the test pictures. */

import { withoutFindings } from './insight.js';

/** @import {State} from './reducer.js' */
/** @import {ErrorRecord, EvaluateResult} from '../worker/protocol.js' */

/**
 * @typedef {object} Evaluation
 * @property {'none' | 'working' | 'done' | 'failed'} state
 * @property {string} [asked]    the pending request: results of others are ignored
 * @property {string} [stand]    the network and training progress that it belongs to
 * @property {EvaluateResult | null} result
 * @property {ErrorRecord | null} error
 * @property {{actual: number, predicted: number} | null} picked    the selected cell of the confusion matrix
 *
 * @typedef {{type: 'evaluate/started', asked: string, stand: string}
 *   | {type: 'evaluate/done', asked: string, result: EvaluateResult}
 *   | {type: 'evaluate/failed', asked: string, error: ErrorRecord}
 *   | {type: 'evaluate/stopped', asked: string}
 *   | {type: 'evaluate/picked', picked: Evaluation['picked']}} EvaluationAction
 */

/** @type {Evaluation} */
export const NO_EVALUATION = { state: 'none', result: null, error: null, picked: null };

/**
 * @param {Evaluation} evaluation
 * @param {EvaluationAction} action
 * @returns {Evaluation}
 */
export function evaluationReducer(evaluation, action) {
  if (action.type === 'evaluate/picked') return { ...evaluation, picked: action.picked };
  const { asked } = action;
  if (action.type === 'evaluate/started') return { ...NO_EVALUATION, state: 'working', asked, stand: action.stand };
  if (asked !== evaluation.asked) return evaluation;
  const ended = { ...NO_EVALUATION, stand: evaluation.stand };
  if (action.type === 'evaluate/done') return { ...ended, state: 'done', result: action.result };
  return action.type === 'evaluate/failed' ? { ...ended, state: 'failed', error: action.error } : ended;
}

/** Discards results about the previous network. @param {State} state @returns {State} */
export function withNetwork(state) {
  return {
    ...state,
    evaluation: NO_EVALUATION,
    reading: { ...state.reading, history: [] },
    insight: withoutFindings(state.insight),
  };
}
