/**
 * Validation of cell outputs. A cell can forge messages to the page; a malformed output would break the view that draws
 * it, and the project that stores it could never be opened again.
 */

/** @import {CodeOutput} from '../worker/protocol.js' */

/** @typedef {(value: any) => boolean} Form    whether a value is valid */

/** The most entries of a list. */
const MOST_ENTRIES = 100_000;
const MOST_PICTURES = 200;
const LARGEST_SIDE = 640;
/** Maximum nesting of objects. */
const DEEPEST = 8;

/** @type {Form} */
const text = (value) => typeof value === 'string';
/** May be missing, which leaves a gap. @type {Form} */
const number = (value) => typeof value === 'number';
/** @type {Form} */
const flag = (value) => typeof value === 'boolean';
/** @type {Form} */
const whole = (value) => Number.isSafeInteger(value) && value >= 0;
/** @type {Form} */
const bytes = (value) => value instanceof Uint8Array;
/** @param {any[]} names @returns {Form} */
const oneOf =
  (...names) =>
  (value) =>
    names.includes(value);
/** @param {Form} form @returns {Form} */
const maybe = (form) => (value) => value === null || value === undefined || form(value);
/** Copied, since `every` skips holes in arrays. @param {Form} form @returns {Form} */
const list = (form) => (value) => Array.isArray(value) && value.length <= MOST_ENTRIES && [...value].every(form);
/** @param {any} value */
const isPlain = (value) =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
/** Inherited properties are not considered. @param {Record<string, Form>} fields @returns {Form} */
const record = (fields) => (value) =>
  isPlain(value) &&
  Object.entries(fields).every(([name, form]) => form(Object.hasOwn(value, name) ? value[name] : undefined));
/** @param {Form} form @returns {Form} */
const mapped = (form) => (value) => isPlain(value) && Object.values(value).every(form);
/** @type {Form} */
const scalar = (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value);
/** Any JSON value. @type {(value: any, depth?: number) => boolean} */
const plain = (value, depth = DEEPEST) =>
  scalar(value) ||
  (depth > 0 && (list((one) => plain(one, depth - 1))(value) || mapped((one) => plain(one, depth - 1))(value)));
/** A configurable object of `nn`. */
const engine = record({ class_name: text, config: mapped((value) => plain(value)) });

const PARAMS = mapped(scalar);

/** A network from a cell: its start record, as of a training. */
const ARRIVED = {
  run: text,
  settings: record({
    preset: text,
    epochs: whole,
    batchSize: whole,
    learningRate: number,
    seed: whole,
    splitSeed: whole,
    layers: maybe(list(engine)),
    optimizer: maybe(engine),
    schedule: maybe(engine),
    earlyStopping: maybe((value) => value === false || engine(value)),
    validationShare: maybe(number),
    augmentation: maybe((value) => value === false || mapped((one) => plain(one))(value)),
    initializer: maybe(engine),
    regularizer: maybe((value) => value === false || engine(value)),
    shuffle: maybe(flag),
  }),
  start: record({
    type: oneOf('start'),
    samples: record({ train: whole, validation: whole, test: whole }),
    batches: whole,
    parameters: whole,
    data: number,
    at: number,
    forHelpers: flag,
  }),
  checkpoint: record({ type: oneOf('checkpoint'), epochs: whole, batch: whole, weights: bytes }),
};

const PLACE = { sheet: text, cell: whole };
const UNEDITS = list(record({ ...PLACE, label: maybe(text) }));

/** @type {Record<string, Form>} */
const FORMS = {
  text: record({ text, stream: oneOf('out', 'err', 'value') }),
  table: ({ rows, shape, dtype }) =>
    text(dtype) &&
    list(whole)(shape) &&
    shape.length >= 1 &&
    shape.length <= 2 &&
    list(list(text))(rows) &&
    rows.length > 0,
  pictures: (output) =>
    record({
      form: oneOf('ink', 'signed', 'colour'),
      count: whole,
      height: whole,
      width: whole,
      largest: number,
      titles: list(text),
      total: whole,
    })(output) &&
    output.count <= MOST_PICTURES &&
    output.height > 0 &&
    output.width > 0 &&
    Math.max(output.height, output.width) <= LARGEST_SIDE &&
    (bytes(output.pixels) || (output.pixels instanceof Float32Array && output.form !== 'colour')) &&
    output.pixels.length === output.count * output.height * output.width * (output.form === 'colour' ? 4 : 1),
  chart: (output) =>
    record({
      title: text,
      lines: list(record({ name: text, x: list(number), y: list(number) })),
      names: list(text),
      values: list(number),
    })(output) && output.names.length === output.values.length,
  edited: record({
    edits: list(record({ ...PLACE, label: (label) => label === null || (text(label) && label !== '') })),
    before: (was) => was === undefined || UNEDITS(was),
  }),
  used: (output) => record(ARRIVED)(output) || Object.keys(ARRIVED).every((name) => output[name] === undefined),
  fetching: record({ names: list(text), fromSite: flag, loaded: whole, total: whole }),
  failure: record({
    kind: text,
    message: text,
    line: maybe(whole),
    code: text,
    traceback: text,
    params: (params) => PARAMS(params) || record({ error: text, params: PARAMS })(params),
  }),
  odd: () => true,
};

/**
 * A valid output, to be drawn and stored; malformed ones become `odd`, which is not drawn.
 *
 * @param {any} told
 * @returns {CodeOutput}
 */
export function asOutput(told) {
  const form =
    isPlain(told) && typeof told.type === 'string' && Object.hasOwn(FORMS, told.type) ? FORMS[told.type] : null;
  return form?.(told) ? told : { type: 'odd' };
}
