/**
 * Everything that was deleted or replaced and can be restored, by the same rules everywhere.
 *
 * Each deletion is listed beside the list that it came from (views/components/deletions.js), the latest first, with a
 * button that restores it at its former position, regardless of later deletions and changes. Ten are kept in each
 * place, until the project is closed; deleted projects, until the page is closed. Nothing is stored on the device,
 * since a deletion frees its space immediately.
 *
 * Editors (pictures, layers, drawings, text) have their own undo.
 */

import { withoutEditsOf, withSource } from './collection.js';
import { settledCells } from './notebook.js';

/** @import {Edits} from './collection.js' */
/** @import {Design} from './design.js' */
/** @import {Cell} from './notebook.js' */
/** @import {PlaneKind} from './playground.js' */
/** @import {PlanePoints} from '../worker/protocol.js' */
/** @import {Entry} from './project.js' */
/** @import {Choice} from './design.js' */
/** @import {Action, State} from './reducer.js' */
/** @import {Sheet} from './sheets.js' */
/** @import {TemplateChoice} from './template.js' */
/** @import {Run} from './runs.js' */

/** @typedef {'collect' | 'template' | 'train' | 'code' | 'playground' | 'projects'} Place    where it was, and is brought back */

/**
 * @typedef {{kind: 'sheet', sheet: Sheet, place: number, edits: Edits[string] | undefined}
 *   | {kind: 'reading', sheet: Sheet, place: number, edits: Edits[string] | undefined, by: string}
 *   | {kind: 'symbol', name: string, picture: Uint8Array, texts: string[]}
 *   | {kind: 'run', run: Run, place: number}
 *   | {kind: 'network', choice: Choice, past: Design['past'], future: Design['future']}
 *   | {kind: 'cell', cell: Cell, place: number}
 *   | {kind: 'cells', cells: Cell[]}
 *   | {kind: 'points', points: PlanePoints, of: PlaneKind | null}
 *   | {kind: 'project', entry: Entry, parts: Map<string, any>}} Deleted
 *     symbol: a class that is a picture, with the texts before and after it; reading: of a page that was read again at
 *     other corners, and now has the id `by`; network: edited by hand, and replaced by a preset or another training's;
 *     cells: replaced by opening a notebook; points: of the playground, all taken away, or set by hand and replaced
 *
 * @typedef {Deleted & {id: string}} Deletion    id: of the deletion; of what was deleted, if it has one that is never
 *     reused
 *
 * @typedef {{type: 'deletion/restored', id: string} | {type: 'project/deleted', entry: Entry, parts: Map<string, any>}}
 *     DeletionAction
 */

/** The most deletions that are kept in each place. */
const MOST = 10;

/** Projects are large: beyond this, the earliest deleted ones are dropped. */
const MOST_BYTES = 256 * 2 ** 20;

/** @type {Record<Deleted['kind'], Place>} */
const PLACES = {
  sheet: 'collect',
  reading: 'collect',
  symbol: 'template',
  run: 'train',
  network: 'train',
  cell: 'code',
  cells: 'code',
  points: 'playground',
  project: 'projects',
};

/** The deletions of a place, the earliest first. @param {Deletion[]} deletions @param {Place} place */
export function deletionsFrom(deletions, place) {
  return deletions.filter(({ kind }) => PLACES[kind] === place);
}

/**
 * The deletions after an action.
 *
 * @param {State} before
 * @param {State} after    the action
 * @param {Action} action
 * @returns {Deletion[]}
 */
export function deletionsReducer(before, after, action) {
  const { deletions } = after;
  const deletion = deletionBy(before, after, action);
  if (deletion) return bounded([...deletions.filter(({ id }) => id !== deletion.id), deletion]);
  if (action.type === 'project/opened') return before.deletions.filter(({ kind }) => kind === 'project');
  // The page has another id now.
  if (action.type === 'sheet/read' && action.as)
    return deletions.map((one) =>
      one.kind === 'reading' && one.by === action.id ? { ...one, by: action.as ?? one.by } : one,
    );
  // A deleted training that was continued exists again.
  if (after.runs !== before.runs && deletions.some((one) => isThere(one, after)))
    return deletions.filter((one) => !isThere(one, after));
  return deletions;
}

/**
 * Restores a deletion; the caller updates derived state (the classes).
 *
 * @param {State} state
 * @param {string} id    of the deletion
 * @returns {State}
 */
export function restoreDeletion(state, id) {
  const deletion = state.deletions.find((one) => one.id === id);
  if (!deletion) return state;
  const left = { ...state, deletions: state.deletions.filter((one) => one !== deletion) };
  switch (deletion.kind) {
    case 'sheet':
    case 'reading':
      return withSheetBack(left, deletion);
    case 'symbol':
      return { ...left, template: withSymbol(left.template, deletion) };
    case 'run':
      return { ...left, runs: inserted(left.runs, deletion.place, deletion.run) };
    case 'network': {
      const { choice, past, future } = deletion;
      return { ...left, choice, design: { ...left.design, past, future, description: null, error: null } };
    }
    case 'cell':
      return {
        ...left,
        notebook: { ...left.notebook, cells: inserted(left.notebook.cells, deletion.place, deletion.cell) },
      };
    case 'cells':
      return { ...left, notebook: { ...left.notebook, cells: [...deletion.cells, ...left.notebook.cells] } };
    case 'points': {
      const { points, of } = deletion;
      return { ...left, playground: { ...left.playground, points, kind: of, losses: [] } };
    }
    default:
      return left; // storage has restored the project
  }
}

