import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asOutput } from '../../site/state/outputs.js';

const pixels = new Uint8Array(4);
const start = {
  type: 'start',
  samples: { train: 2, validation: 1, test: 1 },
  batches: 1,
  parameters: 9,
  data: 1,
  at: 1,
  forHelpers: false,
};
const settings = {
  preset: 'school-1',
  epochs: 1,
  batchSize: 2,
  learningRate: 0.1,
  seed: 1,
  splitSeed: 1,
  layers: [{ class_name: 'Flatten', config: {} }],
};
const checkpoint = { type: 'checkpoint', epochs: 0, batch: 0, weights: new Uint8Array() };

/** One of each kind, as Python tells it. */
const GOOD = {
  text: { type: 'text', stream: 'out', text: 'a' },
  table: { type: 'table', rows: [['1', '2']], shape: [1, 2], dtype: 'int64' },
  pictures: {
    type: 'pictures',
    form: 'ink',
    pixels,
    count: 1,
    height: 2,
    width: 2,
    largest: 255,
    titles: ['a'],
    total: 7,
  },
  chart: { type: 'chart', title: '', lines: [{ name: 'a', x: [0, 1], y: [NaN, 1] }], names: [], values: [] },
  bars: { type: 'chart', title: 'a', lines: [], names: ['a'], values: [1] },
  edited: {
    type: 'edited',
    edits: [
      { sheet: 'sheet-1', cell: 3, label: null },
      { sheet: 'sheet-1', cell: 4, label: 'b' },
    ],
  },
  kept: {
    type: 'edited',
    edits: [],
    before: [
      { sheet: 'sheet-1', cell: 3 },
      { sheet: 'sheet-1', cell: 4, label: null },
    ],
  },
  used: { type: 'used', run: 'run-1', settings, start, checkpoint },
  usedOnce: { type: 'used' },
  fetching: { type: 'fetching', names: ['micropip'], fromSite: true, loaded: 0, total: 0 },
  failure: { type: 'failure', kind: 'ValueError', message: 'a', line: null, code: 'value', params: {}, traceback: 'a' },
  ours: {
    type: 'failure',
    kind: 'BadSetting',
    message: 'a',
    line: 1,
    code: 'ours',
    params: { error: 'model/bad-setting', params: { value: 1 } },
    traceback: 'a',
  },
};

test('what a cell puts out is taken as it is', () => {
  for (const [name, output] of Object.entries(GOOD)) assert.equal(asOutput(output), output, name);
});

/** Whatever a message can carry in the place of something else. */
const STRANGE = [
  undefined,
  null,
  {},
  { a: 1 },
  { toString: 1, valueOf: 1 },
  [1, [2]],
  [{}],
  Object.assign(new Array(3), ['a'], { 2: 'b' }),
  new Array(2 ** 32 - 1),
  NaN,
  -1,
  0.5,
  2n ** 70n,
  new Date(),
  new Map(),
  new Error('a'),
  new String('a'),
  new Uint8Array(3),
  true,
  '__proto__',
];

/** The same with something else in one of its places, however deep. */
function* spoilt(value) {
  yield* STRANGE;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  for (const name of Object.keys(value)) {
    for (const other of spoilt(value[name]))
      yield Array.isArray(value) ? Object.assign([...value], { [name]: other }) : { ...value, [name]: other };
  }
}

const TEXTS = [
  'text',
  'title',
  'dtype',
  'kind',
  'message',
  'traceback',
  'code',
  'error',
  'sheet',
  'run',
  'preset',
  'class_name',
];
const LISTS = ['rows', 'shape', 'titles', 'lines', 'x', 'y', 'names', 'values', 'edits', 'before'];

/** What a view relies on: a text where one is expected, no holes in lists. */
function assertFit(value, name = '') {
  if (TEXTS.includes(name)) assert.equal(typeof value, 'string', name);
  if (LISTS.includes(name) && value !== undefined)
    assert.ok(Array.isArray(value) && [...value].every((one) => one !== undefined), name);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value))
    return assert.ok(['string', 'number', 'boolean', 'undefined', 'object'].includes(typeof value));
  assert.ok(Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype, name);
  for (const [key, one] of Object.entries(value)) assertFit(one, key);
}

test('what has not the form that it says is an odd one; nothing else gets through', () => {
  let odd = 0;
  for (const output of Object.values(GOOD)) {
    for (const told of spoilt(output)) {
      const taken = asOutput(told);
      if (taken.type === 'odd') odd += 1;
      else assertFit(taken);
    }
  }
  assert.ok(odd > 1000);
});

test('pictures are as many and as large as their pixels; a table has rows, a network its weights', () => {
  for (const change of [
    { count: 2 },
    { height: 1 },
    { pixels: pixels.slice(1) },
    { form: 'colour' },
    { count: 201, pixels: new Uint8Array(804) },
    { width: 0, pixels: new Uint8Array() },
  ]) {
    assert.equal(asOutput({ ...GOOD.pictures, ...change }).type, 'odd', JSON.stringify(Object.keys(change)));
  }
  assert.equal(asOutput({ ...GOOD.table, rows: [] }).type, 'odd');
  assert.equal(asOutput({ ...GOOD.bars, values: [] }).type, 'odd');
  for (const name of ['run', 'settings', 'start', 'checkpoint'])
    assert.equal(asOutput({ ...GOOD.used, [name]: undefined }).type, 'odd', name);
  for (const type of ['__proto__', 'constructor', 'toString', {}]) assert.equal(asOutput({ type }).type, 'odd');
});
