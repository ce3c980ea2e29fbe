/**
 * The line of the page to take home gives Python's answers: its table is written by tests/py/project/exports/lines.py.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cutLine } from '../../py/zeichenlabor/project/exports/page/cutting.js';
import { normalizeGlyph } from '../../py/zeichenlabor/project/exports/page/glyph.js';
import { LineFault, understand } from '../../py/zeichenlabor/project/exports/page/meaning.js';
import { redraw } from '../../py/zeichenlabor/project/exports/page/redraw.js';
import { drawStrokes } from '../../py/zeichenlabor/project/exports/page/segment.js';

const { pen, cuts, redrawn, meanings } = JSON.parse(readFileSync(new URL('line-cases.json', import.meta.url), 'utf8'));

const strokeOf = (places) => places.flatMap((x, index) => (index % 2 === 0 ? [{ x, y: places[index + 1] }] : []));
const near = (one, other) => one.every((side, index) => Math.abs(side - other[index]) <= 2);
const isSame = ({ found, line: { boxes, spaces } }) =>
  found.length === boxes.length &&
  found.every(({ box, hasSpace }, index) => near(box, boxes[index]) && hasSpace === spaces[index]);
const answers = cuts.map((line) => ({ line, found: cutLine(line.strokes.map(strokeOf), pen, () => 1) }));

test('a line with room between its symbols is cut as Python cuts it, with nearly the same doubts', () => {
  const lines = answers.filter(({ line }) => line.gap > 0);
  assert.ok(lines.length >= 100);
  assert.deepEqual(
    lines.filter((one) => !isSame(one)).map(({ line }) => line.text),
    [],
  );
  const doubts = lines.flatMap(({ line, found }) => found.map(({ isSure }, index) => isSure === line.sure[index]));
  assert.ok(doubts.filter((isAlike) => !isAlike).length <= 0.03 * doubts.length); // by a price next to the limit
});

test('where symbols touch, a line is cut as Python cuts it, or it is doubted', () => {
  const lines = answers.filter(({ line }) => line.gap === 0);
  assert.ok(lines.length >= 20);
  const wrong = lines.filter((one) => !isSame(one) && one.found.every(({ isSure }) => isSure));
  assert.deepEqual(
    wrong.map(({ line }) => line.text),
    [],
  );
});

test('two symbols in one stroke are not parted, and doubted', () => {
  const digit = (left) => Array.from({ length: 30 }, (_, at) => ({ x: left + 20 + 15 * Math.sin(at / 4), y: 40 + at }));
  const [one, ...others] = cutLine([[...digit(0), ...digit(60)]], pen, () => 1);
  assert.deepEqual([one.isSure, others.length], [false, 0]);
});

test('no stroke has no symbols; a touch of the pen is one', () => {
  assert.deepEqual(
    cutLine([], pen, () => 1),
    [],
  );
  assert.deepEqual(
    cutLine([[{ x: 5, y: 5 }]], pen, () => 1).map(({ box }) => box),
    [[3, 3, 7, 7]],
  );
});

test('the network decides where geometry cannot', () => {
  const bars = [20, 28].map((x) => Array.from({ length: 19 }, (_, at) => ({ x, y: 40 + 2 * at })));
  const knows = (count) => (span) => (span.length === count ? 0.99 : 0.01);
  assert.equal(cutLine(bars, 3, knows(2)).length, 1);
  assert.equal(cutLine(bars, 3, knows(1)).length, 2);
});

test("a symbol's strokes are drawn alone, wherever they stand", () => {
  const stroke = [
    { x: 0, y: 0 },
    { x: 0, y: 50 },
    { x: 30, y: 50 },
  ];
  const glyphOf = ({ ink, width, height }) => normalizeGlyph(ink, width, height);
  const glyph = glyphOf(drawStrokes([stroke], 8));
  assert.ok(glyph.some((ink) => ink === 255));
  assert.deepEqual(glyphOf(drawStrokes([stroke.map(({ x, y }) => ({ x: x + 500, y: y + 20 }))], 8)), glyph);
});

/** How far two pictures are from each other, if one may be moved by a pixel: a rounding decides where its middle is. */
function apart(one, other) {
  const shifts = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((right) => 28 * down + right));
  const off = (by) => one.reduce((sum, ink, index) => sum + Math.abs(ink - (other[index + by] ?? 0)), 0);
  return Math.min(...shifts.map(off)) / (255 * one.filter((ink) => ink > 127).length);
}

test('a symbol is redrawn as Python redraws it, wherever and however large it was written', () => {
  for (const [size, left] of [
    [1, 0],
    [5, -70],
  ]) {
    const off = redrawn.map(({ style, strokes, glyph }) => {
      const moved = strokes.map((one) => strokeOf(one).map(({ x, y }) => ({ x: size * x + left, y: size * y })));
      return apart(glyph, /** @type {Uint8Array} */ (redraw(moved, style)));
    });
    assert.ok(off.filter((share) => share < 0.1).length >= 8, String(off)); // another rounding may make it wider
    assert.ok(Math.max(...off) < 0.5, String(off));
  }
  const style = { pen: 2, slants: [0, 0] };
  assert.equal(redraw([], style), null);
  assert.ok(redraw([[{ x: 5, y: 7 }]], style)?.includes(255));
});

test('a line means what it means to Python, and what is wrong with it is the same', () => {
  assert.ok(meanings.length > 300);
  for (const { line, answer } of meanings) {
    let own;
    try {
      own = understand([...line]);
    } catch (error) {
      assert.ok(error instanceof LineFault, line);
      own = { code: error.code, params: error.values };
    }
    assert.deepEqual(own, answer, line);
  }
});
