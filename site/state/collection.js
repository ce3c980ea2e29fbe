/**
 * The pictures that were collected, and a person's edits of them.
 *
 * A source keeps what was read; changes by hand are stored separately as edits. So every change can be undone, and
 * requests send the edits to the worker instead of duplicating the state there.
 */

import { kindOf } from './ids.js';

/** @import {Sheet} from './sheets.js' */
/** @import {Counted, Edit, SourceResult, Unedit} from '../worker/protocol.js' */

/**
 * @typedef {Record<string, Record<number, string | null>>} Edits
 *     by source and cell: the class that the picture counts for, null if it is left out
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
 * @property {string | null} label    the class that it counts for; null if it does not count
 * @property {'kept' | 'doubtful' | 'struck'} status    as read
 * @property {boolean} edited
 */

/** The classes before there are any sources. */
export const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** The name of a sheet with synthetic handwriting. @param {number} seed */
export const sampleName = (seed) => `sample-${seed}.jpg`;

/**
 * Whether it was written by people: a page without synthetic handwriting, or drawings.
 * @param {Pick<Sheet, 'id' | 'name' | 'result'>} sheet
 */
export function isOwn({ id, name, result }) {
  return isDrawn(id) || (!!result?.page && !/^sample-\d+\.jpg$/.test(name));
}

/** The name of the bundled dataset. */
export const MNIST_NAME = 'MNIST';

/** Whether a source is a dataset from elsewhere that has been read. @param {Sheet} sheet */
export const isForeign = ({ given, name, result }) => !!given && !!result && name !== MNIST_NAME;

/** The kind of source for drawings on the screen. */
export const DRAWN = 'drawn';

/** @type {Editing} */
export const NO_EDITS = { past: [], now: {}, future: [] };

const MOST_UNDO = 200;

/** @type {SourceResult} */
const NOTHING = { classes: [], labels: [], cells: [], images: new Uint8Array(), status: [], page: null, more: [] };

/**
 * The classes of all sources, each once, in the order of arrival, so that classes keep their positions when sheets are
 * added. Classes from edits come last.
 *
 * @param {Sheet[]} sheets
 * @param {Edits} [edits]
 * @returns {string[]}
 */
export function classesOf(sheets, edits = {}) {
  const read = sheets.filter(({ result }) => result);
  const moved = read.flatMap(({ id }) => Object.values(edits[id] ?? {})).filter((label) => label !== null);
  const names = [...new Set([...read.flatMap(({ result }) => result?.classes ?? []), ...moved])];
  return names.length > 0 ? names : DIGITS;
}

/**
 * All symbols that can be assigned to a picture: those of sheets, of the template, of drawings, and of edits. Existing
 * pictures alone are not enough: after the first drawing, no other symbol could be chosen.
 *
 * @param {string[]} typed    the symbols of the sheets to print
 * @param {Pick<Sheet, 'id' | 'result'>[]} sheets
 * @param {string[]} [classes]    those that the pictures count for
 * @returns {string[]}
 */
export function symbolsFor(typed, sheets, classes = []) {
  const found = (/** @type {boolean} */ drawn) =>
    sheets.filter(({ id }) => isDrawn(id) === drawn).flatMap(({ result }) => result?.classes ?? []);
  const [given, drawn] = [found(false), found(true)];
  const asked = typed.length > 0 ? typed : DIGITS;
  // Digits are the default, not typed: with sheets of letters they are not wanted.
  const wanted = given.length > 0 && asked.join('\0') === DIGITS.join('\0') ? [] : asked;
  const moved = sheets.some(({ result }) => result) ? classes : [];
  return [...new Set([...given, ...wanted, ...drawn, ...moved])];
}

/** @param {string} id    of a source */
export function isDrawn(id) {
  return kindOf(id) === DRAWN;
}

/**
 * The source to which drawings are added.
 * @template {{id: string}} S
 * @param {S[]} sheets
 * @returns {S | undefined}
 */
export function drawnAmong(sheets) {
  return sheets.filter(({ id }) => isDrawn(id)).at(-1);
}

/**
 * The collection as sent to the worker with each request that uses pictures: only this counts.
 *
 * @param {{sheets: Sheet[], editing: Editing, classes: string[]}} state
 * @returns {Counted}
 */
