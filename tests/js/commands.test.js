import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCommands } from '../../site/commands/commands.js';
import { Ink } from '../../site/draw/ink.js';
import { factsOf } from '../../site/state/facts.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { partsOf, stateOf } from '../../site/storage/stateParts.js';
import { createStore } from '../../site/state/store.js';
import { createFakeClient, drawn, readPage, settle, workerError } from './fakes/client.js';

const READY = { kind: 'boot', state: 'ready', backend: 'numpy' };
const FAILED = { kind: 'boot', state: 'failed', error: { code: 'boot/python', params: {} } };

async function page({ ready = true } = {}) {
  const store = createStore(reducer, initialState({ language: 'de', step: 'collect' }));
  const client = createFakeClient();
  const ink = new Ink(8);
  const commands = createCommands({ store, client, ink });
  if (ready) {
    void commands.onBoot(READY);
    await settle();
    client.of('predict').forEach((request) => request.resolve({ glyph: null, probabilities: [] }));
    await settle();
    client.requests.length = 0;
  }
  return { store, client, ink, commands };
}

/** A file whose bytes are its name's. */
function file(name, { fails = false, size = name.length } = {}) {
  const arrayBuffer = async () => {
    if (fails) throw new DOMException('gone', 'NotFoundError');
    return new TextEncoder().encode(name).buffer;
  };
  return { name, size, lastModified: 0, arrayBuffer };
}

const ids = (store) => store.getState().sheets.map(({ id }) => id);
const states = (store) => store.getState().sheets.map((sheet) => sheet.state);

test('pages are read one after another in the order of dropping', async () => {
  const { store, client, commands } = await page();
  void commands.addFiles([file('one'), file('two')]);
  await settle();
  assert.deepEqual(
    client.requests.map(({ params }) => params.name),
    ['one'],
  );
  assert.deepEqual(states(store), ['working', 'waiting']);
  void commands.addFiles([file('three')]);
  client.requests[0].resolve(readPage());
  await settle();
  client.requests[1].resolve(readPage());
  await settle();
  assert.deepEqual(
    client.requests.map(({ params }) => params.name),
    ['one', 'two', 'three'],
  );
  assert.deepEqual(states(store), ['done', 'done', 'working']);
});

test("a file's bytes are given away, not copied", async () => {
  const { client, commands } = await page();
  void commands.addFiles([file('abc')]);
  await settle();
  const [{ params, transfer }] = client.requests;
  assert.deepEqual([...params.file], [97, 98, 99]);
  assert.deepEqual(transfer, [params.file.buffer]);
});

test('a page that cannot be read harms no other', async () => {
  const { store, client, commands } = await page();
  void commands.addFiles([file('bad'), file('gone', { fails: true }), file('huge', { size: 2 ** 30 }), file('good')]);
  await settle();
  client.requests[0].reject(workerError('sheet/no-grid'));
  await settle();
  client.requests[1].resolve(readPage());
  await settle();
  assert.deepEqual(states(store), ['failed', 'failed', 'failed', 'done']);
  assert.deepEqual(
    store.getState().sheets.map((sheet) => sheet.error?.code),
    ['sheet/no-grid', 'page/file-unreadable', 'page/file-too-large', undefined],
  );
});

test('pages wait for Python', async () => {
  const { store, client, commands } = await page({ ready: false });
  void commands.addFiles([file('early')]);
  await settle();
  assert.deepEqual(states(store), ['waiting']);
  assert.equal(client.of('sheets.read').length, 0);
  void commands.onBoot(READY);
  await settle();
  assert.equal(client.of('sheets.read').length, 1);
});

test('a page removed while it is read is cancelled and forgotten, and the next one starts', async () => {
  const { store, client, commands } = await page();
  void commands.addFiles([file('one'), file('two')]);
  await settle();
  const [first] = ids(store);
  void commands.removeSheet(first);
  assert.equal(client.requests[0].signal.aborted, true);
  client.requests[0].resolve(readPage());
  await settle();
  assert.deepEqual(
    client.of('sheets.forget').map(({ params }) => params.sheet),
    [first],
  );
  assert.deepEqual(states(store), ['working']);
});

test('a page removed while it waits is never read', async () => {
  const { store, client, commands } = await page();
  void commands.addFiles([file('one'), file('two')]);
  await settle();
  void commands.removeSheet(ids(store)[1]);
  client.requests[0].resolve(readPage());
  await settle();
  assert.deepEqual(
    client.requests.map(({ method }) => method),
    ['sheets.read'],
  );
});

test('a new worker is given what the old one had read, and the page that was lost is read again', async () => {
  const { store, client, commands } = await page();
  void commands.addFiles([file('one'), file('two')]);
  await settle();
  client.requests[0].resolve(readPage(5, 2));
  await settle();
  void commands.onBoot(FAILED);
  client.requests[1].reject(workerError('worker/ended'));
  await settle();
  commands.retryBoot();
  assert.equal(client.restarts, 1);
  assert.deepEqual(states(store), ['done', 'waiting']);
  void commands.onBoot(READY);
  await settle();
  const [restore] = client.of('sheets.restore');
  assert.deepEqual(restore.params.labels, [5, 5]);
  restore.resolve({});
  await settle();
  assert.deepEqual(
    client.of('sheets.read').map(({ params }) => params.name),
    ['one', 'two', 'two'],
  );
});

