/** The page to take home says "?" for what is farther from all that was learned than its limit. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNovelty } from '../../py/zeichenlabor/project/exports/page/novelty.js';

/** Learned: six directions of the plane, in degrees; another length says nothing. */
const LEARNED = [0, 10, 20, 30, 40, 90];
const direction = (degrees, length) => [
  length * Math.cos((degrees * Math.PI) / 180),
  length * Math.sin((degrees * Math.PI) / 180),
];
const values = Float32Array.from(LEARNED.flatMap((degrees) => direction(degrees, 1)));
const distance = (degrees) => 2 * Math.sin((degrees * Math.PI) / 360); // of points of the unit circle
const asked = (degrees) => [Float32Array.from(direction(degrees, 7)), new Float32Array(3)];

test('the distance to the n-th nearest decides', () => {
  const isNew = (neighbor, degrees) =>
    createNovelty({ limit: distance(degrees), neighbor, width: 2 }, values)(asked(0), new Uint8Array(784));
  for (const [neighbor, degrees] of [
    [1, 0],
    [3, 20],
    [6, 90],
    [9, 90], // fewer are known
  ])
    assert.deepEqual([isNew(neighbor, degrees - 1), isNew(neighbor, degrees + 1)], [true, false]);
});

test('a network of one layer is asked by the pixels', () => {
  const glyph = Uint8Array.from([0, 255]);
  const isNew = createNovelty({ limit: 0.5, neighbor: 1, width: 2 }, Float32Array.from([0, 1]));
  assert.deepEqual(
    [isNew([new Float32Array(2)], glyph), isNew([new Float32Array(2)], glyph.toReversed())],
    [false, true],
  );
});