/** @param {State} before @param {State} after @param {Action} action @returns {Deletion | null} */
function deletionBy(before, after, action) {
  switch (action.type) {
    case 'sheet/removed': {
      const found = sheetOf(before, action.id);
      return found && (found.sheet.result || found.sheet.file) ? { kind: 'sheet', id: action.id, ...found } : null;
    }
    case 'sheet/again': {
      const found = sheetOf(before, action.id);
      return found?.sheet.result && found.sheet.state === 'done'
        ? { kind: 'reading', id: action.id, by: action.id, ...found }
        : null;
    }
    case 'template/changed':
      return symbolOf(before.template, after.template);
    case 'run/deleted': {
      const place = before.runs.findIndex(({ id }) => id === action.id);
      return place < 0 ? null : { kind: 'run', id: action.id, run: before.runs[place], place };
    }
    case 'preset/chosen':
    case 'run/opening': {
      const {
        choice,
        design: { past, future },
      } = before;
      if (!choice.layers || isKnown(choice.layers, after)) return null;
      return { kind: 'network', id: fresh(before.deletions, 'network'), choice, past, future };
    }
    case 'cell/removed': {
      const place = before.notebook.cells.findIndex(({ id }) => id === action.id);
      return place < 0
        ? null
        : { kind: 'cell', id: action.id, cell: settledCells([before.notebook.cells[place]])[0], place };
    }
    case 'cells/opened': {
      const cells = settledCells(before.notebook.cells);
      return cells.length === 0 ? null : { kind: 'cells', id: fresh(before.deletions, 'cells'), cells };
    }
    case 'plane/emptied':
    case 'plane/drawn': {
      const { points, kind } = before.playground;
      const isLost = points.labels.length > 0 && (action.type === 'plane/emptied' || kind === null);
      return isLost ? { kind: 'points', id: fresh(before.deletions, 'points'), points, of: kind } : null;
    }
    case 'project/deleted':
      return { kind: 'project', id: action.entry.id, entry: action.entry, parts: action.parts };
    default:
      return null;
  }
}

/** @param {State} state @param {string} id */
function sheetOf({ sheets, editing }, id) {
  const place = sheets.findIndex((sheet) => sheet.id === id);
  return place < 0 ? null : { sheet: sheets[place], place, edits: editing.now[id] };
}

/**
 * A page that was being read is queued again.
 * @param {State} state
 * @param {Deletion & {kind: 'sheet' | 'reading'}} deletion
 * @returns {State}
 */
function withSheetBack(state, deletion) {
  const { sheet, place, edits } = deletion;
  const now = deletion.kind === 'reading' ? state.sheets.find(({ id }) => id === deletion.by) : undefined;
  const back =
    sheet.state === 'working' ? { ...sheet, state: /** @type {const} */ ('waiting'), progress: null } : sheet;
  const sheets = now ? state.sheets.map((one) => (one === now ? back : one)) : inserted(state.sheets, place, back);
  const editing = now ? withoutEditsOf(state.editing, now.id) : state.editing;
  return { ...state, sheets, editing: withSource(editing, sheet.id, edits) };
}

/**
 * The picture of a class that no longer exists; a renamed one does.
 * @param {TemplateChoice} before
 * @param {TemplateChoice} after
 * @returns {Deletion | null}
 */
function symbolOf(before, after) {
  if (before.pictures === after.pictures) return null;
  const left = new Set(Object.values(after.pictures));
  const names = Object.keys(before.pictures);
  const name = names.find((one) => !left.has(before.pictures[one]));
  return name === undefined
    ? null
    : { kind: 'symbol', id: `symbol-${name}`, name, picture: before.pictures[name], texts: [before.text, after.text] };
}

/**
 * With another name if its own is taken by now.
 * @param {TemplateChoice} template
 * @param {Deletion & {kind: 'symbol'}} deletion
 * @returns {TemplateChoice}
 */
function withSymbol({ text, pictures, ...template }, { name, picture, texts: [before, after] }) {
  let free = name;
  for (let number = 2; free in pictures; number += 1) free = `${name} ${number}`;
  return {
    ...template,
    text: text === after && free === name ? before : `${text} "${free}"`,
    pictures: { ...pictures, [free]: picture },
  };
}

/** @param {Deletion[]} deletions @param {'network' | 'cells' | 'points'} kind    of what has no id of its own */
function fresh(deletions, kind) {
  const numbers = deletions.filter((one) => one.kind === kind).map(({ id }) => Number(id.split('-')[1]));
  return `${kind}-${Math.max(0, ...numbers) + 1}`;
}

/** @param {Deletion} deletion @param {State} state */
function isThere(deletion, { runs }) {
  return deletion.kind === 'run' && runs.some(({ id }) => id === deletion.id);
}

/**
 * Whether these layers belong to a training, or are still chosen.
 * @param {NonNullable<Choice['layers']>} layers
 * @param {State} state
 */
function isKnown(layers, { choice, runs }) {
  const said = JSON.stringify(layers);
  return [choice, ...runs.map(({ settings }) => settings)].some((one) => JSON.stringify(one.layers) === said);
}

/** @template T @param {T[]} list @param {number} place @param {T} item @returns {T[]} */
function inserted(list, place, item) {
  return [...list.slice(0, place), item, ...list.slice(place)];
}

/** @param {Deletion[]} deletions @returns {Deletion[]} */
function bounded(deletions) {
  const place = PLACES[deletions[deletions.length - 1].kind];
  const here = deletions.filter(({ kind }) => PLACES[kind] === place);
  let bytes = 0;
  const kept = new Set(
    here
      .slice(-MOST)
      .reverse()
      .filter((one, index) => {
        bytes += one.kind === 'project' ? one.entry.bytes : 0;
        return index === 0 || bytes <= MOST_BYTES;
      }),
  );
  return deletions.filter((one) => PLACES[one.kind] !== place || kept.has(one));
}
