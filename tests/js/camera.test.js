import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isReady, NO_VIEW, cameraReducer } from '../../site/state/camera.js';
import { closeStream, openStream } from '../../site/views/components/stream.js';

const square = (x, y) => [
  [x, y],
  [x + 0.5, y],
  [x + 0.5, y + 0.5],
  [x, y + 0.5],
];
const look = (camera, ...views) => views.reduce(cameraReducer, camera);
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

/** A camera as a browser gives it: its track says when it ends by itself, and nothing when the page stops it. */
function camera() {
  const track = Object.assign(new EventTarget(), {
    stopped: 0,
    stop() {
      this.stopped += 1;
    },
  });
  const stream = { getTracks: () => [track] };
  return { track, stream, devices: { getUserMedia: async () => stream } };
}
const refusing = (name) => ({
  getUserMedia: async () => {
    throw Object.assign(new Error(name), { name });
  },
});
const never = () => assert.fail('it has not ended');

test('a camera that is denied, missing or in use says which', async () => {
  const trouble = async (devices) => (await openStream(devices, {}, () => true, never)).trouble;
  assert.equal(await trouble(refusing('NotAllowedError')), 'camera.forbidden');
  assert.equal(await trouble(refusing('NotFoundError')), 'camera.none');
  assert.equal(await trouble(refusing('NotReadableError')), 'camera.unavailable');
  assert.equal(await trouble(undefined), 'camera.unavailable', 'a page from http');
});

test('a stream that ends is told, and which one it was; that the page stops it is not', async () => {
  const { track, stream, devices } = camera();
  const ended = [];
  assert.equal(
    (
      await openStream(
        devices,
        {},
        () => true,
        (gone) => ended.push(gone),
      )
    ).stream,
    stream,
  );
  closeStream(stream);
  assert.deepEqual([track.stopped, ended], [1, []]);
  track.dispatchEvent(new Event('ended'));
  assert.deepEqual(ended, [stream]);
});

test('a camera that is given when nobody waits any more goes off at once, without a word', async () => {
  const { track, devices } = camera();
  assert.deepEqual(await openStream(devices, {}, () => false, never), { trouble: '' });
  assert.equal(track.stopped, 1);
});
