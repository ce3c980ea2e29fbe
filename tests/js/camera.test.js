import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isReady, NO_VIEW, see } from '../../site/state/camera.js';

const square = (x, y) => [[x, y], [x + 0.5, y], [x + 0.5, y + 0.5], [x, y + 0.5]];
const look = (camera, ...views) => views.reduce(see, camera);
const at = (x, sure = 0.95) => ({ corners: square(x, 0.2), sure });

test('a sheet is photographed when it has lain still for some looks', () => {
  const two = look(NO_VIEW, at(0.2), at(0.205));
  assert.equal(isReady(two), false);
  assert.equal(isReady(look(two, at(0.2))), true);
});

test('a moving or unclear sheet is not', () => {
  assert.equal(isReady(look(NO_VIEW, at(0.1), at(0.15), at(0.2), at(0.25))), false);
  assert.equal(isReady(look(NO_VIEW, at(0.2, 0.7), at(0.2, 0.7), at(0.2, 0.7))), false);
});

test('the same sheet is photographed once, the next one again', () => {
  const taken = { ...look(NO_VIEW, at(0.2), at(0.2), at(0.2)), taken: true };
  assert.equal(isReady(look(taken, at(0.21), at(0.2), at(0.2))), false);
  assert.equal(isReady(look(taken, { corners: null, sure: 0 }, at(0.2), at(0.2), at(0.2))), true);
  assert.equal(isReady(look(taken, at(0.4), at(0.4), at(0.4))), true);
});
