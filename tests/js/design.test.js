import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedIn, ruleOf } from '../../site/views/train/allowed.js';
import { createDesigning } from '../../site/commands/designing.js';
import { createCollectionSync } from '../../site/commands/collectionSync.js';
import { factsOf } from '../../site/state/facts.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { createStore } from '../../site/state/store.js';
import { warningAmong, warningFor } from '../../site/views/train/warnings.js';
import { createFakeClient, PRESET, readPage, settle, workerError } from './fakes/client.js';

const OWN = PRESET.settings;
const TOLD = { type: 'presets/told', presets: [PRESET, { ...PRESET, key: 'b' }] };
const READY = { type: 'boot/told', message: { kind: 'boot', state: 'ready', backend: 'numpy' } };
const PICTURES = [
  { type: 'sheets/added', sheets: [{ id: 'a', name: 'a.png' }] },
  { type: 'sheet/read', id: 'a', result: readPage(3, 4) },
];
const FLAT = [{ class_name: 'Flatten', config: {} }];
const DENSE = [...FLAT, { class_name: 'Dense', config: { units: 5 } }];
const edited = (layers) => ({ type: 'layers/edited', layers });
const told = (change) => ({ type: 'design/told', change });
const start = () => initialState({ language: 'de', step: 'train' });
const play = (...actions) => [READY, TOLD, ...PICTURES, ...actions].reduce(reducer, start());
const asRecord = (error) => ({ code: error.code, params: error.params ?? {} });

test('what a field cannot take is told as it was typed, not too long', () => {
  const epochs = { name: 'epochs', kind: 'integer', minimum: 1, maximum: 200 };
  assert.deepEqual(
    ['12', ' 7 ', 'abc', '2,5', '0', '201', ''].map((typed) => refusedIn(epochs, typed)),
    [null, null, 'abc', '2,5', '0', '201', ''],
  );
  assert.equal(refusedIn({ name: 'rate', kind: 'number', above: 0 }, '0,001'), null);
  assert.equal(refusedIn(epochs, 'x'.repeat(99)).length, 21);
  assert.deepEqual(
    ruleOf(epochs).map(({ key, n }) => [key, n]),
    [
      ['set.rule.whole', undefined],
      ['set.rule.least', 1],
      ['set.rule.most', 200],
    ],
  );
  assert.deepEqual(ruleOf({ name: 'rate', kind: 'number', above: 0 }).at(-1), { key: 'set.rule.above', n: 0 });
});

test('edits of the layers are undone and redone, one by one', () => {
  let state = play(edited(FLAT), edited(DENSE));
  assert.deepEqual(factsOf(state).settings.layers, DENSE);
  state = reducer(state, { type: 'layers/undone' });
  assert.deepEqual(state.choice.layers, FLAT);
  state = reducer(state, { type: 'layers/undone' });
  assert.equal('layers' in state.choice, false, "the preset's again");
  assert.equal(reducer(state, { type: 'layers/undone' }).choice.layers, undefined);
  state = [{ type: 'layers/redone' }, { type: 'layers/redone' }, { type: 'layers/redone' }].reduce(reducer, state);
  assert.deepEqual(state.choice.layers, DENSE);
});

test('a new edit leaves nothing to be redone', () => {
  const state = play(edited(FLAT), edited(DENSE), { type: 'layers/undone' }, edited([]));
  assert.deepEqual(reducer(state, { type: 'layers/redone' }).choice.layers, []);
});

test('another preset begins with its own layers, and nothing of the old ones comes back', () => {
  const state = play(
    edited(FLAT),
    told({ description: { problem: null, layers: [] } }),
    { type: 'preset/chosen', key: 'b' },
    { type: 'layers/undone' },
  );
  assert.equal(state.choice.layers, undefined);
  assert.equal(state.design.description, null);
});

test('a setting that goes back to the preset is left out', () => {
  const changed = play({ type: 'settings/changed', settings: { validationShare: 0.2, earlyStopping: false } });
  assert.equal(factsOf(changed).settings.validationShare, 0.2);
  assert.equal(factsOf(changed).settings.earlyStopping, false, 'off is a choice');
  const back = reducer(changed, { type: 'settings/changed', settings: { validationShare: undefined } });
  assert.equal('validationShare' in back.choice, false);
  assert.equal(factsOf(back).settings.validationShare, 0.1);
});

