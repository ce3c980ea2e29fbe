import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ink } from '../../site/draw/ink.js';
import { readNumber, writeNumber } from '../../site/draw/number.js';
import { bend } from '../../site/draw/curve.js';
import { createStroke } from '../../site/draw/pen.js';
import { linear, path, thin, ticks } from '../../site/draw/scale.js';
import { blackness, spreadOf } from '../../site/draw/spread.js';
import { linesOf, noteLinesOf } from '../../site/draw/titles.js';
import { LANGUAGES } from '../../site/i18n/index.js';

test('ticks are round, lie in the range and are exact', () => {
  assert.deepEqual(ticks(0, 1, 4), [0, 0.5, 1]);
  assert.deepEqual(ticks(0, 1, 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticks(0, 20, 4), [0, 5, 10, 15, 20]);
  assert.deepEqual(ticks(0.013, 0.021, 4), [0.014, 0.016, 0.018, 0.02]);
  assert.deepEqual(ticks(3, 3, 4), [3]);
});

test('ticks of counted things are whole', () => {
  assert.deepEqual(ticks(0, 2, 8, 1), [0, 1, 2]);
});

test('a scale takes ends to ends, upside down too', () => {
  const y = linear([0, 2], [100, 0]);
  assert.deepEqual([0, 1, 2].map(y), [100, 50, 0]);
  assert.equal(linear([5, 5], [10, 90])(5), 10);
});

test('a scale has places and ticks for all that numbers can say', () => {
  const most = Number.MAX_VALUE;
  for (const [low, high] of [
    [-most, most],
    [0, most],
    [-1e308, 1.5e308],
    [0, 1e-300],
    [1e17, 1e17 + 64],
  ]) {
    const slack = 1e-9 * Math.max(-low, high);
    for (const value of ticks(low, high, 4))
      assert.ok(value >= low - slack && value - slack <= high, `${low}…${high}: ${value}`);
    const y = linear([low, high], [100, 0]);
    assert.ok(Math.abs(y(low) - 100) < 1e-9 && Math.abs(y(high)) < 1e-9, `${low}…${high}`);
  }
  assert.equal(linear([0, Number.MIN_VALUE], [100, 0])(0), 100);
  assert.ok(ticks(0, Number.MIN_VALUE, 4).every((value) => Number.isFinite(value)));
});

test('a path begins with a move', () => {
  assert.equal(
    path([
      { x: 0, y: 1 },
      { x: 2.04, y: 3.06 },
    ]),
    'M0 1L2 3.1',
  );
  assert.equal(path([]), '');
});

test('thinning keeps first, lowest, highest and last point of a pixel column', () => {
  const dense = Array.from({ length: 1000 }, (_, index) => ({ x: index / 100, y: Math.sin(index) * 50 }));
  const kept = thin(dense);
  assert.ok(kept.length <= 40);
  assert.equal(Math.max(...kept.map(({ y }) => y)), Math.max(...dense.map(({ y }) => y)));
  assert.equal(Math.min(...kept.map(({ y }) => y)), Math.min(...dense.map(({ y }) => y)));
  assert.deepEqual(kept[0], dense[0]);
  assert.deepEqual(kept.at(-1), dense.at(-1));
});

const sum = (ink) => ink.pixels.reduce((total, value) => total + value, 0) / 255;
const dot = (x, y, radius) => ({ x, y, radius });

test('a dot has the area of its circle', () => {
  const ink = new Ink(100);
  ink.begin(dot(50, 50, 20));
  assert.ok(Math.abs(sum(ink) - Math.PI * 400) < 0.01 * Math.PI * 400);
});

test('a line has the area of a strip with round ends, at any angle', () => {
  for (const angle of [0, 0.3, 1.1]) {
    const ink = new Ink(200);
    ink.begin(dot(100 - 60 * Math.cos(angle), 100 - 60 * Math.sin(angle), 8));
    ink.go(dot(100 + 60 * Math.cos(angle), 100 + 60 * Math.sin(angle), 8));
    const area = 120 * 16 + Math.PI * 64;
    assert.ok(Math.abs(sum(ink) - area) < 0.01 * area, String(angle));
  }
});

test('ink over ink gets no darker; the eraser takes it away; clear takes all', () => {
  const ink = new Ink(60);
  ink.begin(dot(30, 30, 10));
  const once = ink.pixels.slice();
  ink.begin(dot(30, 30, 10));
  assert.deepEqual(ink.pixels, once);
  ink.erase([dot(30, 30, 1)], 12);
  assert.deepEqual([sum(ink), ink.strokes], [0, []]);
  ink.begin(dot(30, 30, 10));
  ink.clear();
  assert.deepEqual([sum(ink), ink.strokes], [0, []]);
});

test('strokes and what the screen shows of them stay one: after erasing, and where a hand is taken back', () => {
  const shown = (strokes) => {
    const ink = new Ink(100);
    ink.put(strokes);
    return ink.pixels;
  };
  const ink = new Ink(100);
  const stroke = createStroke(ink, false);
  for (let x = 10; x <= 90; x += 8) stroke.touch(touch(x, 50, x));
  stroke.lift();
  assert.deepEqual(shown(ink.strokes), ink.pixels);
  const before = ink.strokes;
  assert.equal(ink.erase([{ x: 50, y: 5 }], 20), null);
  createStroke(ink, true).touch(touch(50, 50, 0));
  assert.equal(ink.strokes.length, 2);
  assert.deepEqual(shown(ink.strokes), ink.pixels);
  assert.equal(ink.pixels[50 * 100 + 50], 0);
  ink.put(before);
  assert.equal(ink.strokes.length, 1);
  assert.ok(ink.pixels[50 * 100 + 50] > 0);
});

test('the box that is told holds every changed pixel, and ends at the edges', () => {
  const ink = new Ink(50);
  ink.begin(dot(2, 25, 6));
  ink.pixels.fill(0);
  const box = ink.go(dot(30, 60, 3));
  for (let index = 0; index < ink.pixels.length; index += 1) {
    if (ink.pixels[index] === 0) continue;
    const x = index % 50;
    const y = Math.floor(index / 50);
    assert.ok(x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height);
  }
  assert.ok(box.x >= 0 && box.y + box.height <= 50);
  assert.equal(ink.begin(dot(-40, -40, 5)), null);
});

const touch = (x, y, time) => ({ x, y, time, pressure: 0.5 });

test('a single touch leaves a dot, a stroke leaves no gap and ends where the pen was lifted', () => {
  const ink = new Ink(336);
  createStroke(ink, false).touch(touch(50, 50, 0));
  assert.equal(ink.pixels[50 * 336 + 50], 255);
  const stroke = createStroke(ink, false);
  [
    [100, 100],
    [200, 110],
    [210, 250],
  ].forEach(([x, y], index) => stroke.touch(touch(x, y, index * 16)));
  stroke.lift();
  assert.equal(ink.pixels[249 * 336 + 209], 255);
  assert.equal(ink.pixels[102 * 336 + 130], 255);
});

test('a quick hand writes thinner', () => {
  const area = (pause) => {
    const ink = new Ink(336);
    const stroke = createStroke(ink, false);
    for (let step = 0; step <= 20; step += 1) stroke.touch(touch(20 + step * 14, 168, step * pause));
    stroke.lift();
    return sum(ink);
  };
  assert.ok(area(2) < 0.9 * area(200));
});

test('a bend begins and ends where it should and stays between', () => {
  const pieces = bend(dot(0, 0, 5), { x: 10, y: 0 }, dot(10, 10, 3));
  assert.deepEqual(pieces[0][0], { x: 0, y: 0, radius: 5 });
  assert.deepEqual(pieces.at(-1)[1], { x: 10, y: 10, radius: 3 });
  pieces.slice(1).forEach(([from], index) => assert.equal(from, pieces[index][1]));
});

test('the contrast of a picture lies between its paper and its ink', () => {
  const grey = [...new Array(90).fill(40), ...new Array(10).fill(140)];
  const { bins, paper, ink } = spreadOf(grey);
  assert.deepEqual([paper, ink], [40, 140]);
  assert.deepEqual(
    [bins[2], bins[8]].map((share) => share.toFixed(2)),
    ['0.90', '0.10'],
  );
  assert.ok(Math.abs(bins.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
  // Values at the ends fall into the bins at the ends.
  assert.deepEqual(
    spreadOf([0, 255]).bins.filter((share) => share > 0),
    [0.5, 0.5],
  );
  assert.deepEqual([...blackness(new Uint8ClampedArray([255, 255, 255, 255, 0, 0, 0, 255]))], [0, 255]);
});

test('a decimal comma is read as such, in whatever language', () => {
  assert.deepEqual(
    ['0,01', '0.01', ' 12 ', ',5', '1e-3', '-2', '−0,5', '1e−3'].map(readNumber),
    [0.01, 0.01, 12, 0.5, 0.001, -2, -0.5, 0.001],
  );
  for (const none of ['', '1.000,5', '1,2,3', 'viel', '0x10', 'Infinity'])
    assert.ok(Number.isNaN(readNumber(none)), none);
  assert.deepEqual(
    [writeNumber(0.001, 'de'), writeNumber(0.001, 'en'), writeNumber(50000, 'de')],
    ['0,001', '0.001', '50000'],
  );
  for (const value of [0, 10, 0.25, 1e-7, 3.5e-8, -0.5, 1e-5])
    assert.equal(readNumber(writeNumber(value, 'de')), value);
});

test('titles of layers are broken where their block has no more room', () => {
  assert.deepEqual(linesOf('Dense · softmax'), ['Dense · softmax']);
  assert.deepEqual(linesOf('GlobalAveragePooling2D'), ['GlobalAverage', 'Pooling2D']);
  assert.deepEqual(linesOf('LayerNormalization · leaky_relu'), ['Layer', 'Normalization', '· leaky_relu']);
  assert.deepEqual(['100 parameters', '313,800 parameters', 'Dropout 40\u00a0%'].map(noteLinesOf), [
    ['100 parameters'],
    ['313,800', 'parameters'],
    ['Dropout 40\u00a0%'],
  ]);
  const kinds = Object.keys(LANGUAGES.en.texts).flatMap((key) => /^layer\.([A-Z]\w+)$/.exec(key)?.[1] ?? []);
  assert.ok(kinds.length > 10);
  for (const kind of kinds) for (const line of linesOf(`${kind} · leaky_relu`)) assert.ok(line.length <= 15, line);
});
