/** What a network has learned from: told apart from what the collection is now. */

import { countIn } from './collection.js';

/** @import {Sheet, State} from './reducer.js' */
/** @import {Edits} from './collection.js' */

/**
 * @typedef {object} Learned    the collection as it was when a training began
 * @property {string[]} classes
 * @property {{id: string, pictures: number, cells?: number}[]} sources    in their order; pictures: all that were
 *     read, counting or not; cells: that there were by then, those of drawings that were taken back, too
 * @property {Edits} edits    of these sources
 *
 * @typedef {object} Since    how the collection differs from that
 * @property {number} added    pictures of sources that came since, and drawings
 * @property {number} gone    pictures of sources that were removed since
 * @property {number} changed    pictures that count otherwise by hand
 * @property {boolean} any
 */

/** @param {Pick<State, 'sheets' | 'editing' | 'classes'>} state @returns {Learned} */
export function learnedFrom({ sheets, editing, classes }) {
  const read = sheets.filter(({ result }) => result);
  return {
    classes,
    sources: read.map(({ id, result }) => ({ id, pictures: countIn(result), cells: result?.status.length })),
    edits: Object.fromEntries(read.filter(({ id }) => editing.now[id]).map(({ id }) => [id, editing.now[id]])),
  };
}

/**
 * What has changed since then; null where it is not known what was learned from.
 *
 * @param {Learned | null | undefined} then
 * @param {Pick<State, 'sheets' | 'editing' | 'classes'>} state
 * @returns {Since | null}
 */
export function changesSince(then, state) {
  if (!then) return null;
  const now = learnedFrom(state);
  const read = state.sheets.filter(({ result }) => result);
  const fresh = read.map(({ id, result }) => countFresh(result, then.sources.find((one) => one.id === id)));
  const total = (/** @type {Learned['sources']} */ sources) => sources.reduce((sum, { pictures }) => sum + pictures, 0);
  const added = fresh.reduce((sum, count) => sum + count, 0);
  const gone = total(then.sources) - (total(now.sources) - added);
  const both = now.sources.filter(({ id }) => then.sources.some((one) => one.id === id));
  const changed = both.reduce((sum, { id }) => sum + countChanged(now.edits[id] ?? {}, then.edits[id] ?? {}), 0);
  return { added, gone, changed, any: added + gone + changed > 0 };
}

/**
 * How many pictures of a source have come since. Only drawings come and go one by one; as many as before may be others.
 *
 * @param {Sheet['result']} result
 * @param {Learned['sources'][number] | undefined} then
 */
function countFresh(result, then) {
  if (!result || !then) return countIn(result);
  const { pictures, cells = null } = then;
  return cells === null ? Math.max(0, countIn(result) - pictures) : result.cells.filter((cell) => cell >= cells).length;
}

/** @param {Edits[string]} now @param {Edits[string]} then */
function countChanged(now, then) {
  const cells = new Set([...Object.keys(now), ...Object.keys(then)].map(Number));
  return [...cells].filter((cell) => now[cell] !== then[cell]).length;
}