export function countedOf({ sheets, editing, classes }) {
  const read = sheets.filter(({ result }) => result);
  const edits = Object.fromEntries(read.filter(({ id }) => editing.now[id]).map(({ id }) => [id, editing.now[id]]));
  return { classes, edits: listEdits(edits), sources: read.map(({ id, writer = '' }) => ({ sheet: id, writer })) };
}

/**
 * @param {Editing} editing
 * @param {Unedit[]} changes    without a label: remove the edit
 * @returns {Editing}
 */
export function edit({ past, now }, changes) {
  const next = { ...now };
  for (const sheet of new Set(changes.map((change) => change.sheet))) next[sheet] = { ...next[sheet] };
  for (const { sheet, cell, label } of changes) {
    if (label === undefined) delete next[sheet][cell];
    else next[sheet][cell] = label;
  }
  for (const [sheet, cells] of Object.entries(next)) if (Object.keys(cells).length === 0) delete next[sheet];
  return { past: [...past.slice(-MOST_UNDO), now], now: next, future: [] };
}

/**
 * The inverse of changes: the previous edits of these pictures.
 * @param {Edits} now
 * @param {Edit[]} changes
 * @returns {Unedit[]}
 */
export function before(now, changes) {
  return changes.map(({ sheet, cell }) => {
    const label = now[sheet]?.[cell];
    return label === undefined ? { sheet, cell } : { sheet, cell, label };
  });
}

/**
 * Whether exactly these changes can be undone, that is none of them has been changed since.
 *
 * @param {Edits} now
 * @param {Edit[]} changes
 * @param {Unedit[] | undefined} was    undefined: from an earlier version, which did not record it
 * @returns {'stand' | 'undone' | 'changed'}    changed: some of these pictures were changed otherwise since
 */
export function standing(now, changes, was) {
  const is = (/** @type {Unedit[]} */ wanted) => {
    const last = new Map(wanted.map((one) => [`${one.sheet}/${one.cell}`, one]));
    return [...last.values()].every(({ sheet, cell, label }) => now[sheet]?.[cell] === label);
  };
  if (!was) return 'changed';
  if (is(changes)) return 'stand';
  return is([...was].reverse()) ? 'undone' : 'changed';
}

/** @param {Editing} editing @returns {Editing} */
export function undo(editing) {
  const { past, now, future } = editing;
  return past.length === 0
    ? editing
    : { past: past.slice(0, -1), now: past[past.length - 1], future: [now, ...future] };
}

/** @param {Editing} editing @returns {Editing} */
export function redo(editing) {
  const { past, now, future } = editing;
  return future.length === 0 ? editing : { past: [...past, now], now: future[0], future: future.slice(1) };
}

/**
 * The pictures changed by the next undo (or, with `future`, redo).
 *
 * @param {Editing} editing
 * @param {'past' | 'future'} [way]
 * @returns {{sheet: string, cell: number}[]}    none where there is no such step
 */
export function touchedBy({ past, now, future }, way = 'past') {
  const next = way === 'past' ? past.at(-1) : future[0];
  if (!next) return [];
  const all = new Set([...Object.keys(now), ...Object.keys(next)]);
  return [...all].flatMap((sheet) => {
    const [from = {}, to = {}] = [now[sheet], next[sheet]];
    const cells = from === to ? [] : [...new Set([...Object.keys(from), ...Object.keys(to)])].map(Number);
    return cells.filter((cell) => from[cell] !== to[cell]).map((cell) => ({ sheet, cell }));
  });
}

/**
 * The edits in the worker's form.
 *
 * @param {Edits} edits
 * @returns {Edit[]}
 */
export function listEdits(edits) {
  return Object.entries(edits).flatMap(([sheet, cells]) =>
    Object.entries(cells).map(([cell, label]) => ({ sheet, cell: Number(cell), label })),
  );
}

/**
 * Removes the edits of deleted pictures; steps that become empty are dropped.
 *
 * @param {Editing} editing
 * @param {string} id    of the removed source
 * @param {number} [cell]    if only this picture of it is removed
 * @returns {Editing}
 */
export function withoutEditsOf(editing, id, cell) {
  const all = [...editing.past, editing.now, ...editing.future];
  if (!all.some((edits) => edits[id] && (cell === undefined || cell in edits[id]))) return editing;
  const left = all.map(({ [id]: { [cell ?? -1]: gone, ...others } = {}, ...edits }) =>
    cell === undefined || Object.keys(others).length === 0 ? edits : { ...edits, [id]: others },
  );
  const here = editing.past.length;
  return {
    past: left.slice(0, here).filter((edits, index) => !isSameEdits(edits, left[index + 1])),
    now: left[here],
    future: left.slice(here + 1).filter((edits, index) => !isSameEdits(edits, left[here + index])),
  };
}

