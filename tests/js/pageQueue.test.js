import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { createCommands } from '../../site/commands/commands.js';
import { Ink } from '../../site/draw/ink.js';
import { withTwin } from '../../site/state/collection.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { createStore } from '../../site/state/store.js';
import { createFakeClient, readPage, settle, workerError } from './fakes/client.js';

const READY = { kind: 'boot', state: 'ready', backend: 'numpy', start: 'snapshot', why: '' };

/** A page with helpers that are there at once. */
async function page(cores) {
  const store = createStore(reducer, initialState({ language: 'de', step: 'collect' }));
  const client = createFakeClient();
  const helpers = [];
  const start = (hopes) => {
    const helper = {
      ...createFakeClient(),
      hopes,
      ended: false,
      terminate: () => {
        helper.ended = true;
      },
    };
    helpers.push(helper);
    queueMicrotask(hopes.onReady);
    return helper;
  };
  const commands = createCommands({ store, client, ink: new Ink(8), helpers: { start, device: { cores } } });
  void commands.onBoot(READY);
  await settle();
  client.of('predict').forEach((request) => request.resolve({ glyph: null, probabilities: [] }));
  await settle();
  return { store, client, helpers, commands };
}

const file = (name) => new File([name], name, { lastModified: 0 });
const names = (store) => store.getState().sheets.map(({ name, state }) => `${name} ${state}`);
const duplicates = (store) => store.getState().sheets.map(({ result }) => result?.page?.twin ?? null);
const nameIn = ({ params }) => new TextDecoder().decode(params.file);

/** Files are read from a browser in their own time. */
async function settled() {
  for (let turn = 0; turn < 5; turn += 1) {
    await settle();
    await new Promise(setImmediate);
  }
}

beforeEach((context) => context.mock.timers.enable({ apis: ['setTimeout'] }));

test('pages are read by all workers; each card keeps its place, whichever is read first', async () => {
  const { store, client, helpers, commands } = await page(3);
  void commands.addFiles(['one', 'two', 'three', 'four'].map(file));
  await settled();
  assert.deepEqual(
    names(store),
    ['one working', 'two working', 'three working', 'four waiting'],
    'one decoded page each',
  );
  assert.deepEqual(
    helpers.map(({ requests }) => nameIn(requests[0])),
    ['two', 'three'],
  );
  helpers[1].requests[0].resolve(readPage(3));
  await settled();
  assert.deepEqual(names(store), ['one working', 'two working', 'three done', 'four working']);
  helpers[1].requests[1].resolve(readPage(4));
  helpers[0].requests[0].resolve(readPage(2));
  client.of('sheets.read')[0].resolve(readPage(1));
  await settled();
  assert.deepEqual(
    store.getState().sheets.map(({ result }) => result.labels[0]),
    [1, 2, 3, 4],
  );
  const restored = client.of('sheets.restore').map(({ params }) => params.labels[0]);
  assert.deepEqual(restored.sort(), [2, 3, 4], 'the main worker is given what it has not read');
});

test('a helper is given the page and nothing else', async () => {
  const { helpers, commands } = await page(2);
  void commands.addFiles(['one', 'two'].map(file));
  await settled();
  const [{ method, params, transfer }] = helpers[0].requests;
  assert.equal(method, 'page.read');
  assert.deepEqual(Object.keys(params), ['file']);
  assert.deepEqual(transfer, [params.file.buffer]);
});

test('a page whose helper dies is read again, with its bytes', async () => {
  const { store, helpers, commands } = await page(2);
  void commands.addFiles(['one', 'two'].map(file));
  await settled();
  helpers[0].hopes.onLost();
  helpers[0].requests[0].reject(workerError('worker/ended'));
  await settled();
  assert.equal(nameIn(helpers[1].requests[0]), 'two');
  helpers[1].requests[0].resolve(readPage(2));
  await settled();
  assert.deepEqual(names(store), ['one working', 'two done']);
});

