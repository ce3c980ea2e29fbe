/** The sources of pictures as cards: they come, are read, are signed, are edited and go. */

import { classesOf, countIn, edit, othersIn, withoutEditsOf, withTwin } from './collection.js';

/** @import {State} from './reducer.js' */
/** @import {CodeFetching, ErrorRecord, PagePicture, SheetEvent} from '../worker/protocol.js' */
/** @import {SourceRest, SourceResult, Unedit} from '../worker/protocol.js' */

/**
 * @typedef {object} Sheet    one source of pictures, in the order of arrival: a page, the drawings, a ready collection
 * @property {string} id
 * @property {string} name    the file's name: shown as text only
 * @property {'waiting' | 'working' | 'done' | 'failed'} state
 * @property {SheetEvent | CodeFetching | null} progress
 * @property {SourceResult | null} result
 * @property {ErrorRecord | null} error
 * @property {string} [writer]    the nickname of who wrote it; the same on two sheets is one hand
 * @property {string} [origin]    tells whether the same file is dropped again
 * @property {File} [file]    as long as it may have to be read again
 * @property {boolean} [pointed]    a person has set its corners
 * @property {number[][]} [corners]    as that person has set them, in pixels of the page
 * @property {number[]} [top]    a place near the page's top, as a person has said where nothing told it
 * @property {number[][][]} [beside]    the corners of other sheets in the same picture, which have cards of their own
 * @property {string[]} [classes]    what stands on it from top to bottom, as a person has said where no strip was read
 * @property {Given} [given]    where its pictures are too many to be kept on the device, or were put right: what they
 *     are made from once more
 * @property {SourceRest} [rest]    those pictures, when they have come
 *
 * @typedef {{files: {name: string, file: Uint8Array}[], most: number, asItWas?: boolean}} Given    what a ready
 *     collection was made of; asItWas: its pictures are not put right
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

/** @param {Sheet[]} sheets @param {Sheet[]} fresh @param {string} [after]    whom they follow; by default all */
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
      const { type, id, ...told } = action; // what was told before stays
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
 * A page that is read once more gives other pictures: they come under another id, and what was said about the first
 * ones is gone.
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
 * A page that was read with a doubt may be read again at corners that a person sets, and one of other symbols than
 * those
 * before it, or of those that a person named, with others, or the other way up.
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
 * What was found out about pictures may be acted on when they are gone.
 * @param {State} state
 * @param {Unedit[]} changes
 * @returns {State}
 */
export function editPictures(state, changes) {
  const ids = new Set(state.sheets.filter(({ result }) => result).map(({ id }) => id));
  const there = changes.filter(({ sheet }) => ids.has(sheet));
  return there.length > 0 ? withClasses({ ...state, editing: edit(state.editing, there) }) : state;
}

/** All that was read, whether it counts or not. @param {Sheet[]} sheets */
export function countPictures(sheets) {
  return sheets.reduce((sum, { result }) => sum + countIn(result), 0);
}
