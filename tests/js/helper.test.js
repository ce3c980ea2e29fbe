import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startHelper } from '../../site/worker/helper.js';
import { settle } from './fakes/client.js';

function setUp(context, silences = new Map()) {
  context.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  const told = [];
  const port = {
    sent: [],
    ended: 0,
    onmessage: null,
    onerror: null,
    postMessage: (message) => port.sent.push(message),
    terminate: () => {
      port.ended += 1;
    },
  };
  const says = (message) => port.onmessage({ data: message });
  const helper = startHelper(
    { onReady: () => told.push('ready'), onLost: () => told.push('lost') },
    () => port,
    silences,
  );
  return {
    helper,
    port,
    told,
    says,
    tick: (seconds) => {
      for (let k = 0; k < seconds; k += 1) context.mock.timers.tick(1000);
    },
  };
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

test('where such work was always heard of at once, its silence is noticed within five seconds', async (context) => {
  const { helper, port, told, says, tick } = setUp(context);
  says(READY);
  const first = helper.request('page.read', {});
  says({ kind: 'reply', id: port.sent.at(-1).id, result: {} });
  await first;
  const second = helper.request('page.read', {});
  tick(4);
  assert.deepEqual(told, ['ready']);
  tick(1);
  assert.deepEqual(told, ['ready', 'lost']);
  await assert.rejects(second, { code: 'worker/ended' });
});

test('work that has been silent for long, or of which nothing is known, is given its time', async (context) => {
  const silences = new Map([
    ['page.read', 0],
    ['classics.row/forest', 2],
  ]);
  const { helper, told, says, tick } = setUp(context, silences);
  says(READY);
  helper.request('classics.row', { classic: 'forest' }).catch(() => {});
  tick(12); // 4 + 4 × 2
  assert.deepEqual(told, ['ready']);
  says({ kind: 'pong' });
  helper.request('classics.row', { classic: 'svm' }).catch(() => {});
  tick(14);
  assert.deepEqual(told, ['ready']);
  tick(1);
  assert.deepEqual(told, ['ready', 'lost']);
});

test('the longest silence of work that ended is what counts', async (context) => {
  const silences = new Map();
  const { helper, port, told, says, tick } = setUp(context, silences);
  says(READY);
  const asked = helper.request('page.read', {});
  const { id } = port.sent.at(-1);
  tick(2);
  says({ kind: 'pong' });
  tick(1);
  says({ kind: 'reply', id, result: {} });
  await asked;
  assert.deepEqual([...silences], [['page.read', 2]]);
  helper.request('page.read', {}).catch(() => {});
  tick(12);
  assert.deepEqual(told, ['ready']);
  tick(1);
  assert.deepEqual(told, ['ready', 'lost']);
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
  const asked = first.helper.request('writers.fold', {}, { signal: abort.signal, terminateIfIgnored: true });
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
