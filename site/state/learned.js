/** What a network has learned from: told apart from what the collection is now. */

import { countIn } from './collection.js';

/** @import {Sheet, State} from './reducer.js' */
/** @import {Edits} from './collection.js' */

/**
 * @typedef {object} Learned    the collection as it was when a training began
 * @property {string[]} classes
 * @property {{id: string, pictures: number}[]} sources    in their order; pictures: all that were read, counting or not
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
    sources: read.map(({ id, result }) => ({ id, pictures: countIn(result) })),
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
  const added = more(now.sources, then.sources);
  const gone = more(then.sources, now.sources);
  const both = now.sources.filter(({ id }) => then.sources.some((one) => one.id === id));
  const changed = both.reduce((sum, { id }) => sum + countChanged(now.edits[id] ?? {}, then.edits[id] ?? {}), 0);
  return { added, gone, changed, any: added + gone + changed > 0 };
}

/** How many pictures the one has more than the other. @param {Learned['sources']} sources @param {Learned['sources']} others */
function more(sources, others) {
  const known = new Map(others.map(({ id, pictures }) => [id, pictures]));
  return sources.reduce((sum, { id, pictures }) => sum + Math.max(0, pictures - (known.get(id) ?? 0)), 0);
}

/** @param {Edits[string]} now @param {Edits[string]} then */
function countChanged(now, then) {
  const cells = new Set([...Object.keys(now), ...Object.keys(then)].map(Number));
  return [...cells].filter((cell) => now[cell] !== then[cell]).length;
}