/**
 * A restored source gets back its edits, independently of undo.
 *
 * @param {Editing} editing
 * @param {string} id
 * @param {Edits[string] | undefined} cells
 * @returns {Editing}
 */
export function withSource({ past, now, future }, id, cells) {
  const add = (/** @type {Edits} */ edits) => (cells ? { ...edits, [id]: cells } : edits);
  return { past: past.map(add), now: add(now), future: future.map(add) };
}

/** @param {Edits} a @param {Edits} b */
function isSameEdits(a, b) {
  const ids = Object.keys(a);
  return (
    ids.length === Object.keys(b).length &&
    ids.every((id) => a[id] === b[id] || JSON.stringify(a[id]) === JSON.stringify(b[id]))
  );
}

/** @type {WeakMap<SourceResult, {edits: Edits[string] | undefined, sheet: Sheet, pictures: Picture[]}>} */
const known = new WeakMap();

/**
 * All pictures of a source; cached while neither it nor its edits change, and an edit replaces only its own picture.
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

/** The key of a picture. @param {string} sheet @param {number} cell */
export function keyOf(sheet, cell) {
  return `${sheet}/${cell}`;
}

/**
 * A source in the worker's form: label -1 for pictures that count only after an edit.
 *
 * @param {SourceResult} result
 * @returns {number[]}
 */
export function ownLabels({ status, labels, cells }) {
  return labels.map((label, index) => (status[cells[index]] === 'kept' ? label : -1));
}

/**
 * Adds a drawing. Its cell has never been used before.
 *
 * @param {SourceResult | null} result
 * @param {string} name    its class
 * @param {Uint8Array} glyph
 * @returns {SourceResult}
 */
export function withDrawing(result, name, glyph) {
  const { classes, labels, cells, images, status } = result ?? NOTHING;
  const names = classes.includes(name) ? classes : [...classes, name];
  const all = new Uint8Array(images.length + glyph.length);
  all.set(images);
  all.set(glyph, images.length);
  return {
    classes: names,
    labels: [...labels, names.indexOf(name)],
    cells: [...cells, status.length],
    images: all,
    status: [...status, 'kept'],
    page: null,
    more: [],
  };
}

/**
 * Removes one picture, whose cell remains unused; null if none is left.
 *
 * @param {SourceResult} result
 * @param {number} cell
 * @returns {SourceResult | null}
 */
export function withoutCell({ labels, cells, images, classes, status }, cell) {
  const stays = cells.map((one) => one !== cell);
  if (!stays.includes(true)) return null;
  const rest = labels.filter((_, index) => stays[index]);
  return {
    classes: classes.filter((_, index) => rest.includes(index)),
    labels: rest.map((label) => relabel(label, classes, rest)),
    cells: cells.filter((_, index) => stays[index]),
    images: images.filter((_, pixel) => stays[Math.floor(pixel / 784)]),
    page: null,
    more: [],
    status: status.map((one, at) => (at === cell ? 'empty' : one)),
  };
}

/**
 * The new index of a class after removing unused ones.
 * @param {number} label
 * @param {string[]} classes
 * @param {number[]} used
 */
function relabel(label, classes, used) {
  return classes.filter((_, index) => index < label && used.includes(index)).length;
}

/**
 * If two pages show the same sheet, the lower one is marked, regardless of the order of reading; several are marked as
 * the same as the uppermost one.
 *
 * @param {Sheet[]} sheets
 * @param {string} id
 * @param {string | null | undefined} twin
 * @returns {Sheet[]}
 */
export function withTwin(sheets, id, twin) {
  const place = (/** @type {string | null | undefined} */ one) => sheets.findIndex((sheet) => sheet.id === one);
  if (!twin || place(id) < 0 || place(twin) < 0) return sheets;
  const [first, second] = place(twin) < place(id) ? [twin, id] : [id, twin];
  /** @param {Sheet} sheet @param {string | null} other */
  const tell = (sheet, other) =>
    sheet.result?.page && (sheet.result.page.twin ?? null) !== other
      ? { ...sheet, result: { ...sheet.result, page: { ...sheet.result.page, twin: other } } }
      : sheet;
  return sheets.map((sheet) => {
    const known = sheet.result?.page?.twin;
    if (sheet.id === first) return known === second ? tell(sheet, null) : sheet;
    if (sheet.id !== second) return known === second ? tell(sheet, first) : sheet;
    const better = place(known) >= 0 && place(known) < place(first);
    return better ? sheet : tell(sheet, first);
  });
}

