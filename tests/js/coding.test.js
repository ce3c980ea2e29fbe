import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createCoding } from '../../site/commands/coding.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { createStore } from '../../site/state/store.js';
import { factsOf } from '../../site/state/facts.js';
import { learnedFrom } from '../../site/state/learned.js';
import { createFakeClient, readPage, settle, workerError } from './fakes/client.js';

function setUp() {
  const client = createFakeClient();
  const taken = [];
  const store = createStore(reducer, initialState({ language: 'de', step: 'code' }));
  const asRecord = ({ code, params }) => ({ code, params });
  const coding = createCoding({
    store,
    client,
    sync: { counted: () => ({}) },
    asRecord,
    restart: client.restart,
    check: async () => {},
    takeOver: async (network) => void taken.push(network),
  });
  store.dispatch({ type: 'boot/told', message: { kind: 'boot', state: 'ready', backend: 'numpy' } });
  store.dispatch({ type: 'cell/added', source: '1', example: null, after: null });
  const { id } = store.getState().notebook.cells[0];
  return { client, store, coding, taken, id, cell: () => store.getState().notebook.cells[0] };
}

test('a stop while packages load is a stop', async () => {
  const { client, coding, id, cell } = setUp();
  void coding.runCell(id);
  await settle();
  void coding.stopCell();
  assert.ok(client.of('code.run')[0].signal.aborted);
  client.of('code.run')[0].reject(workerError('request/cancelled'));
  await settle();
  assert.equal(cell().state, 'stopped');
  assert.equal(cell().error, null);
  assert.equal(client.restarts, 0);
});

test('a cell that is long at work is told to all who wait, from its stop on no more; a quick one is not', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { client, store, coding, id } = setUp();
  const held = () => factsOf(store.getState()).held;
  void coding.runCell(id);
  await settle();
  context.mock.timers.tick(400);
  client.of('code.run')[0].resolve({ done: true });
  await settle();
  context.mock.timers.tick(400);
  assert.equal(held(), null);

  void coding.runCell(id);
  await settle();
  context.mock.timers.tick(500);
  assert.equal(held(), 'cell');
  store.dispatch({ type: 'cell/removed', id });
  assert.equal(held(), 'cell', 'it runs on');
  client.of('code.run')[1].reject(workerError('request/cancelled'));
  await settle();
  assert.equal(held(), null);
});

test('a training that is asked for while a cell holds Python waits for it until it tells something', () => {
  const { store, id } = setUp();
  const waits = () => factsOf(store.getState()).waitsForCell;
  store.dispatch({ type: 'cell/started', id });
  store.dispatch({ type: 'cell/lasts', id });
  assert.equal(waits(), false);
  store.dispatch({ type: 'train/resumed', epochs: 1 });
  assert.equal(waits(), true);
  store.dispatch({ type: 'train/told', events: [{ type: 'batch', epoch: 0, batch: 0, loss: 2, accuracy: 0.1 }] });
  assert.equal(waits(), false, 'a cell that only waits itself lets others work');
  for (const again of [
    { type: 'train/resumed', epochs: 1 },
    { type: 'train/started', run: 'run-1', settings: { epochs: 2 }, learned: learnedFrom(store.getState()) },
  ]) {
    store.dispatch({ type: 'train/ended', result: { state: 'stopped', epochs: 0 } });
    store.dispatch(again);
    assert.equal(waits(), true, again.type);
    store.dispatch({ type: 'train/told', events: [{ type: 'batch', epoch: 0, batch: 0, loss: 2, accuracy: 0.1 }] });
  }
  store.dispatch({ type: 'cell/ended', id, state: 'done', error: null });
  store.dispatch({ type: 'cell/started', id });
  store.dispatch({ type: 'cell/lasts', id });
  assert.equal(waits(), true, 'what comes between two batches holds a training, too');
  store.dispatch({ type: 'cell/ended', id, state: 'stopped', error: null });
  assert.equal(waits(), false);
});