test('a collection that is too large to be kept comes whole, and is read once more by a new worker', async () => {
  const { store, client, commands } = await page();
  void commands.addFiles([file('a.npz')]);
  await settle();
  const [asked] = client.of('ready.files');
  asked.resolve({ ...readPage(), page: null, status: new Array(5).fill('kept'), more: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0] });
  await settle();
  assert.deepEqual([factsOf(store.getState()).counts[0], factsOf(store.getState()).all.length], [1, 4]);
  const rest = { labels: [0], cells: [4], images: new Uint8Array(784) };
  client.of('sheets.rest')[0].resolve(rest);
  await settle();
  assert.deepEqual([factsOf(store.getState()).counts[0], factsOf(store.getState()).all.length], [1, 5]);
  commands.retryBoot();
  void commands.onBoot(READY);
  await settle();
  const [, again] = client.of('ready.files');
  assert.deepEqual([...again.params.files[0].file], [...new TextEncoder().encode('a.npz')]);
  assert.deepEqual([again.params.sheet, again.params.most], [asked.params.sheet, asked.params.most]);
  again.resolve({});
  await settle();
  assert.equal(client.of('sheets.rest').length, 2);
});

test('a collection that was put right can be had as its files have it', async () => {
  const { store, client, commands } = await page();
  void commands.addFiles([file('a.npz')]);
  await settle();
  const read = { ...readPage(), page: null };
  client.of('ready.files')[0].resolve({ ...read, mended: ['turned'] });
  await settle();
  const [id] = ids(store);
  void commands.takeAgain(id, { asItWas: true });
  await settle();
  const [, again] = client.of('ready.files');
  assert.deepEqual([again.params.asItWas, new TextDecoder().decode(again.params.files[0].file)], [true, 'a.npz']);
  assert.notEqual(again.params.sheet, id, 'they are other pictures');
  again.resolve({ ...read, mended: [] });
  await settle();
  assert.deepEqual([ids(store), store.getState().sheets[0].result.mended], [[again.params.sheet], []]);
  void commands.restoreDeletion(id);
  await settle();
  assert.deepEqual(store.getState().sheets[0].result.mended, ['turned'], 'both ways');
  void commands.takeAgain(id, { turn: 'left' });
  await settle();
  const [last] = client.of('ready.files').slice(-1);
  assert.deepEqual([last.params.asItWas, last.params.turn], [undefined, 'left']);
});

test('a page that crashes Python is named, a new start is offered, and the others go on', async () => {
  const { store, client, commands } = await page();
  void commands.addFiles([file('bomb'), file('good')]);
  await settle();
  client.requests[0].reject(workerError('worker/crashed'));
  await settle();
  assert.deepEqual(states(store), ['failed', 'waiting']);
  assert.equal(store.getState().boot.state, 'failed');
  commands.retryBoot();
  void commands.onBoot(READY);
  await settle();
  assert.deepEqual(
    client.of('sheets.read').map(({ params }) => params.name),
    ['bomb', 'good'],
  );
});

test('the same file twice is refused, unless the first was removed', async () => {
  const { store, client, commands } = await page();
  void commands.addFiles([file('one'), file('one')]);
  await settle();
  assert.deepEqual(states(store), ['working', 'failed']);
  assert.equal(store.getState().sheets[1].error.code, 'page/file-twice');
  client.requests[0].resolve(readPage());
  await settle();
  void commands.removeSheet(ids(store)[0]);
  void commands.addFiles([file('one')]);
  await settle();
  assert.deepEqual(states(store), ['failed', 'working']);
});

test('a ready collection removed while it loads is not held by the worker, and nothing is trained on it', async () => {
  const { store, client, commands } = await page();
  void commands.addDigits();
  await settle();
  const [id] = ids(store);
  void commands.removeSheet(id);
  client.of('ready.digits')[0].resolve({ ...readPage(), page: null });
  await settle();
  assert.deepEqual(
    client.of('sheets.forget').map(({ params }) => params.sheet),
    [id],
  );
  void commands.train();
  await settle();
  assert.deepEqual(client.of('train.start')[0].params.sources, []);
});

const CORNERS = [
  [1, 1],
  [90, 1],
  [90, 90],
  [1, 90],
];

async function doubted() {
  const all = await page();
  void all.commands.addFiles([file('one')]);
  await settle();
  const doubtful = readPage();
  doubtful.page.quality.warnings = ['frame-doubtful'];
  all.client.of('sheets.read')[0].resolve(doubtful);
  await settle();
  return all;
}

test('a page that could not be read at its corners and is removed is gone from the worker, too', async () => {
  const { store, client, commands } = await doubted();
  const [id] = ids(store);
  void commands.readAtCorners(id, CORNERS);
  await settle();
  client.of('sheets.read')[1].reject(workerError('sheet/no-grid'));
  await settle();
  assert.equal(factsOf(store.getState()).pictures, 4, 'what was read first stays until then');
  void commands.removeSheet(id);
  await settle();
  assert.deepEqual(
    client.of('sheets.forget').map(({ params }) => params.sheet),
    [id],
  );
});

test('corners belong to the page that they were set for', async () => {
  const { store, client, commands } = await doubted();
  void commands.readAtCorners(ids(store)[0], CORNERS);
  await settle();
  assert.deepEqual(client.of('sheets.read')[1].params.corners, CORNERS);
  client.of('sheets.read')[1].resolve(readPage());
  await settle();
  void commands.removeSheet(ids(store)[0]);
  void commands.addFiles([file('another')]);
  await settle();
  assert.equal(client.of('sheets.read')[2].params.corners, undefined);
});

test('a page whose strip was not read is read as the symbols that a person names, at the corners that were set', async () => {
  const { store, client, commands } = await page();
  void commands.addFiles([file('one'), file('two')]);
  await settle();
  const [id] = ids(store);
  client.of('sheets.read')[0].reject(workerError('sheet/no-grid', { reason: 'no-strip' }));
  await settle();
  assert.ok(store.getState().sheets[0].file, 'it waits for the answer');
  client.of('sheets.read')[1].resolve(readPage());
  await settle();
  void commands.readAtCorners(id, CORNERS);
  await settle();
  client.of('sheets.read')[2].reject(workerError('sheet/no-grid', { reason: 'no-strip' }));
  await settle();
  void commands.readAsClasses(id, ['A', 'B']);
  await settle();
  const { corners, classes } = client.of('sheets.read')[3].params;
  assert.deepEqual([corners, classes], [CORNERS, ['A', 'B']]);
  client.of('sheets.read')[3].resolve({ ...readPage(), classes: ['A', 'B'], labels: [0, 1, 0, 1] });
  await settle();
  assert.deepEqual(states(store), ['done', 'done']);
  assert.ok(store.getState().sheets[0].file, 'the answer may be wrong');
});

