/**
 * Converts the state to parts for storage, and back.
 *
 * A part is written if it differs from the stored one, so a change of one source writes only that source. Parts are
 * plain data, typed arrays and files. Slices that survive a reload are listed in WHOLE if they are stored completely,
 * or in CHOSEN if partly; lists of records with an `id` are in RECORDS, with one part per record. All other slices are
 * reset.
 */

import { seenIn } from '../state/collection.js';
import { settledCells } from '../state/notebook.js';
import { asOutput } from '../state/outputs.js';
import { NO_PATH } from '../state/path.js';
import { countPictures } from '../state/sheets.js';
import { STEPS } from '../state/steps.js';
import { fits, MODELS } from './models.js';

/** @import {State} from '../state/reducer.js' */
/** @import {Sheet} from '../state/sheets.js' */

/** @typedef {Map<string, any>} Parts    by name; of records `<slice>/<id>` */

const WHOLE = /** @type {const} */ (['editing', 'choice', 'checked', 'step', 'path']);

/** @type {Record<string, (state: State) => object>} */
const CHOSEN = {
  template: ({ template: { text, columns, paper, pictures } }) => ({ text, columns, paper, pictures }),
  training: ({ training: { run } }) => ({ run }),
  playground: ({ playground: { solved } }) => ({ solved }),
  lesson: ({ lesson: { seen, solved } }) => ({ seen, solved }),
  notebook: ({ notebook: { cells, made, runs } }) => ({ cells: settledCells(cells), made, runs }),
};

/** @type {Record<string, (record: any) => object>} */
const RECORDS = {
  sheets: settledSheet,
  underway: (drawing) => drawing,
  runs: ({ weights, testing, ...run }) => ({
    ...run,
    weights: null,
    state: run.state === 'running' ? 'stopped' : run.state,
  }),
};

/** Large values that never change, which are separate parts. */
const SEPARATE = ['file', 'given', 'weights'];

/** @param {State} state @returns {Parts} */
export function partsOf(state) {
  /** @type {Parts} */
  const parts = new Map();
  for (const name of WHOLE) parts.set(name, state[name]);
  for (const [name, choose] of Object.entries(CHOSEN)) parts.set(name, choose(state));
  for (const [name, keep] of Object.entries(RECORDS)) {
    const records = /** @type {any} */ (state)[name];
    parts.set(
      name,
      records.map((/** @type {any} */ { id }) => id),
    );
    for (const record of records) {
      parts.set(`${name}/${record.id}`, keep(record));
      for (const field of SEPARATE) if (record[field]) parts.set(`${field}/${record.id}`, record[field]);
    }
  }
  return parts;
}

/**
 * @param {Parts} parts
 * @param {State} initial    used for missing or malformed slices
 * @returns {Partial<State>}
 */
export function stateOf(parts, initial) {
  /** @type {any} */
  const state = {};
  for (const name of WHOLE) if (parts.has(name)) state[name] = orElse(renewed(name, parts.get(name)), initial[name]);
  for (const name of Object.keys(CHOSEN)) {
    const model = /** @type {any} */ (initial)[name];
    state[name] = orElse({ ...model, ...renewed(name, parts.get(name)) }, model);
  }
  for (const name of Object.keys(RECORDS)) state[name] = recordsOf(parts, name);
  if (!STEPS.includes(state.step)) delete state.step;
  // Earlier versions stored the number of pictures instead.
  if (parts.has('checked') && parts.get('checked') === countPictures(state.sheets))
    state.checked = seenIn(state.sheets);
  return state;
}

/** @template T @param {any} value @param {T} initial @returns {T} */
function orElse(value, initial) {
  return fits(value, initial) ? value : initial;
}

/** The valid records of a list. @param {Parts} parts @param {string} list @returns {object[]} */
function recordsOf(parts, list) {
  const ids = parts.get(list);
  return (Array.isArray(ids) ? ids : [])
    .map((id) => parts.get(`${list}/${id}`))
    .filter((record) => fits(record, MODELS[list]))
    .map((record) => {
      const separate = SEPARATE.map((field) => [field, revived(parts.get(`${field}/${record.id}`))]).filter(
        ([, value]) => value,
      );
      return { ...renewed(list, record), ...Object.fromEntries(separate) };
    });
}

/**
 * Converts parts of earlier versions: all presets used a tenth for validation, paths had no form, and outputs of cells
 * were not validated.
 *
 * @param {string} name
 * @param {any} value
 */
function renewed(name, value) {
  if (name === 'choice') return withSplit(value);
  if (name === 'path') return { form: NO_PATH.form, started: null, hurried: false, evaluated: '', ...value };
  if (name === 'notebook' && Array.isArray(value?.cells)) return { ...value, cells: value.cells.map(withOutputs) };
  return name === 'runs'
    ? {
        ...value,
        settings: { validationShare: 0.1, ...withSplit(value.settings) },
        steps: Array.isArray(value.steps) ? value.steps : [],
      }
    : value;
}

/** @param {any} cell */
function withOutputs(cell) {
  return Array.isArray(cell?.outputs) ? { ...cell, outputs: cell.outputs.map(asOutput) } : cell;
}

/**
 * Earlier versions had one seed for initial weights and the data split.
 * @param {any} settings
 */
function withSplit(settings) {
  return { splitSeed: settings?.seed, ...settings };
}

/** Resets running work: a page that was being read is queued again. @param {Sheet} sheet */
function settledSheet({ file, given, rest, ...sheet }) {
  return { ...sheet, state: sheet.state === 'working' ? 'waiting' : sheet.state, progress: null };
}

/**
 * Whether two values of a part are equal: by reference, one level deep.
 *
 * @param {any} a
 * @param {any} b
 */
export function isSame(a, b) {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Blob || b instanceof Blob || ArrayBuffer.isView(a)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(a[key], b[key]));
}

/** A file from its stored bytes; other values as they are. @param {any} value */
function revived(value) {
  return value?.content ? new File([value.content], value.name, { lastModified: value.lastModified }) : value;
}

/** Parts about the user's place in the page, which are not worth a warning. */
const PASSING = new Set(['step', 'checked', 'path', 'lesson']);

/** Whether losing a change would matter. @param {{changed: Parts, removed: string[]}} change */
export function hasWork({ changed, removed }) {
  return [...changed.keys(), ...removed].some((name) => !PASSING.has(name));
}

/** Whether the state contains work that is not in these parts. @param {State} state @param {Parts} parts */
export function hasWorkSince(state, parts) {
  const now = partsOf(state);
  const changed = new Map([...now].filter(([name, value]) => !isSame(value, parts.get(name))));
  return hasWork({ changed, removed: [...parts.keys()].filter((name) => !now.has(name)) });
}

/** @type {WeakMap<object, number>} */
const sizes = new WeakMap();

/** Bytes of all typed arrays and files in a part. @param {any} value @returns {number} */
export function bytesIn(value) {
  if (value instanceof Blob) return value.size;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (value === null || typeof value !== 'object') return 0;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  const bytes = Object.values(value).reduce((sum, entry) => sum + bytesIn(entry), 0);
  sizes.set(value, bytes);
  return bytes;
}
