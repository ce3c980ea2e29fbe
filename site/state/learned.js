/** The data that a network was trained on, compared with the current collection. */

import { countCounting, countIn, edit } from './collection.js';

/** @import {State} from './reducer.js' */
/** @import {Sheet} from './sheets.js' */
/** @import {Edits} from './collection.js' */
/** @import {Edit} from '../worker/protocol.js' */

/**
 * @typedef {object} Learned    the collection as it was when a training began
 * @property {string[]} classes
 * @property {{id: string, pictures: number, cells?: number, counting?: number}[]} sources    in order; pictures: all
 *     that were read; cells: their number at that time, including undone drawings; counting: the pictures that counted;
 *     earlier versions did not store the last two
 * @property {Edits} edits    of these sources
 *
 * @typedef {object} Since    how the collection differs from that
 * @property {number} added    pictures that count, of new sources, and drawings
 * @property {number} removed    pictures that counted, of removed sources, and drawings
 * @property {number} changed    pictures whose edits have changed
 * @property {boolean} any
 */

/** @param {Pick<State, 'sheets' | 'editing' | 'classes'>} state @returns {Learned} */
export function learnedFrom({ sheets, editing, classes }) {
  const read = sheets.filter(({ result }) => result);
  return {
    classes,
    sources: read.map((sheet) => ({
      id: sheet.id,
      pictures: countIn(sheet.result),
      cells: sheet.result?.status.length,
      counting: countCounting(sheet, editing.now, classes),
    })),
    edits: Object.fromEntries(read.filter(({ id }) => editing.now[id]).map(({ id }) => [id, editing.now[id]])),
  };
}

/**
 * The same, with given edits.
 * @param {Learned} learned
 * @param {Edit[]} edits
 * @returns {Learned}
 */
export function withEdits(learned, edits) {
  return { ...learned, edits: edit({ past: [], now: learned.edits, future: [] }, edits).now };
}

/**
 * What has changed since then; null if the training data are unknown.
 *
 * @param {Learned | null | undefined} then
 * @param {Pick<State, 'sheets' | 'editing' | 'classes'>} state
 * @returns {Since | null}
 */
export function changesSince(then, state) {
  if (!then) return null;
  const now = learnedFrom(state);
  const read = state.sheets.filter(({ result }) => result);
  const fresh = now.sources.map((source, place) =>
    countFresh(
      source,
      read[place].result,
      then.sources.find(({ id }) => id === source.id),
    ),
  );
  const lost = then.sources.map(({ id, pictures, counting = pictures }) => {
    const place = now.sources.findIndex((source) => source.id === id);
    return place < 0 ? counting : pictures - (now.sources[place].pictures - fresh[place]);
  });
  const sum = (/** @type {number[]} */ counts) => counts.reduce((all, count) => all + count, 0);
  const [added, removed] = [sum(fresh), sum(lost)];
  const both = now.sources.filter(({ id }) => then.sources.some((one) => one.id === id));
  const changed = both.reduce((sum, { id }) => sum + countChanged(now.edits[id] ?? {}, then.edits[id] ?? {}), 0);
  return { added, removed, changed, any: added + removed + changed > 0 };
}

/**
 * How many pictures of a source are new: for a new source those that count. Drawings are added and removed one by one,
 * so their number alone is not enough.
 *
 * @param {Learned['sources'][number]} now
 * @param {Sheet['result']} result
 * @param {Learned['sources'][number] | undefined} then
 */
function countFresh(now, result, then) {
  if (!result || !then) return now.counting ?? 0;
  const { pictures, cells = null } = then;
  return cells === null ? Math.max(0, now.pictures - pictures) : result.cells.filter((cell) => cell >= cells).length;
}

/** @param {Edits[string]} now @param {Edits[string]} then */
function countChanged(now, then) {
  const cells = new Set([...Object.keys(now), ...Object.keys(then)].map(Number));
  return [...cells].filter((cell) => now[cell] !== then[cell]).length;
}