test('what a task tells later stands below its own cell, until the cell runs again', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { client, store, coding, id, cell } = setUp();
  void coding.runCell(id);
  await settle();
  const [first] = client.of('code.run');
  first.resolve({ done: true });
  await settle();
  const failure = {
    type: 'failure',
    kind: 'ZeroDivisionError',
    message: '',
    line: 1,
    code: 'zero',
    params: {},
    traceback: '',
  };
  first.onEvent(failure);
  context.mock.timers.tick(100);
  assert.deepEqual(cell().outputs, [failure]);
  assert.equal(cell().state, 'done');

  void coding.runCell(id);
  await settle();
  first.onEvent(failure);
  context.mock.timers.tick(100);
  assert.deepEqual(cell().outputs, []);
  assert.equal(store.getState().notebook.runs, 2);
});

test('a cell that has been shown does not ask for the focus again', () => {
  const { store, id } = setUp();
  assert.equal(store.getState().notebook.fresh, id);
  store.dispatch({ type: 'cell/shown', id });
  assert.equal(store.getState().notebook.fresh, null);
});

test('a network of a cell is taken over, and leaves only a word below it', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { client, coding, taken, id, cell } = setUp();
  void coding.runCell(id);
  await settle();
  const used = {
    type: 'used',
    run: 'run-1',
    settings: { preset: 'school-1', epochs: 1, batchSize: 2, learningRate: 0.1, seed: 1, splitSeed: 1 },
    start: {
      type: 'start',
      samples: { train: 2, validation: 1, test: 1 },
      batches: 1,
      parameters: 9,
      data: 1,
      at: 1,
      forHelpers: false,
    },
    checkpoint: { type: 'checkpoint', epochs: 0, batch: 0, weights: new Uint8Array() },
  };
  client.of('code.run')[0].onEvent(used);
  context.mock.timers.tick(100);
  assert.deepEqual(taken, [used]);
  assert.deepEqual(cell().outputs, [{ type: 'used' }]);
});

test("a cell's undo takes back its own change, and says so where it cannot", async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { client, store, coding, id, cell } = setUp();
  store.dispatch({ type: 'sheets/added', sheets: [{ id: 'a', name: 'a' }] });
  store.dispatch({ type: 'sheet/read', id: 'a', result: readPage() });
  const edits = () => store.getState().editing.now;
  const edit = (number, label) =>
    store.dispatch({ type: 'pictures/edited', changes: [{ sheet: 'a', cell: number, label }] });
  edit(0, '1');
  void coding.runCell(id);
  await settle();
  const relabelled = [0, 1, 1].map((number, index) => ({ sheet: 'a', cell: number, label: `${7 + index}` }));
  client.of('code.run')[0].onEvent({ type: 'edited', edits: relabelled });
  client.of('code.run')[0].onEvent({ type: 'edited', edits: [{ sheet: 'a', cell: 2, label: null }] });
  context.mock.timers.tick(100);
  assert.deepEqual(edits(), { a: { 0: '7', 1: '9', 2: null } });
  edit(3, null);
  const [first, second] = cell().outputs;
  const standing = () => [first, second].map((output) => factsOf(store.getState()).standingOf(output));
  assert.deepEqual(standing(), ['stand', 'stand']);
  coding.undoEdited(first);
  assert.deepEqual(edits(), { a: { 0: '1', 2: null, 3: null } }, 'the exclusion that came later stays');
  assert.deepEqual(standing(), ['undone', 'stand']);
  edit(2, '5');
  assert.deepEqual(standing(), ['undone', 'changed']);
});

test('a cell that was deleted comes back where it was', () => {
  const { store, id } = setUp();
  store.dispatch({ type: 'cell/added', source: '2', example: null, after: null });
  store.dispatch({ type: 'cell/removed', id });
  store.dispatch({ type: 'deletion/restored', id });
  assert.deepEqual(
    store.getState().notebook.cells.map(({ source }) => source),
    ['1', '2'],
  );
  store.dispatch({ type: 'deletion/restored', id });
  assert.equal(store.getState().notebook.cells.length, 2);
});

test('that variables are gone is told until the cells are run again from the first one', () => {
  let state = initialState({ language: 'en', step: 'code' });
  const play = (...actions) => {
    for (const action of actions) state = reducer(state, action);
  };
  play({ type: 'cell/added', source: 'a = 1' }, { type: 'cell/added', source: 'a' });
  const [first, second] = state.notebook.cells.map(({ id }) => id);
  play({ type: 'python/restarted' }, { type: 'cell/started', id: second });
  assert.equal(state.notebook.restarted, true);
  play({ type: 'cell/started', id: first });
  assert.equal(state.notebook.restarted, false);
});
