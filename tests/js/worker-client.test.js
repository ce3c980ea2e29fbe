import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createClient, WorkerError } from '../../site/worker/client.js';

/** A worker that a test plays by hand. */
class FakePort {
  sent = [];
  ended = false;
  onmessage = null;
  onerror = null;
  postMessage(message) {
    this.sent.push(message);
  }
  terminate() {
    this.ended = true;
  }
  says(message) {
    this.onmessage({ data: message });
  }
}

function setUp() {
  const ports = [];
  const booted = [];
  const stuck = [];
  const client = createClient({
    onBoot: (message) => booted.push(message),
    onStuck: () => stuck.push(true),
    connect: () => {
      ports.push(new FakePort());
      return ports.at(-1);
    },
  });
  return { client, ports, booted, stuck };
}

test('a reply settles its own request, whatever the order', async () => {
  const { client, ports } = setUp();
  const first = client.request('evaluate', {});
  const second = client.request('sheets.forget', { sheet: 'a' });
  const [one, two] = ports[0].sent;
  ports[0].says({ kind: 'reply', id: two.id, result: 'second' });
  ports[0].says({ kind: 'reply', id: one.id, result: 'first' });
  assert.equal(await first, 'first');
  assert.equal(await second, 'second');
});

/** What Preact would draw, had it made it: an object whose own `constructor` is undefined. */
const element = () => ({ type: 'img', props: { src: 'http://a.example/' }, constructor: undefined });

test('no message holds an element of the page, wherever in it', async () => {
  const { client, ports } = setUp();
  const told = [];
  const request = client.request('code.run', {}, { onEvent: (event) => told.push(event) });
  const { id } = ports[0].sent[0];
  const round = { text: element() };
  round.again = round;
  ports[0].says({ kind: 'event', id, event: structuredClone(round) });
  ports[0].says({
    kind: 'reply',
    id,
    result: structuredClone({ rows: [[1, [element()]], new Set([element()]), new Map([[1, element()]])] }),
  });
  const {
    rows: [[, [one]], some, others],
  } = await request;
  assert.deepEqual([told[0].text, told[0].again.text, one], ['', '', '']);
  for (const found of [...some, others.get(1)]) assert.equal(found.constructor, Object);
});

test('an error is a code, texts and numbers, whatever it holds', async () => {
  const { client, ports } = setUp();
  const failures = [
    { error: { code: { a: 1 }, params: { toString: [], n: 3, name: 'a', list: [1], deep: {} }, detail: {} } },
    { error: null },
    { error: 'a' },
    { error: { code: 'model/diverged', params: null, detail: 'a' } },
  ];
  const told = [];
  for (const failure of failures) {
    const request = client.request('predict', {});
    ports[0].says({ kind: 'error', id: ports[0].sent.at(-1).id, ...failure });
    told.push(await request.catch(({ code, params, detail }) => ({ code, params, detail })));
  }
  assert.deepEqual(told, [
    { code: 'worker/unexpected', params: { n: 3, name: 'a' }, detail: '' },
    { code: 'worker/unexpected', params: {}, detail: '' },
    { code: 'worker/unexpected', params: {}, detail: '' },
    { code: 'model/diverged', params: {}, detail: 'a' },
  ]);
});

test('what is called like that is data', async () => {
  const { client, ports } = setUp();
  const request = client.request('evaluate', {});
  ports[0].says({ kind: 'reply', id: ports[0].sent[0].id, result: structuredClone({ counts: { constructor: 3 } }) });
  assert.deepEqual(await request, { counts: { constructor: 3 } });
});

test('events reach the request that they belong to', async () => {
  const { client, ports } = setUp();
  const heard = [];
  const request = client.request('train.resume', { epochs: 1 }, { onEvent: (event) => heard.push(event) });
  client.request('evaluate', {}, { onEvent: () => assert.fail('not for this one') });
  const { id } = ports[0].sent[0];
  ports[0].says({ kind: 'event', id, event: { type: 'epoch' } });
  ports[0].says({ kind: 'reply', id, result: {} });
  await request;
  assert.deepEqual(heard, [{ type: 'epoch' }]);
});

test('an error carries code and parameters', async () => {
  const { client, ports } = setUp();
  const request = client.request('sheets.read', { sheet: 'a', name: 'a.png', file: new Uint8Array() });
  ports[0].says({ kind: 'error', id: 1, error: { code: 'sheet/too-large', params: { width: 30000 } } });
  await assert.rejects(request, (error) => {
    assert.ok(error instanceof WorkerError);
    assert.equal(error.code, 'sheet/too-large');
    assert.deepEqual(error.params, { width: 30000 });
    return true;
  });
});

test('abort asks the worker to end, and the reply still comes', async () => {
  const { client, ports } = setUp();
  const stop = new AbortController();
  const request = client.request('train.resume', { epochs: 9 }, { signal: stop.signal });
  stop.abort();
  assert.deepEqual(ports[0].sent[1], { kind: 'cancel', id: 1 });
  ports[0].says({ kind: 'reply', id: 1, result: { state: 'stopped' } });
  assert.deepEqual(await request, { state: 'stopped' });
});

