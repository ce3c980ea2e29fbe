/**
 * The pictures that were collected, and what a person has decided about them.
 *
 * A source keeps what was read. What is changed by hand is kept beside it, as
 * edits: so every change can be taken back, and the worker is told the edits
 * anew with each training instead of keeping a second truth.
 */

/** @import {Sheet} from './reducer.js' */
/** @import {Edit, SourceResult} from '../worker/protocol.js' */

/**
 * @typedef {Record<string, Record<number, string | null>>} Edits
 *     by source and cell: the class that the picture counts for, null where it is left out
 *
 * @typedef {{past: Edits[], now: Edits, future: Edits[]}} Editing
 *
 * @typedef {object} Picture    28 * 28 bytes at index * 784
 * @property {string} key
 * @property {Uint8Array} images
 * @property {number} index
 * @property {Sheet} sheet
 * @property {number} cell
 * @property {string} written    the class that it was collected for
 * @property {string | null} label    the class that it counts for; null while it does not
 * @property {'kept' | 'doubtful' | 'struck'} status    what the reader made of it
 * @property {boolean} edited
 */

/** What the page collects before any source says otherwise. */
export const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** The source of what is drawn on the screen. */
export const DRAWN = 'drawn';

/** @type {Editing} */
export const NO_EDITS = { past: [], now: {}, future: [] };

const MOST_UNDO = 200;

/** @type {SourceResult} */
const NOTHING = { classes: [], labels: [], cells: [], images: new Uint8Array(), status: [], page: null, more: [] };

/**
 * The classes of all sources, each once, in the order of arrival: a class keeps its place when another sheet comes.
 *
 * @param {Sheet[]} sheets
 * @returns {string[]}
 */
export function classesOf(sheets) {
  const names = [...new Set(sheets.flatMap((sheet) => sheet.result?.classes ?? []))];
  return names.length > 0 ? names : DIGITS;
}

/**
 * @param {Editing} editing
 * @param {Edit[]} changes
 * @returns {Editing}
 */
export function edit({ past, now }, changes) {
  const next = { ...now };
  for (const sheet of new Set(changes.map((change) => change.sheet))) next[sheet] = { ...next[sheet] };
  for (const { sheet, cell, label } of changes) next[sheet][cell] = label;
  return { past: [...past.slice(-MOST_UNDO), now], now: next, future: [] };
}

/** @param {Editing} editing @returns {Editing} */
export function undo(editing) {
  const { past, now, future } = editing;
  return past.length === 0 ? editing : { past: past.slice(0, -1), now: past[past.length - 1], future: [now, ...future] };
}

/** @param {Editing} editing @returns {Editing} */
export function redo(editing) {
  const { past, now, future } = editing;
  return future.length === 0 ? editing : { past: [...past, now], now: future[0], future: future.slice(1) };
}

/**
 * The edits as the worker is told them.
 *
 * @param {Edits} edits
 * @returns {Edit[]}
 */
export function listEdits(edits) {
  return Object.entries(edits).flatMap(([sheet, cells]) =>
    Object.entries(cells).map(([cell, label]) => ({ sheet, cell: Number(cell), label })));
}

/** @type {WeakMap<SourceResult, {edits: Edits[string] | undefined, sheet: Sheet, pictures: Picture[]}>} */
const known = new WeakMap();

/**
 * All pictures of a source; made once as long as neither it nor its edits change, and an edit makes only its own anew.
 *
 * @param {Sheet} sheet
 * @param {Edits} edits
 * @returns {Picture[]}
 */
export function picturesOf(sheet, edits) {
  const { result, rest, id } = sheet;
  if (!result) return [];
  const before = known.get(result);
  if (before && before.edits === edits[id] && before.sheet === sheet) return before.pictures;
  const mine = edits[id] ?? {};
  const kept = before?.sheet === sheet ? { edits: before.edits ?? {}, pictures: before.pictures } : null;
  /** @type {Picture[]} */
  const pictures = [];
  for (const { cells, labels, images } of rest ? [result, rest] : [result]) {
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index];
      if (kept && kept.edits[cell] === mine[cell]) {
        pictures.push(kept.pictures[pictures.length]);
        continue;
      }
      const status = /** @type {Picture['status']} */ (result.status[cell]);
      const written = result.classes[labels[index]];
      const edited = cell in mine;
      const label = edited ? mine[cell] : status === 'kept' ? written : null;
      pictures.push({ key: keyOf(id, cell), images, index, sheet, cell, written, label, status, edited });
    }
  }
  known.set(result, { edits: edits[id], sheet, pictures });
  return pictures;
}