test('of two sheets in one picture each gets a card, once, and the second is looked for beside the first', async () => {
  const { store, client, commands } = await page();
  void commands.addFiles([file('one'), file('two')]);
  await settle();
  const two = readPage();
  two.page.quality.warnings = ['second-sheet'];
  client.of('sheets.read')[0].resolve(two);
  await settle();
  assert.deepEqual(
    store.getState().sheets.map(({ name }) => name),
    ['one', 'one · 2', 'two'],
  );
  client.of('sheets.read')[1].resolve(readPage());
  await settle();
  const { params } = client.of('sheets.read')[2];
  assert.deepEqual([new TextDecoder().decode(params.file), params.beside], ['one', [two.page.corners]]);
  const third = { ...readPage(), page: { ...two.page, corners: CORNERS } };
  client.of('sheets.read')[2].resolve(third);
  await settle();
  assert.deepEqual(client.of('sheets.read')[3].params.beside, [two.page.corners, CORNERS]);
  client.of('sheets.read')[3].resolve(readPage());
  await settle();
  void commands.readFacing(ids(store)[0], [50, 0]);
  await settle();
  client.of('sheets.read')[4].resolve(two);
  await settle();
  assert.deepEqual(
    store.getState().sheets.map(({ name }) => name),
    ['one', 'one · 2', 'one · 3', 'two'],
  );
});

test('which way up a page is, a person says', async () => {
  const { store, client, commands } = await page();
  void commands.addFiles([file('one')]);
  await settle();
  const doubtful = readPage();
  doubtful.page.quality.warnings = ['direction-doubtful'];
  client.of('sheets.read')[0].resolve(doubtful);
  await settle();
  void commands.readFacing(ids(store)[0], [50, 99]);
  await settle();
  assert.deepEqual(client.of('sheets.read')[1].params.top, [50, 99]);
  client.of('sheets.read')[1].resolve(readPage());
  await settle();
  assert.ok(store.getState().sheets[0].file, 'the answer may be wrong');
  void commands.addFiles([file('another')]);
  await settle();
  client.of('sheets.read')[2].resolve(readPage());
  await settle();
  assert.equal(store.getState().sheets[1].file, undefined);
});

test('a page that is read once more has other pictures: what was said about the first ones is gone', async () => {
  const { store, client, commands } = await doubted();
  const [id] = ids(store);
  store.dispatch({ type: 'pictures/edited', changes: [{ sheet: id, cell: 1, label: null }] });
  void commands.readAtCorners(id, CORNERS);
  await settle();
  const { sheet } = client.of('sheets.read')[1].params;
  assert.notEqual(sheet, id);
  client.of('sheets.read')[1].resolve(readPage());
  await settle();
  assert.deepEqual(ids(store), [sheet]);
  assert.deepEqual(store.getState().editing, { past: [], now: {}, future: [] });
  // found out about the first reading
  store.dispatch({ type: 'pictures/edited', changes: [{ sheet: id, cell: 1, label: null }] });
  assert.equal(factsOf(store.getState()).pictures, 4);
});

test('a page whose second reading goes with its worker keeps the first, and no id returns', async () => {
  const { store, client, commands } = await doubted();
  const [id] = ids(store);
  void commands.readAtCorners(id, CORNERS);
  await settle();
  void commands.onBoot({ kind: 'boot', state: 'failed', error: { code: 'boot/worker', params: {} } });
  client.of('sheets.read')[1].reject(workerError('worker/ended'));
  await settle();
  commands.retryBoot();
  assert.equal(factsOf(store.getState()).pictures, 4);
  void commands.onBoot({ kind: 'boot', state: 'ready', backend: 'numpy' });
  await settle();
  const { sheet } = client.of('sheets.read')[2].params;
  assert.notEqual(sheet, id);
  client.of('sheets.read')[2].resolve(readPage());
  await settle();
  assert.deepEqual(ids(store), [sheet]);
});

test('a sheet comes back to its place with its edits, whatever was edited meanwhile', async () => {
  const { store, client, commands } = await page();
  void commands.addFiles([file('one'), file('two')]);
  for (const index of [0, 1]) {
    await settle();
    client.of('sheets.read')[index].resolve(readPage());
  }
  await settle();
  const [one, two] = ids(store);
  const leaveOut = (sheet, cell) =>
    store.dispatch({ type: 'pictures/edited', changes: [{ sheet, cell, label: null }] });
  leaveOut(one, 0);
  leaveOut(two, 1);
  void commands.removeSheet(one);
  assert.deepEqual(Object.keys(store.getState().editing.now), [two]);
  assert.equal(store.getState().editing.past.length, 1, 'a step about nothing is none');
  leaveOut(two, 2);
  void commands.restoreDeletion(one);
  await settle();
  store.dispatch({ type: 'edits/undone' });
  assert.deepEqual(ids(store), [one, two]);
  assert.deepEqual(store.getState().editing.now, { [one]: { 0: null }, [two]: { 1: null } });
  void commands.train();
  await settle();
  const { sources } = client.of('train.start')[0].params;
  assert.deepEqual(
    sources.map(({ sheet }) => sheet),
    [one, two],
  );
  assert.equal(client.of('sheets.restore').at(-1).params.sheet, one, 'the worker is given it before that');
});