/** Extensions of dataset files, which are not pictures. */
const READY = /\.npz$|idx\d[-.]ubyte(\.gz)?$|labels[^/]*?(_uint8|\.bin)?$/i;

/**
 * Separates pages from the files of a dataset, which belong together, such as a sprite sheet and its labels.
 *
 * @template {{name: string}} F
 * @param {F[]} files
 * @returns {{pages: F[], ready: F[]}}
 */
export function sortFiles(files) {
  const ready = files.filter(({ name }) => READY.test(name) && !/\.(png|jpe?g)$/i.test(name));
  const others = files.filter((file) => !ready.includes(file));
  const sprites =
    ready.length === 1 && /labels/i.test(ready[0].name) && !/idx/i.test(ready[0].name) && others.length === 1;
  return sprites ? { pages: [], ready: files } : { pages: others, ready };
}

/**
 * The symbols of a page without any pictures. A page of several may be for other symbols.
 *
 * @param {SourceResult} result
 * @returns {string[]}
 */
export function missingIn({ classes, labels, page }) {
  if (!page || page.pages > 1 || labels.length === 0) return [];
  const there = new Set(labels);
  return classes.filter((_, index) => !there.has(index));
}

/**
 * The symbols of a page that no previous source has: if its mark was not read, they may be wrong.
 *
 * @param {Pick<Sheet, 'id' | 'result'>[]} sheets
 * @param {Pick<Sheet, 'id' | 'result'>} sheet
 * @returns {string[]}
 */
export function othersIn(sheets, { id, result }) {
  if (!result?.page) return [];
  const place = sheets.findIndex((one) => one.id === id);
  const before = new Set(sheets.slice(0, Math.max(0, place)).flatMap((one) => one.result?.classes ?? []));
  return before.size > 0 ? result.classes.filter((name) => !before.has(name)) : [];
}

/**
 * How many further pictures of each class the worker has not sent yet.
 * @param {Sheet[]} sheets
 * @param {string[]} classes
 */
export function countMore(sheets, classes) {
  const without = sheets.filter(({ rest }) => !rest);
  return classes.map((name) =>
    without.reduce((sum, { result }) => sum + (result?.more[result.classes.indexOf(name)] ?? 0), 0),
  );
}

/** @typedef {Record<string, number>} Seen    by source: its number of cells at that time */

/**
 * A record of the current pictures, to recognise later additions. Ids and cells of drawings are never reused, so cells
 * are counted instead of pictures: one drawing may have replaced another.
 *
 * @param {Pick<Sheet, 'id' | 'result'>[]} sheets
 * @returns {Seen}
 */
export function seenIn(sheets) {
  return Object.fromEntries(sheets.flatMap(({ id, result }) => (result ? [[id, result.status.length]] : [])));
}

/**
 * Whether nothing has been added since; removals do not matter.
 * @param {Seen} seen
 * @param {Pick<Sheet, 'id' | 'result'>[]} sheets
 */
export function isSeen(seen, sheets) {
  return sheets.every(({ id, result }) => !result || result.status.length <= (seen[id] ?? -1));
}

/** How many pictures of a source count. @param {Sheet} sheet @param {Edits} edits @param {string[]} classes */
export function countCounting(sheet, edits, classes) {
  const places = new Set(classes);
  const shown = picturesOf(sheet, edits).filter(({ label }) => label !== null && places.has(label)).length;
  return countMore([sheet], classes).reduce((sum, count) => sum + count, shown);
}

/** The same of all sources. @param {{sheets: Sheet[], editing: Editing, classes: string[]}} state */
export function countAllCounting({ sheets, editing, classes }) {
  return sheets.reduce((sum, sheet) => sum + countCounting(sheet, editing.now, classes), 0);
}

/** All pictures of a source, whether they count or not. @param {SourceResult | null | undefined} result */
export function countIn(result) {
  return result ? result.labels.length + result.more.reduce((sum, count) => sum + count, 0) : 0;
}
