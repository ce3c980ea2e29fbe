/** The sources of pictures: adding, reading, editing and removing them. */

import { classesOf, countIn, edit, othersIn, withoutEditsOf, withTwin } from './collection.js';

/** @import {State} from './reducer.js' */
/** @import {CodeFetching, ErrorRecord, PagePicture, SheetEvent} from '../worker/protocol.js' */
/** @import {SourceRest, SourceResult, Unedit} from '../worker/protocol.js' */

/**
 * @typedef {object} Sheet    one source of pictures, in the order of arrival: a page, the drawings, or a dataset
 * @property {string} id
 * @property {string} name    the file's name, for display
 * @property {'waiting' | 'working' | 'done' | 'failed'} state
 * @property {SheetEvent | CodeFetching | null} progress
 * @property {SourceResult | null} result
 * @property {ErrorRecord | null} error
 * @property {string} [writer]    nickname of the writer; sheets with the same nickname have the same writer
 * @property {string} [origin]    identifies the file, to detect duplicates
 * @property {File} [file]    while it may have to be read again
 * @property {boolean} [pointed]    its corners were set by hand
 * @property {number[][]} [corners]    set by hand, in pixels of the page
 * @property {number[]} [top]    a place near the page's top, set by hand
 * @property {number[][][]} [beside]    the corners of other sheets in the same picture, which have their own cards
 * @property {string[]} [classes]    its symbols from top to bottom, set by hand if no mark was read
 * @property {Given} [given]    the files of a dataset
 * @property {SourceRest} [rest]    the remaining pictures, once received
 *
 * @typedef {{files: {name: string, file: Uint8Array}[], most: number} & Partial<AsItWas & Turned>} Given
 *     the files of a dataset
 * @typedef {{asItWas: true}} AsItWas    without corrections
 * @typedef {{turn: string}} Turned    the pictures are turned by choice, by one of the turns in `data/righting.py`
 * @typedef {AsItWas | Turned} TakenAgain    how a dataset is imported again
 *
 * @typedef {'template' | 'draw' | 'ready' | 'camera'} Way
 *
 * @typedef {{id: string, name: string, picture: PagePicture, corners: number[][]}} Pointing    corners in pixels of the
 *     page
 *
 * @typedef {{type: 'sheet/started', id: string}
 *   | {type: 'sheet/progressed', id: string, progress: SheetEvent | CodeFetching}
 *   | {type: 'sheet/read', id: string, as?: string, result: SourceResult, given?: Given}
 *   | {type: 'sheet/compared', id: string, twin: string | null}
 *   | {type: 'sheet/completed', id: string, rest: SourceRest}
 *   | {type: 'sheet/failed', id: string, error: ErrorRecord}
 *   | {type: 'sheet/removed', id: string}
 *   | {type: 'sheet/signed', id: string, writer: string}
 *   | {type: 'sheet/again', id: string, corners?: number[][], classes?: string[], top?: number[]}
 *   | {type: 'sheet/lost', id: string, error: ErrorRecord}} SheetAction
 */

/**
 * @param {Pick<Sheet, 'id' | 'name' | 'origin' | 'file' | 'given' | 'beside'>} sheet
 * @returns {Sheet}
 */
export function waitingSheet(sheet) {
  return { ...sheet, state: 'waiting', progress: null, result: null, error: null };
}

/**
 * @param {Sheet[]} sheets
 * @param {Sheet[]} fresh
 * @param {string} [after]    the sheet after which they are inserted; by default at the end
 */
export function withSheets(sheets, fresh, after) {
  const place = sheets.findIndex(({ id }) => id === after) + 1 || sheets.length;
  return [...sheets.slice(0, place), ...fresh, ...sheets.slice(place)];
}

/**
 * @param {State} state
 * @param {string} id
 * @param {Partial<Sheet>} change
 * @returns {State}
 */