test('a drawing of a moment ago is in the training', async () => {
  const { store, client, commands } = await page();
  void commands.keepDrawing('3', new Uint8Array(9), 3);
  await settle();
  client.of('drawing.normalize')[0].resolve({ glyph: new Uint8Array(784).fill(7) });
  await settle();
  void commands.train();
  await settle();
  const [id] = ids(store);
  const [given] = client.of('sheets.restore');
  assert.deepEqual([given.params.sheet, given.params.classes, given.params.images[0]], [id, ['3'], 7]);
  const methods = client.requests.map(({ method }) => method);
  assert.ok(methods.indexOf('sheets.restore') < methods.indexOf('train.start'));
  assert.deepEqual(client.of('train.start')[0].params.sources, [{ sheet: id, writer: '' }]);
});

test('drawings that begin anew are another source, and stand beside those that come back', async () => {
  const { store, client, commands } = await page();
  const draw = async () => {
    void commands.keepDrawing('3', new Uint8Array(9), 3);
    await settle();
    client
      .of('drawing.normalize')
      .at(-1)
      .resolve({ glyph: new Uint8Array(784) });
    await settle();
    return ids(store).at(-1);
  };
  const first = await draw();
  void commands.removeSheet(first);
  const second = await draw();
  void commands.restoreDeletion(first);
  await settle();
  assert.equal(new Set([first, second, ...ids(store)]).size, 2);
});

const underway = (store) => store.getState().underway.map(({ name }) => name);

test('drawings on their way are counted, and the latest one is taken back first', async () => {
  const { store, client, commands } = await page();
  for (const name of ['1', '2']) void commands.keepDrawing(name, new Uint8Array(9), 3);
  await settle();
  assert.deepEqual(underway(store), ['1', '2']);
  commands.undoDrawing();
  assert.deepEqual(underway(store), ['1']);
  client.of('drawing.normalize')[0].resolve({ glyph: new Uint8Array(784) });
  await settle();
  assert.deepEqual([underway(store), factsOf(store.getState()).drawn.map(({ written }) => written)], [[], ['1']]);
  void commands.keepDrawing('3', new Uint8Array(9), 3);
  commands.undoDrawing();
  await settle();
  client.of('drawing.normalize')[1].resolve({ glyph: new Uint8Array(784) });
  await settle();
  assert.deepEqual([underway(store), factsOf(store.getState()).drawn.map(({ written }) => written)], [[], ['1']]);
  commands.undoDrawing();
  assert.equal(factsOf(store.getState()).pictures, 0);
});

test('a drawing whose worker is lost comes in with the next one', async () => {
  const { store, client, commands } = await page();
  void commands.keepDrawing('3', new Uint8Array(9), 3);
  await settle();
  void commands.onBoot(FAILED);
  client.of('drawing.normalize')[0].reject(workerError('worker/ended'));
  await settle();
  commands.retryBoot();
  void commands.onBoot(READY);
  await settle();
  client.of('drawing.normalize')[1].resolve({ glyph: new Uint8Array(784) });
  await settle();
  assert.equal(factsOf(store.getState()).pictures, 1);
});

test('a drawing that had not been read when its project was left comes in when it is opened again', async () => {
  const { store, client, commands } = await page();
  void commands.keepDrawing('3', new Uint8Array(9), 3);
  await settle();
  const kept = stateOf(partsOf(store.getState()), initialState({ language: 'de', step: 'collect' }));
  const later = await page();
  later.store.dispatch({ type: 'project/opened', kept });
  void later.commands.begin();
  await settle();
  assert.deepEqual(later.client.of('drawing.normalize')[0].params, client.of('drawing.normalize')[0].params);
  later.client.of('drawing.normalize')[0].resolve({ glyph: new Uint8Array(784) });
  await settle();
  assert.deepEqual(
    [underway(later.store), factsOf(later.store.getState()).drawn.map(({ written }) => written)],
    [[], ['3']],
  );
});

test('presets that fail say so at the network, and no training is stopped', async () => {
  const { store, client, commands } = await page();
  void commands.train();
  await settle();
  const { request } = client;
  client.request = (method, ...rest) =>
    method === 'presets' ? Promise.reject(workerError('worker/memory')) : request(method, ...rest);
  const again = createCommands({ store, client, ink: new Ink(8) });
  void again.removeSheet('none');
  await settle();
  assert.equal(store.getState().training.state, 'running');
  assert.equal(store.getState().design.error.code, 'worker/memory');
});

async function training() {
  const all = await page();
  void all.commands.train();
  await settle();
  return { ...all, request: all.client.of('train.start')[0] };
}

const BEGUN = {
  type: 'start',
  samples: { train: 8, validation: 1, test: 1 },
  batches: 2,
  parameters: 9,
  data: 1,
  at: 1,
  forHelpers: false,
};
const SETTINGS = { preset: 'school-1', epochs: 2, batchSize: 32, learningRate: 1, seed: 1, splitSeed: 1 };
const EPOCH = { type: 'epoch', epoch: 0, loss: 1, accuracy: 0.5, valLoss: 1, valAccuracy: 0.5, seconds: 1 };

/** What a worker tells of the first epoch, with its weights. */
function tellEpoch(request) {
  for (const event of [BEGUN, EPOCH, { type: 'checkpoint', epochs: 1, weights: new Uint8Array(9) }])
    request.onEvent(event);
}

/** The same training at its end: its test is asked for. */
async function trained() {
  const all = await training();
  tellEpoch(all.request);
  all.request.resolve({ state: 'done', epochs: 1 });
  await settle();
  return all;
}

test('training sends the settings and shows what it hears', async () => {
  const { store, request } = await training();
  assert.deepEqual(request.params.settings, {
    preset: 'school-1',
    epochs: 12,
    batchSize: 32,
    learningRate: 0.001,
    validationShare: 0.1,
    seed: 1,
    splitSeed: 1,
  });
  request.onEvent({ type: 'start', samples: { train: 8, validation: 1, test: 1 }, batches: 2 });
  request.onEvent({ type: 'batch', epoch: 0, batch: 0, loss: 2, accuracy: 0.1 });
  request.onEvent(EPOCH);
  request.resolve({ state: 'done', epochs: 1 });
  await settle();
  const { training: now } = store.getState();
  assert.equal(now.state, 'done');
  assert.equal(now.epochs.length, 1);
  assert.equal(now.steps.length, 1);
});

