import assert from 'node:assert/strict';
import { test } from 'node:test';

import { initialState, reducer as reduce } from '../../site/state/reducer.js';
import { linesOf } from '../../site/state/photo.js';

const HERE = { language: /** @type {const} */ ('de'), step: /** @type {const} */ ('try') };

/** Three symbols in two lines: 1, a space, 2; and 1. */
function reading() {
  const images = new Uint8Array(3 * 784).map((_, index) => Math.floor(index / 784) + 1);
  return {
    result: {
      width: 640,
      height: 480,
      preview: null,
      boxes: [0, 1, 2].map((left) => [left, 0, left + 1, 0, left + 1, 1, left, 1]),
      lines: [0, 0, 1],
      images,
      probabilities: new Float32Array([0.9, 0.1, 0.2, 0.8, 0.6, 0.4]),
      sure: [true, true, false],
      spaces: [false, true, false],
      distances: null,
      meanings: [
        {
          kind: /** @type {const} */ ('number'),
          text: '1 2',
          holds: null,
          numerator: '12',
          denominator: '1',
          decimal: '12',
        },
        null,
      ],
    },
    classes: ['1', '2'],
    epochs: 3,
  };
}

const shown = () =>
  [
    { type: /** @type {const} */ ('photo/opened'), name: 'a', live: false },
    { type: /** @type {const} */ ('photo/read'), reading: reading(), run: null, name: 'a' },
  ].reduce((state, action) => reduce(state, action), initialState(HERE));

test('a photo is lines of symbols, each with its doubts', () => {
  const [first, second] = linesOf(shown().photo, null);
  assert.equal(first.text, '1 2');
  assert.equal(first.meaning?.numerator, '12');
  assert.deepEqual(
    second.symbols.map(({ name, isCutSure, isReadSure }) => ({ name, isCutSure, isReadSure })),
    [{ name: '1', isCutSure: false, isReadSure: false }],
  );
});

test('what is put right goes into the collection, out of the meaning, and can be taken back', () => {
  const before = shown();
  const after = reduce(before, { type: 'photo/corrected', index: 1, name: '7', id: 'drawn-1' });
  assert.equal(linesOf(after.photo, null)[0].text, '1 7');
  assert.equal(linesOf(after.photo, null)[0].meaning, null);
  assert.equal(after.sheets.length, 1);
  const undone = reduce(after, { type: 'photo/uncorrected' });
  assert.equal(linesOf(undone.photo, null)[0].text, '1 2');
  assert.equal(undone.sheets.length, 0);
});

test('an answer about a picture that was put away, or of another network, is none', () => {
  const away = reduce(shown(), { type: 'photo/closed' });
  assert.equal(reduce(away, { type: 'photo/read', reading: reading(), run: null, name: 'a' }).photo.reading, null);
  const other = reduce(initialState(HERE), { type: 'photo/read', reading: reading(), run: 'another', name: '' });
  assert.equal(other.photo.reading, null);
});

test('a line with a symbol that the network does not know has no meaning', () => {
  const { photo } = shown();
  const read = /** @type {NonNullable<typeof photo.reading>} */ (photo.reading);
  const far = { ...photo, reading: { ...read, result: { ...read.result, distances: [0.1, 0.9, 0.1] } } };
  const [first, second] = linesOf(far, 0.5);
  assert.deepEqual([first.text, first.meaning, second.text], ['1 ?', null, '1']);
  assert.equal(linesOf(far, null)[0].text, '1 2');
});

test('cuts that were put right belong to one photo, and the latest is taken back', () => {
  const cut = (/** @type {1 | 2} */ symbols) => ({
    type: /** @type {const} */ ('photo/cut'),
    cut: { points: [], symbols },
  });
  const twice = [cut(1), cut(2)].reduce((state, action) => reduce(state, action), shown());
  assert.deepEqual(
    twice.photo.cuts.map(({ symbols }) => symbols),
    [1, 2],
  );
  const once = reduce(twice, { type: 'photo/uncut' });
  assert.equal(once.photo.cuts.length, 1);
  assert.deepEqual(reduce(once, { type: 'photo/opened', name: 'b', live: false }).photo.cuts, []);
});