test('an abort after the reply says nothing', async () => {
  const { client, ports } = setUp();
  const stop = new AbortController();
  const request = client.request('evaluate', {}, { signal: stop.signal });
  ports[0].says({ kind: 'reply', id: 1, result: {} });
  await request;
  stop.abort();
  assert.equal(ports[0].sent.length, 1);
});

test('a failed boot rejects what waits and what comes later', async () => {
  const { client, ports, booted } = setUp();
  const waiting = client.request('evaluate', {});
  const error = { code: 'boot/missing-file', params: { file: 'x.wasm', status: 404 } };
  ports[0].says({ kind: 'boot', state: 'failed', error });
  await assert.rejects(waiting, { code: 'boot/missing-file' });
  await assert.rejects(client.request('evaluate', {}), { code: 'boot/missing-file' });
  assert.equal(booted.at(-1).state, 'failed');
});

test('a worker whose script does not load counts as a failed boot', async () => {
  const { client, ports, booted } = setUp();
  const waiting = client.request('evaluate', {});
  ports[0].onerror({ message: 'no such file' });
  await assert.rejects(waiting, { code: 'boot/worker', detail: 'no such file' });
  assert.equal(booted.at(-1).state, 'failed');
});

test('restart ends the old worker, rejects its requests and starts anew', async () => {
  const { client, ports } = setUp();
  const waiting = client.request('evaluate', {});
  client.restart();
  await assert.rejects(waiting, { code: 'worker/ended' });
  assert.equal(ports[0].ended, true);
  const again = client.request('evaluate', {});
  ports[1].says({ kind: 'reply', id: ports[1].sent[0].id, result: 'anew' });
  assert.equal(await again, 'anew');
});

test('a late word of an ended worker is not heard', async () => {
  const { client, ports, booted } = setUp();
  client.restart();
  ports[0].says({ kind: 'boot', state: 'failed', error: { code: 'boot/python', params: {} } });
  assert.deepEqual(booted, []);
  const request = client.request('evaluate', {});
  ports[1].says({ kind: 'reply', id: ports[1].sent[0].id, result: 1 });
  assert.equal(await request, 1);
});

test('events after the reply are heard by who has asked for them, until the worker ends', async () => {
  const { client, ports } = setUp();
  const heard = [];
  const onEvent = (event) => heard.push(event);
  const patient = client.request('code.run', {}, { onEvent, late: true });
  const other = client.request('evaluate', {}, { onEvent });
  const [one, two] = ports[0].sent;
  for (const { id } of [one, two]) ports[0].says({ kind: 'reply', id, result: {} });
  await Promise.all([patient, other]);
  for (const { id } of [one, two]) ports[0].says({ kind: 'event', id, event: id });
  assert.deepEqual(heard, [one.id]);
  client.restart();
  ports[1].says({ kind: 'event', id: one.id, event: 'lost' });
  assert.deepEqual(heard, [one.id]);
});

test('a firm stop that has no effect within a second is told; one that has, or was a mere wish, is not', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { client, ports, stuck } = setUp();
  const stop = (terminateIfIgnored) => {
    const abort = new AbortController();
    client.request('train.resume', { epochs: 1 }, { signal: abort.signal, terminateIfIgnored }).catch(() => {});
    abort.abort();
    return ports[0].sent.findLast(({ kind }) => kind === 'request').id;
  };
  stop(false);
  stop(() => false);
  const heard = stop(true);
  ports[0].says({ kind: 'reply', id: heard, result: {} });
  context.mock.timers.tick(1000);
  assert.equal(stuck.length, 0);
  let terminateIfIgnored = true;
  stop(() => terminateIfIgnored);
  terminateIfIgnored = false; // it has told meanwhile what it waits for
  context.mock.timers.tick(1000);
  assert.equal(stuck.length, 0);
  stop(() => true);
  context.mock.timers.tick(1000);
  assert.equal(stuck.length, 1);
  stop(true);
  client.restart();
  context.mock.timers.tick(1000);
  assert.equal(stuck.length, 1, 'it has ended with its worker');
});

test('how long a firm stop waits, whoever asks may say', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { client, stuck } = setUp();
  const abort = new AbortController();
  client.request('code.run', {}, { signal: abort.signal, terminateIfIgnored: true, grace: 30 }).catch(() => {});
  abort.abort();
  context.mock.timers.tick(29);
  assert.equal(stuck.length, 0);
  context.mock.timers.tick(1);
  assert.equal(stuck.length, 1);
});

test('a Python that has crashed answers nobody', async () => {
  const { client, ports } = setUp();
  const first = client.request('code.run', {});
  const second = client.request('code.check', { thorough: false });
  ports[0].says({ kind: 'error', id: ports[0].sent[1].id, error: { code: 'worker/crashed', params: {} } });
  await assert.rejects(first, { code: 'worker/crashed' });
  await assert.rejects(second, { code: 'worker/crashed' });
  await assert.rejects(client.request('evaluate', {}), { code: 'worker/crashed' });
});