test('after a training the test pictures are read', async () => {
  const { store, client, request } = await training();
  request.onEvent(EPOCH);
  request.resolve({ state: 'done', epochs: 1 });
  await settle();
  client.of('evaluate')[0].resolve({ accuracy: 0.9, labels: [1], predicted: [1] });
  await settle();
  assert.equal(store.getState().evaluation.result.accuracy, 0.9);
});

test('reading the test pictures can be stopped, and begun again; nobody hears of what was stopped', async () => {
  const { store, client, commands, request } = await training();
  request.onEvent(EPOCH);
  request.resolve({ state: 'done', epochs: 1 });
  await settle();
  const [first] = client.of('evaluate');
  assert.equal(first.terminateIfIgnored(), false, 'who only turns to something else ends no worker');
  commands.stopEvaluating();
  assert.deepEqual([first.signal.aborted, first.terminateIfIgnored()], [true, true]);
  assert.equal(store.getState().evaluation.state, 'none');
  first.reject(workerError('request/cancelled'));
  await settle();
  assert.deepEqual([store.getState().evaluation.state, store.getState().evaluation.error], ['none', null]);
  void commands.evaluate();
  await settle();
  client.of('evaluate')[1].resolve({ accuracy: 0.8, labels: [1], predicted: [1] });
  await settle();
  assert.equal(store.getState().evaluation.result.accuracy, 0.8);
});

test('a test that was stopped with its worker does not begin by itself with the next one', async () => {
  const { client, commands } = await trained();
  const again = async () => {
    commands.restartPython();
    void commands.onBoot(READY);
    await settle();
    client.of('runs.restore').at(-1).resolve({ samples: BEGUN.samples });
    await settle();
    return client.of('evaluate').length;
  };
  assert.equal(await again(), 2);
  commands.stopEvaluating();
  assert.equal(await again(), 2);
  void commands.evaluate();
  assert.equal(await again(), 4, 'it was wanted again');
});

test('another tab goes on: a training stops and is kept, all else ends with its worker, and nothing new begins here', async () => {
  const { store, client, commands, request } = await training();
  let rested = false;
  const resting = commands.handOver().then(() => {
    rested = true;
  });
  await settle();
  assert.deepEqual([request.signal.aborted, request.terminateIfIgnored, rested], [true, true, false]);
  tellEpoch(request);
  request.resolve({ state: 'stopped', epochs: 1 });
  await resting;
  assert.deepEqual([store.getState().training.state, store.getState().training.epochs.length], ['stopped', 1]);

  void commands.addFiles([file('one')]);
  await settle();
  const before = client.restarts;
  await commands.handOver();
  store.dispatch({ type: 'project/told', change: { state: 'elsewhere' } });
  assert.deepEqual([client.restarts, states(store)], [before + 1, ['waiting']]);
  const read = client.of('sheets.read').length;
  const begin = async (command) => {
    void command();
    await settle();
    client.of('runs.restore').forEach(({ resolve }) => resolve({ samples: null }));
    await settle();
  };
  await begin(() => commands.onBoot(READY));
  assert.equal(client.of('sheets.read').length, read);
  store.dispatch({ type: 'project/told', change: { state: 'saved' } });
  await begin(commands.begin);
  assert.equal(client.of('sheets.read').length, read + 1);
});

test('a tab that only rests keeps its Python', async () => {
  const { client, commands } = await page();
  await commands.handOver();
  assert.equal(client.restarts, 0);
});

test('what a network in training could no longer answer for is no error, and another training ends the test of the last one', async () => {
  const { store, client, commands, request } = await training();
  request.onEvent(EPOCH);
  request.resolve({ state: 'done', epochs: 1 });
  await settle();
  client.of('evaluate')[0].reject(workerError('request/cancelled'));
  await settle();
  assert.deepEqual([store.getState().evaluation.state, store.getState().evaluation.error], ['none', null]);
  void commands.evaluate();
  void commands.train();
  await settle();
  assert.equal(client.of('evaluate')[1].signal.aborted, true);
});

test('a map that takes many passes ends where another look is wanted; what takes one pass is never given up', async () => {
  const { store, client, ink, commands } = await page();
  store.dispatch({ type: 'step/opened', step: 'try' });
  ink.begin(at(1));
  void commands.look({ relevance: 'occlusion' });
  await settle();
  const [map] = client.of('explain');
  void commands.look({ relevance: 'gradient' });
  assert.equal(map.signal.aborted, true);
  map.reject(workerError('request/cancelled'));
  await settle();
  assert.equal(store.getState().reading.error, null);
  const next = client.of('explain')[1];
  assert.equal(next.params.wishes.relevance, 'gradient');
  void commands.drawingChanged();
  assert.equal(next.signal?.aborted ?? false, false);
});

test('the page to take home can be given up while it is written', async () => {
  const { store, client, commands } = await page();
  void commands.exportAs('page');
  await settle();
  for (const end of ['request/cancelled', 'worker/ended']) {
    if (!store.getState().exporting.working) void commands.exportAs('page');
    await settle();
    const request = client.of('export.page').at(-1);
    commands.stopExport();
    assert.deepEqual([request.signal.aborted, request.terminateIfIgnored], [true, true]);
    request.reject(workerError(end));
    await settle();
    const { working, error, finished } = store.getState().exporting;
    assert.deepEqual([working, error, finished], [null, null, null]);
  }
});