test('a page that cannot be read says so on its own card, whoever read it', async () => {
  const { store, helpers, commands } = await page(2);
  void commands.addFiles(['one', 'two', 'three'].map(file));
  await settled();
  helpers[0].requests[0].reject(workerError('sheet/no-grid'));
  await settled();
  assert.deepEqual(names(store), ['one working', 'two failed', 'three working']);
  assert.equal(store.getState().sheets[1].error.code, 'sheet/no-grid');
});

test('a page that was removed while a helper read it does not come back', async () => {
  const { store, helpers, client, commands } = await page(2);
  void commands.addFiles(['one', 'two'].map(file));
  await settled();
  void commands.removeSheet(store.getState().sheets[1].id);
  helpers[0].requests[0].resolve(readPage(2));
  await settled();
  assert.deepEqual(names(store), ['one working']);
  assert.equal(client.of('sheets.restore').length, 0);
});

test('another project: helpers end, and no page of the first one comes into it', async () => {
  const { store, helpers, client, commands } = await page(2);
  void commands.addFiles(['one', 'two', 'three'].map(file));
  await settled();
  commands.retryBoot();
  client.of('sheets.read')[0].reject(workerError('worker/ended'));
  store.dispatch({ type: 'project/opened', kept: {} });
  assert.equal(helpers[0].ended, true);
  helpers[0].requests[0].resolve(readPage(2)); // it was on its way
  void commands.onBoot(READY);
  await settled();
  assert.deepEqual(store.getState().sheets, []);
  assert.equal(client.of('sheets.restore').length, 0);
});

test('after a new start of Python, the pages that were being read are read', async () => {
  const { store, helpers, client, commands } = await page(2);
  void commands.addFiles(['one', 'two', 'three'].map(file));
  await settled();
  commands.restartPython();
  client.of('sheets.read')[0].reject(workerError('worker/ended'));
  helpers[0].requests[0].reject(workerError('worker/ended'));
  await settled();
  assert.deepEqual(names(store), ['one waiting', 'two waiting', 'three waiting']);
  void commands.onBoot(READY);
  await settled();
  client.of('sheets.read')[1].resolve(readPage(1));
  await settled();
  client.of('sheets.read')[2].resolve(readPage(3));
  helpers[1].requests[0].resolve(readPage(2));
  await settled();
  assert.deepEqual(
    store.getState().sheets.map(({ result }) => result.labels[0]),
    [1, 2, 3],
  );
});

test('of two pages that show the same, the lower one says so, in whatever order they were read', async () => {
  for (const order of [
    ['one', 'two', 'three'],
    ['three', 'two', 'one'],
    ['two', 'three', 'one'],
    ['three', 'one', 'two'],
  ]) {
    const { store, client, helpers, commands } = await page(4);
    void commands.addFiles(['one', 'two', 'three'].map(file));
    await settled();
    const ids = store.getState().sheets.map(({ id }) => id);
    const reading = { one: client.of('sheets.read')[0], two: helpers[0].requests[0], three: helpers[1].requests[0] };
    const answered = new Set();
    for (const name of order) {
      reading[name].resolve(readPage(1));
      await settled();
      for (const request of client.of('sheets.twin')) {
        // all of them show the same
        if (answered.has(request)) continue;
        answered.add(request);
        request.resolve({ twin: request.params.others[0] ?? null });
      }
      await settled();
    }
    assert.deepEqual(duplicates(store), [null, ids[0], ids[0]], order.join());
  }
});

test('what is gone is no twin', () => {
  const sheets = [
    { id: 'a', result: readPage(1) },
    { id: 'b', result: readPage(1) },
  ];
  assert.equal(withTwin(sheets, 'b', 'gone'), sheets);
  assert.equal(withTwin(sheets, 'gone', 'a'), sheets);
  assert.equal(withTwin(sheets, 'b', null), sheets);
});
