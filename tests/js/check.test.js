import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layRows, walk } from '../../site/draw/rows.js';
import { cropTransform, pieceTransform, placeOfPiece } from '../../site/draw/projection.js';
import { needsPicture, symbolsIn, textOf } from '../../site/draw/symbols.js';
import { choose, countShows, groupsOf, NO_FILTER, NOTHING_CHOSEN } from '../../site/views/check/choice.js';
import { meanPicture } from '../../site/views/check/mean.js';
import { balanceOf } from '../../site/views/components/enough.js';

const picture = (key, label, extra = {}) => ({
  key,
  label,
  written: label ?? 'a',
  status: 'kept',
  edited: false,
  images: new Uint8Array(),
  index: 0,
  sheet: { id: 's' },
  cell: 0,
  ...extra,
});
const PICTURES = [
  picture('1', 'a'),
  picture('2', 'b'),
  picture('3', null, { status: 'doubtful' }),
  picture('4', null, { status: 'struck' }),
  picture('5', null, { edited: true }),
  picture('6', 'b', { written: 'a', edited: true, sheet: { id: 't' } }),
];
const keys = (filter) =>
  groupsOf(PICTURES, ['a', 'b'], { ...NO_FILTER, ...filter }, [PICTURES[3], PICTURES[0]]).map(({ name, tiles }) => [
    name,
    tiles.map(({ key }) => key).join(''),
  ]);

test('pictures stand under the class that they count for, else under that of their cell', () => {
  assert.deepEqual(keys({}), [
    ['a', '135'],
    ['b', '26'],
  ]);
  assert.deepEqual(keys({ name: 'b' }), [['b', '26']]);
  assert.deepEqual(keys({ source: 't' }), [['b', '6']]);
});

test('each filter shows its own', () => {
  assert.deepEqual(keys({ show: 'doubtful' }), [['a', '3']]);
  assert.deepEqual(keys({ show: 'out' }), [['a', '45']]);
  assert.deepEqual(keys({ show: 'changed' }), [
    ['a', '5'],
    ['b', '6'],
  ]);
  assert.deepEqual(countShows(PICTURES, [PICTURES[3], PICTURES[0]]), {
    all: 5,
    doubtful: 1,
    out: 2,
    changed: 2,
    duplicates: 2,
  });
});

test('one is chosen, more are added, a range reaches from the anchor', () => {
  const all = ['1', '2', '3', '4'];
  let selection = choose(NOTHING_CHOSEN, all, '2', 'one');
  selection = choose(selection, all, '4', 'range');
  assert.deepEqual([...selection.chosen], ['2', '3', '4']);
  selection = choose(selection, all, '1', 'range');
  assert.deepEqual([...selection.chosen], ['1', '2']);
  selection = choose(selection, all, '1', 'more');
  assert.deepEqual([[...selection.chosen], selection.active], [['2'], '1']);
});

test('every group begins a row, and the arrow keys keep to their column', () => {
  const tiles = (count) => Array.from({ length: count }, (_, index) => ({ key: String(index) }));
  const rows = layRows(
    [
      { name: 'a', tiles: tiles(5) },
      { name: 'b', tiles: tiles(2) },
    ],
    3,
  );
  assert.deepEqual(rows, [
    { name: 'a', first: 0, count: 3 },
    { name: '', first: 3, count: 2 },
    { name: 'b', first: 5, count: 2 },
  ]);
  assert.equal(walk(rows, 2, 'ArrowDown', 2), 4);
  assert.equal(walk(rows, 3, 'ArrowDown', 2), 5);
  assert.equal(walk(rows, 6, 'ArrowUp', 2), 4);
  assert.equal(walk(rows, 6, 'ArrowRight', 2), 6);
  assert.equal(walk(rows, 0, 'PageDown', 2), 5);
  assert.equal(walk(rows, 1, 'Tab', 2), null);
});

