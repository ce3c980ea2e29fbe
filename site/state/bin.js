/**
 * Everything that was deleted or replaced and can be restored, by the same rules everywhere.
 *
 * Each deletion is listed beside the list that it came from (views/components/gone.js), the latest first, with a button that
 * restores it at its former position, regardless of later deletions and changes. Ten are kept in each place, until the
 * project is closed; deleted projects, until the page is closed. Nothing is stored on the device, since a deletion
 * frees its space immediately.
 *
 * Editors (pictures, layers, drawings, text) have their own undo.
 */

import { withoutEditsOf, withSource } from './collection.js';
import { rested } from './notebook.js';

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
 *   | {kind: 'project', entry: Entry, parts: Map<string, any>}} Thing
 *     symbol: a class that is a picture, with the texts before and after it; reading: of a page that was read again at
 *     other corners, and now has the id `by`; network: edited by hand, and replaced by a preset or another training's;
 *     cells: replaced by opening a notebook; points: of the playground, all taken away, or set by hand and replaced
 *
 * @typedef {Thing & {id: string}} Gone    id: of the deletion; of the thing itself, where it has one that never returns
 *
 * @typedef {{type: 'gone/restored', id: string} | {type: 'project/gone', entry: Entry, parts: Map<string, any>}}
 *     BinAction
 */

/** The most deletions that are kept in each place. */
const MOST = 10;

/** Projects are large: beyond this, the earliest deleted ones are dropped. */
const MOST_BYTES = 256 * 2 ** 20;

/** @type {Record<Thing['kind'], Place>} */
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

/** The deletions of a place, the earliest first. @param {Gone[]} bin @param {Place} place */
export function goneFrom(bin, place) {
  return bin.filter(({ kind }) => PLACES[kind] === place);
}

/**
 * The bin after an action.
 *
 * @param {State} before
 * @param {State} after    the action
 * @param {Action} action
 * @returns {Gone[]}
 */
export function binReducer(before, after, action) {
  const { bin } = after;
  const gone = goneBy(before, after, action);
  if (gone) return bounded([...bin.filter(({ id }) => id !== gone.id), gone]);
  if (action.type === 'project/opened') return before.bin.filter(({ kind }) => kind === 'project');
  // The page has another id now.
  if (action.type === 'sheet/read' && action.as)
    return bin.map((one) =>
      one.kind === 'reading' && one.by === action.id ? { ...one, by: action.as ?? one.by } : one,
    );
  // A deleted training that was continued exists again.
  if (after.runs !== before.runs && bin.some((one) => isThere(one, after)))
    return bin.filter((one) => !isThere(one, after));
  return bin;
}

/**
 * Restores a deletion; the caller updates derived state (the classes).
 *
 * @param {State} state
 * @param {string} id    of the deletion
 * @returns {State}
 */
export function bringBack(state, id) {
  const gone = state.bin.find((one) => one.id === id);
  if (!gone) return state;
  const left = { ...state, bin: state.bin.filter((one) => one !== gone) };
  switch (gone.kind) {
    case 'sheet':
    case 'reading':
      return withSheetBack(left, gone);
    case 'symbol':
      return { ...left, template: withSymbol(left.template, gone) };
    case 'run':
      return { ...left, runs: inserted(left.runs, gone.place, gone.run) };
    case 'network': {
      const { choice, past, future } = gone;
      return { ...left, choice, design: { ...left.design, past, future, description: null, error: null } };
    }
    case 'cell':
      return { ...left, notebook: { ...left.notebook, cells: inserted(left.notebook.cells, gone.place, gone.cell) } };
    case 'cells':
      return { ...left, notebook: { ...left.notebook, cells: [...gone.cells, ...left.notebook.cells] } };
    case 'points': {
      const { points, of } = gone;
      return { ...left, playground: { ...left.playground, points, kind: of, losses: [] } };
    }
    default:
      return left; // storage has restored the project
  }
}

/** @param {State} before @param {State} after @param {Action} action @returns {Gone | null} */
function goneBy(before, after, action) {
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
      return { kind: 'network', id: fresh(before.bin, 'network'), choice, past, future };
    }
    case 'cell/removed': {
      const place = before.notebook.cells.findIndex(({ id }) => id === action.id);
      return place < 0 ? null : { kind: 'cell', id: action.id, cell: rested([before.notebook.cells[place]])[0], place };
    }
    case 'cells/opened': {
      const cells = rested(before.notebook.cells);
      return cells.length === 0 ? null : { kind: 'cells', id: fresh(before.bin, 'cells'), cells };
    }
    case 'plane/emptied':
    case 'plane/drawn': {
      const { points, kind } = before.playground;
      const isLost = points.labels.length > 0 && (action.type === 'plane/emptied' || kind === null);
      return isLost ? { kind: 'points', id: fresh(before.bin, 'points'), points, of: kind } : null;
    }
    case 'project/gone':
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
 * @param {Gone & {kind: 'sheet' | 'reading'}} gone
 * @returns {State}
 */
function withSheetBack(state, gone) {
  const { sheet, place, edits } = gone;
  const now = gone.kind === 'reading' ? state.sheets.find(({ id }) => id === gone.by) : undefined;
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
 * @returns {Gone | null}
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
 * @param {Gone & {kind: 'symbol'}} gone
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

/** @param {Gone[]} bin @param {'network' | 'cells' | 'points'} kind    of what has no id of its own */
function fresh(bin, kind) {
  const numbers = bin.filter((one) => one.kind === kind).map(({ id }) => Number(id.split('-')[1]));
  return `${kind}-${Math.max(0, ...numbers) + 1}`;
}

/** @param {Gone} gone @param {State} state */
function isThere(gone, { runs }) {
  return gone.kind === 'run' && runs.some(({ id }) => id === gone.id);
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

/** @param {Gone[]} bin @returns {Gone[]} */
function bounded(bin) {
  const place = PLACES[bin[bin.length - 1].kind];
  const here = bin.filter(({ kind }) => PLACES[kind] === place);
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
  return bin.filter((one) => PLACES[one.kind] !== place || kept.has(one));
}