test('stop asks the worker, keeps what was learned and lets the training go on', async () => {
  const { store, client, commands, request } = await training();
  request.onEvent(EPOCH);
  commands.stopTraining();
  assert.equal(request.signal.aborted, true);
  assert.equal(store.getState().training.stopping, true);
  request.resolve({ state: 'stopped', epochs: 1 });
  await settle();
  assert.equal(store.getState().training.state, 'stopped');
  assert.equal(store.getState().training.epochs.length, 1);
  void commands.trainOn();
  await settle();
  const [resume] = client.of('train.resume');
  assert.equal(resume.params.epochs, 11, 'to the end that was set');
  assert.equal(resume.signal.aborted, false);
});

test('a double click makes one step', async () => {
  const { client, commands } = await page();
  void commands.stepTraining();
  void commands.stepTraining();
  await settle();
  assert.equal(client.of('train.reset').length, 1);
  client.of('train.reset')[0].resolve(BEGUN);
  await settle();
  assert.deepEqual(
    client.of('train.step').map(({ params }) => params.run),
    [client.of('train.reset')[0].params.run],
  );
});

test('a network has the classes that it was asked for with, whatever was collected until it came', async () => {
  const { store, client, commands } = await page();
  const classes = [...store.getState().classes];
  void commands.importWeights(file('weights'));
  await settle();
  drawn('another').forEach(store.dispatch);
  client.of('weights.load')[0].resolve({
    settings: store.getState().choice,
    start: BEGUN,
    checkpoint: { type: 'checkpoint', epochs: 0, batch: 0, weights: new Uint8Array(1) },
  });
  await settle();
  const { training, runs } = store.getState();
  assert.deepEqual([training.classes, runs[0].classes], [classes, classes]);
  assert.equal(factsOf(store.getState()).since.added, 1);
});

test('weights that are brought before the networks on offer are known wait for them', async () => {
  const { store, client, commands } = await page();
  const { presets } = store.getState();
  store.dispatch({ type: 'presets/told', presets: [] });
  void commands.importWeights(file('weights'));
  await settle();
  assert.deepEqual([client.of('weights.load').length, store.getState().exporting.working], [0, 'weights']);
  store.dispatch({ type: 'presets/told', presets });
  await settle();
  assert.equal(client.of('weights.load').length, 1);
});

test('a network that a cell has made before a training began does not take its place', async () => {
  const { store, client, commands } = await page();
  store.dispatch({ type: 'cell/added', source: 'project.use(net)', example: null, after: null });
  void commands.runCell(store.getState().notebook.cells[0].id);
  await settle();
  void commands.train();
  await settle();
  const [
    {
      params: { run },
    },
  ] = client.of('train.start');
  client.of('code.run')[0].onEvent({
    type: 'used',
    run: 'run-used',
    settings: SETTINGS,
    start: BEGUN,
    checkpoint: { type: 'checkpoint', epochs: 0, batch: 0, weights: new Uint8Array() },
  });
  client.of('code.run')[0].resolve({ done: true });
  await settle();
  assert.equal(store.getState().training.run, run);
});

test('the quick start begins once, tells which sheet it has at hand, and trains when all are there', async () => {
  const { store, client, commands } = await page();
  const told = [];
  store.subscribe(() => told.push(factsOf(store.getState()).quick.at));
  for (let press = 0; press < 3; press += 1) void commands.startQuick();
  for (let sheet = 1; sheet <= 3; sheet += 1) {
    await settle();
    const asked = client.of('ready.sheet');
    assert.equal(asked.length, sheet);
    asked[sheet - 1].resolve(new Uint8Array(sheet));
    await settle();
    void commands.startQuick(); // as when somebody has left the page and come back
    assert.deepEqual([store.getState().quick.going, factsOf(store.getState()).quick.at], [true, sheet]);
    assert.equal(client.of('train.start').length, 0);
    client.of('sheets.read')[sheet - 1].resolve(readPage(sheet));
  }
  await settle();
  assert.equal(client.of('ready.sheet').length, 3);
  assert.equal(client.of('train.start').length, 1);
  assert.deepEqual(
    store.getState().training.learned.sources.map(({ pictures }) => pictures),
    [4, 4, 4],
  );
  assert.deepEqual([store.getState().quick.going, store.getState().training.state], [false, 'running']);
  assert.deepEqual([...new Set(told)], [1, 2, 3, 0]);
  const end = client.of('train.start')[0];
  store.dispatch({ type: 'step/opened', step: 'learn', place: 'quick' });
  end.resolve({ state: 'done', epochs: 1 });
  await settle();
  assert.equal(store.getState().dockOpen, true); // for a digit that is drawn now
});

test('a quick start whose sheets fail can be pressed again, and one of another project trains nothing', async () => {
  const { store, client, commands } = await page();
  void commands.startQuick();
  await settle();
  client.of('ready.sheet')[0].reject(workerError('page/unexpected'));
  await settle();
  assert.deepEqual([store.getState().quick.going, client.of('train.start').length], [false, 0]);
  void commands.startQuick();
  await settle();
  store.dispatch({ type: 'project/opened', kept: {} });
  store.dispatch({ type: 'project/told', change: { id: 'another' } });
  client.of('ready.sheet')[1].resolve(new Uint8Array(1));
  await settle();
  assert.deepEqual(
    [store.getState().quick.going, client.of('sheets.read').length, client.of('train.start').length],
    [false, 0, 0],
  );
});

test('pages that are filled in by the pen stay in their project', async () => {
  const { store, client, commands } = await page();
  void commands.addSamples(['0', '1'], 2);
  await settle();
  client.of('ready.sheet')[0].resolve(new Uint8Array(3));
  await settle();
  assert.equal(store.getState().sheets.length, 1);
  void commands.onBoot(FAILED); // as when another project is opened
  store.dispatch({ type: 'project/opened', kept: {} });
  store.dispatch({ type: 'project/told', change: { id: 'another' } });
  client.of('sheets.read')[0].reject(workerError('worker/ended'));
  await settle();
  assert.equal(client.of('ready.sheet').length, 1);
});

