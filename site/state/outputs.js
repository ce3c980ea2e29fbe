/**
 * What a cell may put out. A cell can tell the page anything, by the way that its outputs go; a view that draws what is
 * not as it says would break, and the project that keeps it would never open again.
 */

/** @import {CodeOutput} from '../worker/protocol.js' */

/** @typedef {(value: any) => boolean} Form    whether a value has it */

/** Entries of a list: more could only stop the page. */
const MOST_ENTRIES = 100_000;
const MOST_PICTURES = 200;
const LARGEST_SIDE = 640;
/** Of an object in an object in … */
const DEEPEST = 8;

/** @type {Form} */
const text = (value) => typeof value === 'string';
/** Also none: it leaves a gap. @type {Form} */
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
/** Copied, for `every` passes over what is missing in the middle. @param {Form} form @returns {Form} */
const list = (form) => (value) => Array.isArray(value) && value.length <= MOST_ENTRIES && [...value].every(form);
/** @param {any} value */
const isPlain = (value) =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
/** What belongs to all objects counts for nothing here. @param {Record<string, Form>} fields @returns {Form} */
const record = (fields) => (value) =>
  isPlain(value) &&
  Object.entries(fields).every(([name, form]) => form(Object.hasOwn(value, name) ? value[name] : undefined));
/** @param {Form} form @returns {Form} */
const mapped = (form) => (value) => isPlain(value) && Object.values(value).every(form);
/** @type {Form} */
const scalar = (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value);
/** What JSON can say. @type {(value: any, depth?: number) => boolean} */
const plain = (value, depth = DEEPEST) =>
  scalar(value) ||
  (depth > 0 && (list((one) => plain(one, depth - 1))(value) || mapped((one) => plain(one, depth - 1))(value)));
/** An object of the engine. */
const engine = record({ class_name: text, config: mapped((value) => plain(value)) });

const PARAMS = mapped(scalar);

/** A network that a cell hands over: its beginning, as a training tells it. */
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
    shared: flag,
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
 * An output as it may be drawn and kept; what has not the form that it says is an odd one, of which nothing is drawn.
 *
 * @param {any} told
 * @returns {CodeOutput}
 */
export function asOutput(told) {
  const form =
    isPlain(told) && typeof told.type === 'string' && Object.hasOwn(FORMS, told.type) ? FORMS[told.type] : null;
  return form?.(told) ? told : { type: 'odd' };
}
