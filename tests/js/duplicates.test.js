import assert from 'node:assert/strict';
import test from 'node:test';

import { duplicatesReducer, keepOneOfEach, NO_DUPLICATES, duplicatesAmong } from '../../site/state/duplicates.js';

/** @param {string} sheet @param {number} cell @param {string | null} label */
const picture = (sheet, cell, label = 'a') => ({ key: `${sheet}/${cell}`, sheet: { id: sheet }, cell, label });

const GROUPS = [
  [
    { sheet: 'one', cell: 1 },
    { sheet: 'two', cell: 1 },
    { sheet: 'two', cell: 2 },
  ],
  [
    { sheet: 'one', cell: 3 },
    { sheet: 'gone', cell: 3 },
  ],
];

test('what was found is kept until the next search', () => {
  const found = duplicatesReducer(NO_DUPLICATES, {
    type: 'duplicates/told',
    change: { state: 'done', groups: GROUPS },
  });
  assert.equal(found.state, 'done');
  assert.equal(duplicatesReducer(found, /** @type {any} */ ({ type: 'step/opened' })), found);
});

test('groups hold only what is still there, and at least two of it', () => {
  const there = [picture('two', 1), picture('one', 1), picture('one', 3), picture('one', 9)];
  const groups = duplicatesAmong({ ...NO_DUPLICATES, groups: GROUPS }, there);
  assert.deepEqual(
    groups.map((group) => group.map(({ key }) => key)),
    [['one/1', 'two/1']],
  );
});

test('the first of each group that counts is kept', () => {
  const group = [picture('one', 1, null), picture('two', 1), picture('two', 2)];
  assert.deepEqual(keepOneOfEach([group]), [{ sheet: 'two', cell: 2, label: null }]);
});
