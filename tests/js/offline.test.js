import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOffline } from '../../site/offline.js';

/** What is told where the browser gives a registration that stands so. */
async function toldOf(registration) {
  const told = [];
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  const serviceWorker = Object.assign(new EventTarget(), {
    register: async () => Object.assign(new EventTarget(), registration),
  });
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { serviceWorker } });
  globalThis.location = { protocol: 'https:' };
  try {
    await createOffline(({ state }) => told.push(state)).start();
  } finally {
    delete globalThis.location;
    if (before) Object.defineProperty(globalThis, 'navigator', before);
    else delete globalThis.navigator;
  }
  return told;
}

test('a version that failed before the page could look is not told as kept', async () => {
  assert.deepEqual(await toldOf({}), ['failed']);
  assert.deepEqual(await toldOf({ installing: new EventTarget() }), ['saving']);
  assert.deepEqual(await toldOf({ active: {} }), ['ready']);
  assert.deepEqual(await toldOf({ active: {}, waiting: {} }), ['update']);
});
