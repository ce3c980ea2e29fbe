/**
 * Examples of stored records and slices. Data from other versions, or damaged data, are checked against them when they
 * are loaded.
 */

/** A page, a dataset or the drawings; null in a model means any value. */
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
 * Whether a value has all properties of its model, with the same types.
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