test('corners that are set while a page is read are those that count', async () => {
  const { store, client, commands } = await page();
  void commands.addFiles([file('abc')]);
  await settle();
  const [id] = ids(store);
  void commands.readAtCorners(id, CORNERS);
  client.of('sheets.read')[0].resolve(readPage(1));
  await settle();
  assert.deepEqual(
    client.of('sheets.read').map(({ params }) => params.corners),
    [undefined, CORNERS],
  );
  client.of('sheets.read')[1].resolve(readPage(2));
  await settle();
  assert.equal(store.getState().sheets[0].result.labels[0], 2);
});

test('new weights are another seed, and the pictures stay shared out', async () => {
  const { client, commands } = await page();
  void commands.renewWeights();
  await settle();
  const { seed, splitSeed } = client.of('train.reset')[0].params.settings;
  assert.deepEqual([seed, splitSeed], [2, 1]);
});

test('a training that fails says why and leaves the page usable', async () => {
  const { store, client, commands, request } = await training();
  request.reject(workerError('data/too-few', { n: 3 }));
  await settle();
  assert.deepEqual(store.getState().training.error.code, 'data/too-few');
  assert.equal(client.of('evaluate').length, 0);
  void commands.train();
  await settle();
  assert.equal(client.of('train.start').length, 2);
});

/** A place of the pen. */
const at = (value) => ({ x: value, y: value, radius: 1 });

test('one drawing is on its way at a time, and the latest one wins', async () => {
  const { store, client, ink, commands } = await page();
  const draw = (value) => {
    ink.begin(at(value));
    void commands.drawingChanged();
  };
  draw(1);
  draw(2);
  draw(3);
  await settle();
  assert.deepEqual(
    client.of('predict').map(({ params }) => params.points.at(-1)),
    [1],
  );
  client.of('predict')[0].resolve({ glyph: new Uint8Array(784), probabilities: [1, 0] });
  await settle();
  assert.deepEqual(
    client.of('predict').map(({ params }) => params.points.at(-1)),
    [1, 3],
  );
  client.of('predict')[1].resolve({ glyph: new Uint8Array(784), probabilities: [0, 1] });
  await settle();
  assert.equal(client.of('predict').length, 2);
  assert.equal(store.getState().reading.revision, store.getState().drawing.revision);
  assert.deepEqual(store.getState().reading.result.probabilities, [0, 1]);
});

test('an answer that is outstanding is no answer to the drawing that stands there, and tells whom it waits for', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { store, client, commands } = await page();
  const waits = () => factsOf(store.getState()).drawingWaits;
  void commands.drawingChanged();
  await settle();
  context.mock.timers.tick(400);
  assert.equal(waits(), null);
  context.mock.timers.tick(200);
  assert.deepEqual([waits(), factsOf(store.getState()).held], ['work', 'work']);
  store.dispatch({ type: 'cell/lasts', id: 'cell-1' });
  assert.equal(waits(), 'cell');
  client.of('predict')[0].resolve({ glyph: null, probabilities: [] });
  await settle();
  assert.equal(waits(), null);
  store.dispatch({ type: 'cell/ended', id: 'cell-1', state: 'done', error: null });
  store.dispatch({ type: 'drawing/late' });
  assert.equal(
    factsOf(store.getState()).held,
    null,
    'the same drawing read once more, as after each epoch, keeps nobody waiting',
  );
  void commands.drawingChanged();
  await settle();
  context.mock.timers.tick(600);
  commands.restartPython();
  assert.deepEqual([waits(), factsOf(store.getState()).held], [null, null], 'a new worker was asked nothing');
});

test('what was found out about a network stands when Python is started anew, and the drawing is read before all else', async () => {
  const { store, client, commands } = await trained();
  client.of('evaluate')[0].resolve({ accuracy: 0.9, labels: [1], predicted: [1] });
  await settle();
  store.dispatch({ type: 'step/opened', step: 'evaluate' });
  void commands.compareClassics();
  await settle();
  client.of('classics')[0].resolve({ rows: [], leftOut: [] });
  void commands.dream(3);
  await settle();
  commands.restartPython();
  const found = () => {
    const { evaluation, insight } = store.getState();
    return [
      factsOf(store.getState()).steps.evaluate,
      evaluation.result?.accuracy,
      insight.classics.state,
      insight.dream.state,
    ];
  };
  const stands = ['done', 0.9, 'done', 'stopped'];
  assert.deepEqual(found(), stands);
  client.requests.length = 0;
  void commands.onBoot(READY);
  await settle();
  client.of('runs.restore')[0].resolve({ samples: BEGUN.samples, sameData: true });
  await settle();
  assert.deepEqual([client.of('evaluate').length, found()], [0, stands]);
});

test('the networks to choose from are there before the one at hand is back and tested; until then an opened project has one on its way', async () => {
  const { store, client, commands } = await trained();
  const {
    runs,
    training: { run },
  } = store.getState();
  store.dispatch({
    type: 'project/opened',
    kept: { runs, step: 'evaluate', training: { ...initialState({ language: 'de', step: 'train' }).training, run } },
  });
  commands.restartPython();
  store.dispatch({ type: 'presets/told', presets: [] });
  void commands.onBoot(READY);
  await settle();
  const { presets, shelf, evaluation } = store.getState();
  assert.deepEqual(
    [client.of('runs.restore').length, presets.length, shelf.opening, evaluation.result],
    [1, 1, true, null],
  );
});

test('a network that has learned on within an epoch is tested again when it pauses', async () => {
  const { client, commands } = await trained();
  client.of('evaluate')[0].resolve({ accuracy: 0.9, labels: [1], predicted: [1] });
  await settle();
  void commands.trainOn();
  await settle();
  const on = client.of('train.resume').at(-1);
  on.onEvent({ type: 'batch', epoch: 1, batch: 0, loss: 2, accuracy: 0.1, at: 1.5 });
  on.resolve({ state: 'stopped', epochs: 1 });
  await settle();
  assert.equal(client.of('evaluate').length, 2);
});

