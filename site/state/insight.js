/**
 * Requested explanations and analyses of the network, and their results: selected unit, dreams, suspects, unknown
 * writers, classic models, maps, printed fonts, unknown symbols.
 */

/** @import {Action} from './reducer.js' */
/** @import {AtlasPictures, AtlasPlaces, ClassicRow, CodeFetching, Drawings, Dream, ErrorRecord} from '../worker/protocol.js' */
/** @import {Fold, Judgement, Path, Suspects, UnitPlace, Walk, WriterResult} from '../worker/protocol.js' */

/**
 * @typedef {object} Look    explanations requested with each drawing
 * @property {UnitPlace | null} unit
 * @property {'gradient' | 'occlusion' | null} relevance
 * @property {boolean} neighbours
 * @property {boolean} edges
 * @property {number} limit    index of the chosen limit for unknown symbols, the mildest first
 */

/**
 * @template T
 * @typedef {object} Job    a task that takes time
 * @property {'none' | 'working' | 'done' | 'stopped' | 'failed'} state
 * @property {string} [asked]    the pending request: results of others are ignored
 * @property {boolean} stopping    stop was requested and has not taken effect yet
 * @property {number} share    progress, 0…1
 * @property {T | null} result    as far as known
 * @property {ErrorRecord | null} error
 * @property {CodeFetching | null} fetching    packages being loaded
 */

/**
 * @typedef {{mode: WriterResult['mode'], folds: Fold[], mean: number | null, leftOut: string[]}} Writers
 * @typedef {{view: 'pixels' | 'net', pictures: AtlasPictures | null, places: AtlasPlaces | null}} Atlas
 * @typedef {Drawings & {labels: number[], families: string[]}} Fonts    family by family, in each the same symbols
 *
 * @typedef {object} Insight
 * @property {Look} look
 * @property {Job<Dream>} dream
 * @property {Job<Suspects & {classes: string[]}>} suspects    classes: the names of their labels
 * @property {Job<Writers>} writers
 * @property {Job<{rows: ClassicRow[], leftOut: string[]}>} classics
 * @property {Job<Atlas>} atlas
 * @property {Job<Fonts>} fonts
 * @property {Job<Judgement>} unknown
 * @property {Job<{kind: 'small', walk: Walk} | {kind: 'path', path: Path | null}>} byhand
 */

/** @typedef {Exclude<keyof Insight, 'look'>} Analysis */

/**
 * @typedef {{type: 'look/changed', look: Partial<Look>}
 *   | {type: 'insight/asked', analysis: Analysis, asked: string, job: Partial<Job<any>>}
 *   | {type: 'insight/told', analysis: Analysis, asked: string, job: Partial<Job<any>>}} InsightAction
 */

const NO_JOB = {
  state: /** @type {const} */ ('none'),
  stopping: false,
  share: 0,
  result: null,
  error: null,
  fetching: null,
};

/** @type {Insight} */
export const NO_INSIGHT = {
  look: { unit: null, relevance: null, neighbours: false, edges: false, limit: 3 },
  dream: NO_JOB,
  suspects: NO_JOB,
  writers: NO_JOB,
  classics: NO_JOB,
  atlas: NO_JOB,
  fonts: NO_JOB,
  unknown: NO_JOB,
  byhand: NO_JOB,
};

/**
 * @param {Insight} insight
 * @param {Action} action
 * @returns {Insight}
 */
export function insightReducer(insight, action) {
  switch (action.type) {
    case 'look/changed':
      return { ...insight, look: { ...insight.look, ...action.look } };
    case 'insight/asked':
      return { ...insight, [action.analysis]: { ...insight[action.analysis], ...action.job, asked: action.asked } };
    case 'insight/told':
      if (action.asked !== insight[action.analysis].asked) return insight;
      return { ...insight, [action.analysis]: { ...insight[action.analysis], ...action.job } };
    default:
      return insight;
  }
}

/**
 * The chosen limit for the distance from the training pictures; null if limits have not been determined.
 *
 * @param {Insight} insight
 */
export function limitOf({ unknown: { result }, look: { limit } }) {
  return result ? result.limits[limit].limit : null;
}

/**
 * The share of the validation pictures that the chosen limit rejects; null if limits have not been determined.
 *
 * @param {Insight} insight
 */
export function lostOf({ unknown: { result }, look: { limit } }) {
  return result ? result.limits[limit].lost : null;
}

/**
 * Whether a picture is unlike all training pictures: its distance exceeds the chosen limit.
 *
 * @param {number | null | undefined} distance    null or undefined: not determined
 * @param {number | null} limit    as of `limitOf`
 */
export function isUnknown(distance, limit) {
  return limit !== null && typeof distance === 'number' && distance > limit;
}

/**
 * Discards results about the previous network; writers and suspects use their own networks and are kept.
 *
 * @param {Insight} insight
 * @returns {Insight}
 */
export function withoutFindings(insight) {
  return { ...NO_INSIGHT, look: insight.look, writers: insight.writers, suspects: insight.suspects };
}

/**
 * Ends pending tasks after the worker was lost; keeps their results so far.
 *
 * @param {Insight} insight
 * @returns {Insight}
 */
export function withoutWork({ look, ...jobs }) {
  const kept = Object.entries(jobs).map(([analysis, job]) => [
    analysis,
    job.state === 'working' ? { ...job, state: 'stopped', stopping: false, fetching: null } : job,
  ]);
  return { look, .../** @type {Omit<Insight, 'look'>} */ (Object.fromEntries(kept)) };
}
