/** The sets of symbols that are offered: what a line can be read with, and how a button names them. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { SETS, shortOf } from '../../site/views/collect/sets.js';

const MOST = 30;

test('digits alone, digits for calculations and letters are offered', () => {
  const [digits, calculator] = SETS;
  assert.equal(digits, '0 1 2 3 4 5 6 7 8 9');
  for (const sign of '0123456789+−×÷=()') assert.ok(calculator.split(' ').includes(sign), sign);
  assert.ok(SETS.some((set) => set.startsWith('a b c')));
  assert.ok(SETS.some((set) => set.startsWith('A B C')));
});

test('each set fits a template and names no symbol twice', () => {
  for (const set of SETS) {
    const symbols = set.split(' ');
    assert.ok(symbols.length <= MOST);
    assert.equal(new Set(symbols).size, symbols.length);
  }
});

test('a button shows what makes a set another one', () => {
  const names = SETS.map(shortOf);
  assert.equal(names[0], '0 … 9');
  assert.equal(names[1], '0 … 9 + − × ÷ = ( )');
  assert.equal(new Set(names).size, SETS.length);
});