test('an impossible network cannot be trained, but changed', () => {
  const broken = play(
    edited([]),
    told({ description: { problem: { code: 'model/bad-shape', params: {}, index: 0, mended: FLAT } } }),
  );
  assert.equal(factsOf(broken).canTrain, false);
  const mended = [edited(FLAT), told({ description: { problem: null } })].reduce(reducer, broken);
  assert.equal(factsOf(mended).canTrain, true);
});

test('of many changes only the latest is asked about', async () => {
  const store = createStore(reducer, play());
  const client = createFakeClient();
  const { describeNetwork } = createDesigning({
    store,
    client,
    asRecord,
    sync: createCollectionSync({ store, client, asRecord }),
  });
  void describeNetwork();
  client.of('settings.table')[0].resolve([{ name: 'epochs' }]);
  await settle();
  for (const layers of [FLAT, DENSE]) {
    store.dispatch(edited(layers));
    void describeNetwork();
  }
  client.of('network.describe')[0].resolve({ layers: [], problem: null });
  await settle();
  const asked = client.of('network.describe');
  assert.deepEqual(
    asked.map(({ params }) => params.settings.layers),
    [undefined, DENSE],
  );
  assert.equal(asked[1].params.classes, 10);
  asked[1].reject(workerError('model/bad-setting', { setting: 'units' }));
  await settle();
  assert.equal(store.getState().design.error.code, 'model/bad-setting');
  assert.equal(client.of('settings.table').length, 1);
});

test('edits that follow each other before anything is drawn lose nothing', () => {
  const store = createStore(reducer, play(edited(FLAT)));
  const { editLayers } = createDesigning({ store, client: createFakeClient(), asRecord });
  editLayers((layers) => [...layers, DENSE[1]]);
  editLayers((layers) => layers.map((layer) => ({ ...layer, config: { units: 7 } })));
  assert.deepEqual(
    store.getState().choice.layers.map(({ config }) => config.units),
    [7, 7],
  );
  editLayers(() => undefined);
  assert.equal('layers' in store.getState().choice, false);
  assert.equal(store.getState().design.past.length, 4);
});

test('pictures are distorted as the settings say, others each time', async () => {
  const store = createStore(reducer, play({ type: 'settings/changed', settings: { augmentation: { rotation: 20 } } }));
  const client = createFakeClient();
  const { showDistorted, distortAgain } = createDesigning({
    store,
    client,
    asRecord,
    sync: createCollectionSync({ store, client, asRecord }),
  });
  void showDistorted();
  const distorted = { originals: new Uint8Array(784), copies: new Uint8Array(784 * 2), count: 2 };
  client.of('augmentation.preview')[0].resolve(distorted);
  await settle();
  assert.equal(store.getState().design.distorted, distorted);
  void distortAgain();
  const [first, second] = client.of('augmentation.preview').map(({ params }) => params);
  assert.deepEqual(first.augmentation, { rotation: 20 });
  assert.notEqual(first.seed, second.seed);
});

test('dangerous values are warned of', () => {
  const among = (name, changed, pictures = 500) => warningAmong(name, { ...OWN, ...changed }, OWN, pictures);
  assert.equal(among('learning_rate', { learningRate: 0.02 }), 'train.warn.high');
  assert.equal(among('learning_rate', { learningRate: 0.00001 }), 'train.warn.low');
  assert.equal(among('learning_rate', { optimizer: { class_name: 'SGD', config: { momentum: 0 } } }), 'warn.sgd');
  assert.equal(among('learning_rate', {}), null);
  assert.equal(among('batch_size', { batchSize: 200 }), 'train.warn.batch');
  assert.equal(among('batch_size', { batchSize: 2 }), 'train.warn.tiny');
  assert.equal(among('epochs', { epochs: 300 }), 'train.warn.epochs');
  assert.equal(among('validation_share', { validationShare: 0.4 }), 'warn.validation');
  assert.equal(among('validation_share', {}, 60), 'warn.few');
  assert.equal(among('initializer', { initializer: { class_name: 'Zeros', config: {} } }), 'warn.alike');
  assert.equal(among('shuffle', { shuffle: false }), 'warn.order');
  assert.equal(among('shuffle', { shuffle: true }), null);
  assert.equal(warningFor('rotation', 120), 'warn.rotation');
  assert.equal(warningFor('rotation', 20), null);
  assert.equal(warningFor('units', 2000), null);
});