test('a network that comes back from an earlier epoch than was tested is tested again', async () => {
  const { store, client, commands, request } = await training();
  tellEpoch(request);
  request.onEvent({ ...EPOCH, epoch: 1 });
  request.resolve({ state: 'done', epochs: 2 });
  await settle();
  client.of('evaluate')[0].resolve({ accuracy: 0.9, labels: [1], predicted: [1] });
  await settle();
  commands.restartPython();
  client.of('predict').forEach((reading) => reading.reject(workerError('worker/ended')));
  await settle();
  void commands.onBoot(READY);
  await settle();
  client.of('runs.restore')[0].resolve({ samples: BEGUN.samples, sameData: true });
  await settle();
  assert.deepEqual([store.getState().training.epochs.length, client.of('evaluate').length], [1, 2]);
  assert.deepEqual(client.requests.map(({ method }) => method).slice(-2), ['predict', 'evaluate']);
});

test('the drawing that is sent is a copy: the pen goes on writing', async () => {
  const { client, ink, commands } = await page();
  ink.begin(at(2));
  void commands.drawingChanged();
  await settle();
  ink.go(at(3));
  const { points, counts } = client.of('predict')[0].params;
  assert.deepEqual([[...points], counts], [[2, 2], [1]]);
});

test('a drawing made before Python was there is read when it is', async () => {
  const { client, ink, commands } = await page({ ready: false });
  ink.begin(at(1));
  void commands.drawingChanged();
  await settle();
  assert.equal(client.of('predict').length, 0);
  void commands.onBoot(READY);
  await settle();
  assert.equal(client.of('predict').length, 1);
});

test('after every epoch the same drawing is read again', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { client, request } = await training();
  request.onEvent(EPOCH);
  context.mock.timers.tick(100);
  await settle();
  assert.equal(client.of('predict').length, 1);
  request.onEvent({ type: 'batch', epoch: 1, batch: 0, loss: 1, accuracy: 1 });
  context.mock.timers.tick(100);
  client.of('predict')[0].resolve({ glyph: null, probabilities: [] });
  await settle();
  assert.equal(client.of('predict').length, 1, 'a batch alone asks for nothing');
});

test('clearing empties the ink and is read, too', async () => {
  const { store, client, ink, commands } = await page();
  ink.begin(at(1));
  void commands.clearDrawing();
  await settle();
  assert.equal(store.getState().drawing.empty, true);
  assert.deepEqual(client.of('predict')[0].params.counts, []);
});

test('a defect is shown as one, with its trace', async () => {
  const { store, client, commands } = await page();
  void commands.drawingChanged();
  await settle();
  client.of('predict')[0].reject(new TypeError('oops'));
  await settle();
  assert.equal(store.getState().reading.error.code, 'page/unexpected');
  assert.match(store.getState().reading.error.detail, /oops/);
});

test("the playground's pause is firm, another training in its place is not; a lost worker runs none", async () => {
  const { client, store, commands } = await page();
  void commands.plane.start();
  await settle();
  const [first] = client.of('plane.train');
  void commands.plane.change({ learningRate: 0.1 });
  assert.deepEqual([first.signal.aborted, first.terminateIfIgnored()], [true, false]);
  first.resolve({ epoch: 1, loss: 1, accuracy: 0.5 });
  await settle();
  client.of('plane.train')[1].resolve({ epoch: 1, loss: 1, accuracy: 0.5 });
  await settle();
  void commands.plane.start();
  await settle();
  assert.equal(store.getState().playground.running, true);
  const last = client.of('plane.train')[2];
  commands.plane.pause();
  assert.deepEqual([last.signal.aborted, last.terminateIfIgnored()], [true, true]);
  commands.restartPython();
  last.reject(workerError('worker/ended'));
  await settle();
  assert.equal(store.getState().playground.running, false);
});

test('a reading at other corners can be taken back, with what was said about the first; also while it is under way', async () => {
  const { store, client, commands } = await doubted();
  const [id] = ids(store);
  const first = store.getState().sheets[0];
  store.dispatch({ type: 'pictures/edited', changes: [{ sheet: id, cell: 1, label: null }] });
  const before = store.getState().editing.now;
  void commands.readAtCorners(id, CORNERS);
  await settle();
  client.of('sheets.read')[1].resolve(readPage());
  await settle();
  assert.notEqual(ids(store)[0], id);
  assert.deepEqual(
    store.getState().deletions.map(({ id: gone }) => gone),
    [id],
  );
  void commands.restoreDeletion(id);
  await settle();
  assert.deepEqual([store.getState().sheets[0], store.getState().editing.now], [first, before]);
  assert.deepEqual(store.getState().deletions, []);
  void commands.readAtCorners(id, CORNERS);
  await settle();
  void commands.restoreDeletion(id);
  client.of('sheets.read')[2].resolve(readPage());
  await settle();
  assert.deepEqual([store.getState().sheets[0], store.getState().editing.now], [first, before]);
  assert.equal(store.getState().sheets.length, 1);
});

test('of a page that was read again and then removed, only one comes back at a time', async () => {
  const { store, client, commands } = await doubted();
  const [id] = ids(store);
  void commands.readAtCorners(id, CORNERS);
  await settle();
  client.of('sheets.read')[1].resolve(readPage());
  await settle();
  const [again] = ids(store);
  void commands.removeSheet(again);
  await settle();
  assert.deepEqual(
    store.getState().deletions.map(({ id: gone }) => gone),
    [id, again],
  );
  void commands.restoreDeletion(again);
  await settle();
  assert.deepEqual(ids(store), [again]);
  void commands.restoreDeletion(id);
  await settle();
  assert.deepEqual(ids(store), [id]);
});