test('a crop puts its cell in the middle, upright', () => {
  // A page that lies on its side: its top left corner is at the picture's top right.
  const page = {
    width: 200,
    height: 100,
    corners: [
      [200, 0],
      [200, 100],
      [0, 100],
      [0, 0],
    ],
    layout: { rows: 2, columns: 1 },
    preview: { bytes: new Uint8Array(), width: 100, height: 50 },
  };
  const [a, b, c, d, e, f] = cropTransform(page, 1, 80);
  const at = (x, y) => [a * x + c * y + e, b * x + d * y + f].map((value) => Math.round(value * 1000) / 1000);
  // The second cell's corners on the preview: TL (50, 0), TR (50, 50), BL (0, 0).
  assert.deepEqual(
    [at(50, 0), at(50, 50), at(0, 0)],
    [
      [20, 20],
      [60, 20],
      [20, 60],
    ],
  );
});

test('a piece of a page shows what is written, in the middle of the page or wherever it is', () => {
  const layout = { rows: 15, columns: 10 };
  const status = Array(150).fill('empty');
  assert.deepEqual(placeOfPiece(layout, status, 5), { left: 0, top: 0, written: 0 });
  status[7 * 10 + 6] = 'kept';
  status[9 * 10 + 9] = 'struck';
  assert.deepEqual(placeOfPiece(layout, status, 5), { left: 5, top: 5, written: 2 });
  const page = {
    width: 1000,
    corners: [
      [0, 0],
      [1000, 0],
      [1000, 1500],
      [0, 1500],
    ],
    layout,
    preview: { width: 500 },
  };
  assert.deepEqual(
    pieceTransform(page, { left: 5, top: 5, cells: 5, side: 100 }).map((value) => Math.round(value * 1000) / 1000 + 0),
    [0.4, 0, 0, 0.4, -100, -100],
  );
});

test('the mean of pictures is as dark as its darkest pixel', () => {
  const images = new Uint8Array(784 * 2);
  images.set([100, 0, 50], 0);
  images.set([100, 100, 0], 784);
  const mean = meanPicture([
    { images, index: 0 },
    { images, index: 1 },
  ]);
  assert.deepEqual([...mean.slice(0, 4)], [255, 128, 64, 0]);
  assert.equal(Math.max(...meanPicture([])), 0);
});

test('symbols are separated by spaces and commas; long words are letters without spaces', () => {
  assert.deepEqual(symbolsIn(' a, b;a  sch\nabcd '), ['a', 'b', 'sch', 'c', 'd']);
  assert.deepEqual(symbolsIn('👍🏽 👨‍👩‍👧 é'), ['👍🏽', '👨‍👩‍👧', 'é']);
  assert.deepEqual(symbolsIn('a "kleiner Hund" „Katze“'), ['a', 'kleiner Hund', 'Katze']);
  assert.deepEqual(symbolsIn(textOf(['a', 'kleiner Hund', 'Katze', 'sch'])), ['a', 'kleiner Hund', 'Katze', 'sch']);
  assert.deepEqual(['ä', '×', '♡', '🙂', '−'].map(needsPicture), [false, false, true, true, true]);
});

test('what is said about the collection is the worst of it: one symbol alone, uneven, too few', () => {
  const kinds = /** @type {[number[], string][]} */ ([
    [[0, 0, 60, 0], 'alone'],
    [[60], 'alone'],
    [[3], 'alone'],
    [[60, 2, 0], 'unbalanced'],
    [[63, 63, 3], 'unbalanced'],
    [[5, 2], 'unbalanced'],
    [[3, 3, 3], 'few'],
    [[12, 9, 11], 'few'],
    [[10, 10], 'balanced'],
    [[60, 36], 'balanced'],
    [[180, 179, 180], 'balanced'],
  ]);
  for (const [counts, kind] of kinds) assert.equal(balanceOf(counts).kind, kind, String(counts));
  assert.deepEqual(balanceOf([20, 63, 2]), { kind: 'unbalanced', most: 1, least: 2 });
});
