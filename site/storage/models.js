/**
 * What records and slices look like. What was kept by another version, or was
 * damaged, is held against these models before the page takes it for its state.
 */

/** A page, a ready collection or the drawings; what a model has as null may be anything. */
const SHEET = { id: '', name: '', state: '', result: null, error: null };

const RUN = {
  id: '',
  number: 0,
  name: '',
  starred: false,
  at: 0,
  settings: { epochs: 0 },
  classes: [],
  goal: 0,
  samples: {},
  parameters: 0,
  epochs: [],
  seconds: 0,
  state: '',
  kept: { epochs: 0, batch: 0 },
};

const DRAWING = { id: '', name: '', drawing: null, size: 0 };

/** Of the lists of records. @type {Record<string, object>} */
export const MODELS = { sheets: SHEET, underway: DRAWING, runs: RUN };

/**
 * Whether a value has all that its model has, of the same kinds.
 *
 * @param {any} value
 * @param {any} model
 * @returns {boolean}
 */
export function fits(value, model) {
  if (model === null || model === undefined) return true;
  if (kindOf(value) !== kindOf(model)) return false;
  return kindOf(model) !== 'object' || Object.keys(model).every((key) => fits(value[key], model[key]));
}

/** @param {any} value */
function kindOf(value) {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
