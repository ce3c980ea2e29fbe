import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHealthCheck } from '../../site/commands/health.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { createStore } from '../../site/state/store.js';
import { createFakeClient, settle, workerError } from './fakes/client.js';

function setUp() {
  const client = createFakeClient();
  const store = createStore(reducer, initialState({ language: 'de', step: 'code' }));
  store.dispatch({ type: 'boot/told', message: { kind: 'boot', state: 'ready', backend: 'numpy' } });
  const restart = () => {
    client.restart();
    store.dispatch({ type: 'boot/retried' });
  };
  const watching = createHealthCheck({ store, client, asRecord: ({ code, params }) => ({ code, params }), restart });
  return {
    client,
    store,
    watching,
    pythonProblem: () => store.getState().notebook.pythonProblem,
    checks: () => client.of('code.check'),
  };
}

const WELL = { names: [], memory: false };

test('nobody waits and no cell was run: nothing is asked, for the worker has chores', () => {
  const { watching, checks } = setUp();
  watching.look();
  assert.equal(checks().length, 0);
});

test('a worker that does not answer is told, and that it answers again', async () => {
  const { client, watching, checks, pythonProblem } = setUp();
  void watching.request('train.start', {});
  for (let look = 0; look < 3; look += 1) watching.look();
  assert.deepEqual([checks().length, pythonProblem()], [1, { kind: 'unresponsive' }]);
  checks()[0].resolve(WELL);
  await settle();
  assert.equal(pythonProblem(), null);
  client.of('train.start')[0].resolve({});
  await settle();
  watching.look();
  assert.equal(checks().length, 1);
});

test('a worker that tells how far it has come is responsive, however long it takes', async () => {
  const { client, watching, pythonProblem } = setUp();
  const heard = [];
  void watching.request('sheets.read', {}, { onEvent: (event) => heard.push(event) });
  const [reading] = client.of('sheets.read');
  for (let look = 0; look < 6; look += 1) {
    watching.look();
    if (look % 2 === 1) reading.onEvent({ phase: 'cells', share: look / 6 });
  }
  assert.deepEqual([pythonProblem(), heard.length], [null, 3]);
  for (let look = 0; look < 2; look += 1) watching.look();
  assert.deepEqual(pythonProblem(), { kind: 'unresponsive' });
  reading.onEvent({ phase: 'cells', share: 1 });
  assert.equal(pythonProblem(), null);
});

test('after a cell Python is asked at rest, too', async () => {
  const { store, watching, checks } = setUp();
  store.dispatch({ type: 'cell/added', source: '1', example: null, after: null });
  store.dispatch({ type: 'cell/started', id: store.getState().notebook.cells[0].id });
  watching.look();
  assert.equal(checks().length, 1);
});

test('damage and full memory are told until Python is started anew', async () => {
  const { store, watching, checks, pythonProblem } = setUp();
  void watching.check();
  checks()[0].resolve({ names: ['numpy.zeros'], memory: false });
  await settle();
  assert.deepEqual(pythonProblem(), { kind: 'damaged', names: ['numpy.zeros'] });
  store.dispatch({ type: 'boot/retried' });
  assert.equal(pythonProblem(), null);
  store.dispatch({ type: 'boot/told', message: { kind: 'boot', state: 'ready', backend: 'numpy' } });
  void watching.check();
  checks()[1].reject(workerError('worker/unexpected'));
  await settle();
  assert.equal(pythonProblem().kind, 'damaged');
});

test('out of memory, whatever was asked, a new start is offered', async () => {
  const { client, watching, pythonProblem } = setUp();
  const request = watching.request('evaluate', {});
  client.of('evaluate')[0].reject(workerError('worker/memory'));
  await assert.rejects(request);
  assert.deepEqual(pythonProblem(), { kind: 'memory' });
});

test('an answer of the worker before says nothing about this one', async () => {
  const { watching, checks, pythonProblem } = setUp();
  void watching.check();
  watching.begin();
  checks()[0].resolve({ names: ['numpy.zeros'], memory: false });
  await settle();
  assert.equal(pythonProblem(), null);
});

test('an interpreter that has ended is started anew by itself, once for each cell that was run', () => {
  const { client, store, watching } = setUp();
  const ends = (code) => {
    store.dispatch({ type: 'boot/told', message: { kind: 'boot', state: 'failed', error: { code, params: {} } } });
    watching.look();
    return client.restarts;
  };
  assert.equal(ends('worker/crashed'), 0, 'no cell was run: what crashed it, may do so again');
  store.dispatch({ type: 'cell/added', source: 'os._exit(1)', example: null, after: null });
  const [{ id }] = store.getState().notebook.cells;
  store.dispatch({ type: 'cell/started', id });
  assert.equal(ends('boot/files'), 0);
  assert.equal(ends('worker/crashed'), 1);
  assert.equal(ends('worker/crashed'), 1);
  store.dispatch({ type: 'cell/started', id });
  assert.equal(ends('worker/crashed'), 2);
});
