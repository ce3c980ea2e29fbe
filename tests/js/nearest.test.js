import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distanceToLine, nearest, neighbour } from '../../site/draw/nearest.js';

const POINTS = [
  { x: 0, y: 0 },
  { x: 10, y: 1 },
  { x: 5, y: 30 },
  { x: -8, y: 0 },
];
const at = (point) => POINTS[point];

test('the least distant one is nearest, and nothing where nothing counts', () => {
  assert.equal(
    nearest(3, (index) => [4, 2, 3][index]),
    1,
  );
  assert.equal(
    nearest(3, () => Infinity),
    null,
  );
});

test('arrow keys lead to the next point in their direction', () => {
  assert.equal(neighbour(4, at, 0, [0, 1]), 1);
  assert.equal(neighbour(4, at, 0, [0, -1]), 3);
  assert.equal(neighbour(4, at, 0, [1, 0]), 1);
  assert.equal(neighbour(4, at, 2, [1, 0]), null);
  assert.equal(neighbour(4, at, null, [1, 0]), 0);
  assert.equal(neighbour(0, at, null, [1, 0]), null);
});

test('the distance to a line', () => {
  assert.equal(distanceToLine({ x: 3, y: 5 }, { x: 0, y: 0 }, { x: 10, y: 0 }), 5);
  assert.ok(Math.abs(distanceToLine({ x: 0, y: 2 }, { x: 0, y: 0 }, { x: 5, y: 5 }) - Math.SQRT2) < 1e-9);
});