export function withSheet(state, id, change) {
  return { ...state, sheets: state.sheets.map((sheet) => (sheet.id === id ? { ...sheet, ...change } : sheet)) };
}

/** @param {State} state @returns {State} */
export function withClasses(state) {
  const classes = classesOf(state.sheets, state.editing.now);
  return classes.join('\0') === state.classes.join('\0') ? state : { ...state, classes };
}

/**
 * @param {State} state
 * @param {SheetAction} action
 * @returns {State}
 */
export function sheetsReducer(state, action) {
  switch (action.type) {
    case 'sheet/started':
      return withSheet(state, action.id, { state: 'working' });
    case 'sheet/progressed':
      return withSheet(state, action.id, { progress: action.progress });
    case 'sheet/read':
      return readSheet(state, action);
    case 'sheet/compared':
      return { ...state, sheets: withTwin(state.sheets, action.id, action.twin) };
    case 'sheet/completed':
      return withSheet(state, action.id, { rest: action.rest });
    case 'sheet/failed':
      return withSheet(state, action.id, { state: 'failed', error: action.error, progress: null });
    case 'sheet/removed':
      return removeSheet(state, action.id);
    case 'sheet/signed':
      return withSheet(state, action.id, { writer: action.writer });
    case 'sheet/again': {
      const { type, id, ...told } = action; // earlier facts are kept
      return {
        ...withSheet(state, id, { state: 'waiting', error: null, ...told, ...(told.corners && { pointed: true }) }),
        pointing: null,
      };
    }
    case 'sheet/lost':
      return withClasses(
        withSheet(state, action.id, { state: 'failed', error: action.error, result: null, progress: null }),
      );
  }
}

/**
 * Stores the result of reading a page. If it was read again, its pictures get another id, and edits of the old ones are
 * removed.
 *
 * @param {State} state
 * @param {{id: string, as?: string, result: SourceResult, given?: Given}} read
 * @returns {State}
 */
function readSheet(state, { id, as = id, result, given }) {
  const read = withSheet(state, id, {
    id: as,
    state: 'done',
    result,
    error: null,
    progress: null,
    file: fileAfter(state, { id, result }),
    given,
  });
  const next = { ...read, sheets: withTwin(read.sheets, as, result.page?.twin) };
  if (as === id) return withClasses(next);
  return withClasses({ ...next, editing: withoutEditsOf(state.editing, id) });
}

/**
 * The file of a page is kept if it may be read again: with other corners, other symbols, or upside down.
 *
 * @param {State} state
 * @param {{id: string, result: SourceResult}} read
 */
function fileAfter({ sheets }, { id, result }) {
  const sheet = sheets.find((one) => one.id === id);
  const doubtful = (result.page?.quality.warnings.length ?? 0) > 0;
  return doubtful || sheet?.classes || sheet?.top || othersIn(sheets, { id, result }).length > 0
    ? sheet?.file
    : undefined;
}

/** @param {State} state @param {string} id @returns {State} */
function removeSheet(state, id) {
  const sheets = state.sheets.filter((sheet) => sheet.id !== id);
  if (sheets.length === state.sheets.length) return state;
  return withClasses({
    ...state,
    sheets,
    editing: withoutEditsOf(state.editing, id),
    pointing: state.pointing?.id === id ? null : state.pointing,
  });
}

/**
 * Ignores edits of pictures that no longer exist.
 * @param {State} state
 * @param {Unedit[]} changes
 * @returns {State}
 */
export function editPictures(state, changes) {
  const ids = new Set(state.sheets.filter(({ result }) => result).map(({ id }) => id));
  const there = changes.filter(({ sheet }) => ids.has(sheet));
  return there.length > 0 ? withClasses({ ...state, editing: edit(state.editing, there) }) : state;
}

/** All pictures, whether they count or not. @param {Sheet[]} sheets */
export function countPictures(sheets) {
  return sheets.reduce((sum, { result }) => sum + countIn(result), 0);
}