/** What one picture is called among all. @param {string} sheet @param {number} cell */
export function keyOf(sheet, cell) {
  return `${sheet}/${cell}`;
}

/**
 * What the worker keeps of a source: -1 where a picture counts only by an edit.
 *
 * @param {SourceResult} result
 * @returns {number[]}
 */
export function ownLabels({ status, labels, cells }) {
  return labels.map((label, index) => (status[cells[index]] === 'kept' ? label : -1));
}

/**
 * One more picture for what is drawn on the screen.
 *
 * @param {SourceResult | null} result
 * @param {string} name    its class
 * @param {Uint8Array} glyph
 * @returns {SourceResult}
 */
export function withDrawing(result, name, glyph) {
  const { classes, labels, cells, images } = result ?? NOTHING;
  const names = classes.includes(name) ? classes : [...classes, name];
  const all = new Uint8Array(images.length + glyph.length);
  all.set(images);
  all.set(glyph, images.length);
  return {
    classes: names, labels: [...labels, names.indexOf(name)], cells: [...cells, cells.length], images: all,
    status: new Array(cells.length + 1).fill('kept'), page: null, more: [],
  };
}

/**
 * The same without its latest picture; null when none is left.
 *
 * @param {SourceResult} result
 * @returns {SourceResult | null}
 */
export function withoutLast({ labels, cells, images, classes }) {
  const left = cells.length - 1;
  if (left === 0) return null;
  const rest = labels.slice(0, left);
  return {
    classes: classes.filter((_, index) => rest.includes(index)), labels: rest.map((label) => relabel(label, classes, rest)),
    cells: cells.slice(0, left), images: images.slice(0, left * 784), status: new Array(left).fill('kept'), page: null, more: [],
  };
}

/** The place of a class among those that are still there. @param {number} label @param {string[]} classes @param {number[]} used */
function relabel(label, classes, used) {
  return classes.filter((_, index) => index < label && used.includes(index)).length;
}

/** Files that no picture viewer opens, but that hold a collection. */
const READY = /\.npz$|idx\d[-.]ubyte(\.gz)?$|labels[^/]*?(_uint8|\.bin)?$/i;

/**
 * Pages on the one hand, a ready collection on the other: its files come together, a sprite sheet with its labels.
 *
 * @template {{name: string}} F
 * @param {F[]} files
 * @returns {{pages: F[], ready: F[]}}
 */
export function sortFiles(files) {
  const ready = files.filter(({ name }) => READY.test(name) && !/\.(png|jpe?g)$/i.test(name));
  const others = files.filter((file) => !ready.includes(file));
  const sprites = ready.length === 1 && /labels/i.test(ready[0].name) && !/idx/i.test(ready[0].name) && others.length === 1;
  return sprites ? { pages: [], ready: files } : { pages: others, ready };
}

/**
 * An id that no source has, and none of which an edit is kept.
 *
 * @param {string} kind
 * @param {{sheets: Sheet[], editing: Editing}} state
 */
export function freshId(kind, { sheets, editing }) {
  const names = [...sheets.map(({ id }) => id), ...[...editing.past, editing.now, ...editing.future].flatMap((edits) => Object.keys(edits))];
  const numbers = names.filter((name) => name.startsWith(`${kind}-`)).map((name) => Number(name.slice(kind.length + 1)) || 0);
  return `${kind}-${Math.max(0, ...numbers) + 1}`;
}

/** How many further pictures of each class have not come from the worker yet. @param {Sheet[]} sheets @param {string[]} classes */
export function countMore(sheets, classes) {
  const without = sheets.filter(({ rest }) => !rest);
  return classes.map((name) => without.reduce((sum, { result }) => sum + (result?.more[result.classes.indexOf(name)] ?? 0), 0));
}

/** All that a source holds, whether it counts or not. @param {SourceResult | null | undefined} result */
export function countIn(result) {
  return result ? result.labels.length + result.more.reduce((sum, count) => sum + count, 0) : 0;
}
