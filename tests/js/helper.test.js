import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startHelper } from '../../site/worker/helper.js';
import { settle } from './fakes/client.js';

function setUp(context) {
  context.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  const told = [];
  const port = { sent: [], ended: 0, onmessage: null, onerror: null, postMessage: (message) => port.sent.push(message), terminate: () => { port.ended += 1; } };
  const says = (message) => port.onmessage({ data: message });
  const helper = startHelper({ onReady: () => told.push('ready'), onLost: () => told.push('lost') }, () => port);
  return { helper, port, told, says, tick: (seconds) => { for (let k = 0; k < seconds; k += 1) context.mock.timers.tick(1000); } };
}

const READY = { kind: 'boot', state: 'ready', backend: 'simd', start: 'snapshot', why: '' };

test('a helper that says nothing for a while is given up, and what it was asked is rejected', async (context) => {
  const { helper, port, told, says, tick } = setUp(context);
  says(READY);
  const asked = helper.request('page.read', {});
  tick(10);
  assert.deepEqual(told, ['ready']);
  assert.ok(port.sent.some(({ kind }) => kind === 'ping'));
  tick(10);
  assert.deepEqual(told, ['ready', 'lost']);
  assert.equal(port.ended, 1);
  await assert.rejects(asked, { code: 'worker/ended' });
});

test('any sign of life counts', (context) => {
  const { told, says, tick } = setUp(context);
  says(READY);
  for (let turn = 0; turn < 10; turn += 1) {
    tick(10);
    says({ kind: 'pong' });
  }
  assert.deepEqual(told, ['ready']);
});

test('one that does not start is told once', async (context) => {
  const { told, says } = setUp(context);
  says({ kind: 'boot', state: 'failed', error: { code: 'boot/worker', params: {} } });
  says({ kind: 'boot', state: 'failed', error: { code: 'boot/worker', params: {} } });
  await settle();
  assert.deepEqual(told, ['lost']);
});

test('one whose interpreter is gone is given up', async (context) => {
  const { helper, port, told, says } = setUp(context);
  says(READY);
  const asked = helper.request('page.read', {});
  const { id } = port.sent.at(-1);
  says({ kind: 'error', id, error: { code: 'worker/crashed', params: {} } });
  await assert.rejects(asked, { code: 'worker/crashed' });
  assert.deepEqual(told, ['ready', 'lost']);
});

test('one that does not stop in time is given up; one that was ended tells nothing', async (context) => {
  const first = setUp(context);
  first.says(READY);
  const abort = new AbortController();
  const asked = first.helper.request('writers.fold', {}, { signal: abort.signal, firm: true });
  abort.abort();
  assert.equal(first.port.sent.at(-1).kind, 'cancel');
  first.tick(1);
  await assert.rejects(asked, { code: 'worker/ended' });
  assert.deepEqual(first.told, ['ready', 'lost']);
});

test('one that was ended tells nothing more', (context) => {
  const { helper, port, told, says, tick } = setUp(context);
  says(READY);
  helper.terminate();
  tick(100);
  assert.deepEqual(told, ['ready']);
  assert.equal(port.ended, 1);
});
