import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCommands } from '../../site/commands/commands.js';
import { arrange, placeAt } from '../../site/draw/arrangement.js';
import { colourOf, largestOf, paintMaps } from '../../site/draw/colours.js';
import { Ink } from '../../site/draw/ink.js';
import { epochsAsCsv } from '../../site/views/train/table.js';
import { learnedFrom } from '../../site/state/learned.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { MOST_STEPS } from '../../site/state/training.js';
import { createStore } from '../../site/state/store.js';
import { createFakeClient, settle, workerError } from './fakes/client.js';

async function page(step = 'try') {
  const store = createStore(reducer, initialState({ language: 'de', step }));
  const client = createFakeClient();
  const ink = new Ink(4);
  const commands = createCommands({ store, client, ink });
  void commands.onBoot({ kind: 'boot', state: 'ready', backend: 'numpy' });
  await settle();
  client.requests.splice(0).forEach((request) => request.resolve({ glyph: null, probabilities: [] }));
  await settle();
  return { store, client, ink, commands };
}

test('where the network is looked into, one request brings everything', async () => {
  const { client, commands } = await page();
  const unit = { layer: 1, unit: 3, row: 0, column: 0 };
  void commands.look({ unit, relevance: 'gradient' });
  await settle();
  assert.deepEqual(
    client.requests.map(({ method }) => method),
    ['explain'],
  );
  assert.deepEqual(client.requests[0].params.wishes, { unit, relevance: 'gradient', neighbours: 0, edges: false });
});

test('beside the other steps only the answer is asked for', async () => {
  const { client, commands } = await page('train');
  void commands.drawingChanged();
  await settle();
  assert.deepEqual(
    client.requests.map(({ method }) => method),
    ['predict'],
  );
});

test('of many units that are pointed at only the latest is asked for', async () => {
  const { client, commands } = await page();
  for (const unit of [1, 2, 3]) void commands.look({ unit: { layer: 1, unit, row: 0, column: 0 } });
  await settle();
  client.requests[0].resolve({ glyph: null, probabilities: [] });
  await settle();
  assert.deepEqual(
    client.requests.map(({ params }) => params.wishes.unit.unit),
    [1, 3],
  );
});

test('a dream is shown while it grows, and a new one ends it', async () => {
  const { store, client, commands } = await page();
  void commands.dream(4);
  await settle();
  const [first] = client.of('dream');
  first.onEvent({ label: 4, glyph: new Uint8Array(784), share: 0.3 });
  assert.equal(store.getState().insight.dream.result.share, 0.3);
  void commands.dream(5);
  assert.equal(first.signal.aborted, true);
  first.onEvent({ label: 4, glyph: new Uint8Array(784), share: 0.4 });
  first.resolve({ label: 4, glyph: new Uint8Array(784), share: 0.4 });
  await settle();
  assert.equal(store.getState().insight.dream.state, 'working');
  assert.equal(store.getState().insight.dream.result, null);
});

const fold = (name, accuracy) => ({
  type: 'fold',
  trained: ['x'],
  scores: [{ sheet: name, right: 1, n: 2, accuracy, interval: [0, 1] }],
});

test('a comparison tells its progress and every fold, and can be ended', async () => {
  const { store, client, commands } = await page('evaluate');
  void commands.compareWriters('others');
  await settle();
  const [request] = client.of('writers');
  request.onEvent({ type: 'progress', fold: 1, folds: 4, share: 0.5 });
  assert.equal(store.getState().insight.writers.share, 0.375);
  request.onEvent(fold('a', 0.5));
  request.onEvent(fold('b', 0.7));
  assert.equal(store.getState().insight.writers.result.folds.length, 2);
  commands.stopInspecting('writers');
  assert.equal(request.signal.aborted, true);
  assert.deepEqual(
    [store.getState().insight.writers.state, store.getState().insight.writers.stopping],
    ['working', true],
    'a stop is told at once',
  );
  request.resolve({ mode: 'others', state: 'stopped', folds: [fold('a', 0.5)], mean: 0.5 });
  await settle();
  const { writers } = store.getState().insight;
  assert.equal(writers.state, 'stopped');
  assert.equal(writers.result.mean, 0.5);
  void commands.compareWriters('alone');
  assert.equal(store.getState().insight.writers.stopping, false, 'the next one is not stopped');
});

test('a stop while packages come waits for them; any other one is firm', async () => {
  const { client, commands } = await page('evaluate');
  void commands.compareClassics();
  const [request] = client.of('classics');
  assert.equal(request.terminateIfIgnored(), true);
  request.onEvent({ type: 'fetching', names: ['scikit-learn'], fromSite: true, loaded: 0, total: 1 });
  assert.equal(request.terminateIfIgnored(), false);
  request.onEvent({ type: 'progress', share: 0.1 });
  assert.equal(request.terminateIfIgnored(), true);
});

test('a search that fails says why', async () => {
  const { store, client, commands } = await page('evaluate');
  void commands.findSuspects();
  await settle();
  client.of('suspects')[0].reject(workerError('request/no-model'));
  await settle();
  assert.equal(store.getState().insight.suspects.error.code, 'request/no-model');
});

test('suspects are looked for among all that counts, whatever the network is, and outlive the next training', async () => {
  const { store, client, commands } = await page('evaluate');
  void commands.findSuspects();
  await settle();
  const [request] = client.of('suspects');
  assert.deepEqual(Object.keys(request.params).sort(), ['classes', 'edits', 'sources']);
  request.onEvent({ type: 'progress', share: 0.25 });
  assert.equal(store.getState().insight.suspects.share, 0.25);
  commands.stopInspecting('suspects');
  assert.equal(request.signal.aborted, true);
  request.resolve({ labels: [0], predicted: [1], n: 1, state: 'stopped' });
  await settle();
  assert.equal(store.getState().insight.suspects.state, 'stopped');
  const settings = { preset: 'school-1', epochs: 2, batchSize: 2, learningRate: 0.1, seed: 0 };
  const { suspects } = reducer(store.getState(), {
    type: 'train/started',
    settings,
    learned: learnedFrom(store.getState()),
  }).insight;
  assert.deepEqual([suspects.result.n, suspects.result.classes], [1, request.params.classes]);
});

test('what was found out about one network goes with it', () => {
  const start = initialState({ language: 'de', step: 'try' });
  const found = reducer(start, { type: 'insight/told', analysis: 'classics', job: { state: 'done' } });
  const looked = reducer(found, { type: 'look/changed', look: { relevance: 'occlusion' } });
  const settings = { preset: 'school-1', epochs: 2, batchSize: 2, learningRate: 0.1, seed: 0 };
  const next = reducer(looked, { type: 'train/started', settings, learned: learnedFrom(looked) });
  assert.equal(next.insight.classics.state, 'none');
  assert.equal(next.insight.look.relevance, 'occlusion');
});

test('a long training keeps few points: their mean stays, the beginning keeps its shape', () => {
  let state = initialState({ language: 'de', step: 'train' });
  state = reducer(state, { type: 'train/told', events: [{ type: 'start', samples: null, batches: 45 }] });
  const batches = 500 * 45;
  for (let at = 0; at < batches; at += 90) {
    const events = Array.from({ length: 90 }, (_, index) => ({
      type: 'batch',
      epoch: Math.floor((at + index) / 45),
      batch: (at + index) % 45,
      loss: 3,
      accuracy: 0.5,
      learningRate: 0.01,
    }));
    state = reducer(state, { type: 'train/told', events });
  }
  const { steps } = state.training;
  assert.ok(steps.length <= MOST_STEPS);
  assert.ok(steps.length > MOST_STEPS / 3);
  assert.equal(steps.at(-1).at, 500);
  assert.ok(steps.every(({ loss, learningRate }) => loss === 3 && Math.abs(learningRate - 0.01) < 1e-12));
  assert.ok(steps.every(({ at }, index) => index === 0 || at > steps[index - 1].at));
  const early = steps.filter(({ at }) => at <= 125).length;
  assert.ok(early > MOST_STEPS / 16, `${early} points in the first quarter`);
});

test('blue above zero, orange below, nothing at zero', () => {
  assert.deepEqual(colourOf(2, 2), [9, 119, 189, 255]);
  assert.deepEqual(colourOf(-1, 2), [245, 148, 37, 128]);
  assert.equal(colourOf(0, 2)[3], 0);
  assert.equal(colourOf(5, 0)[3], 0);
  assert.equal(colourOf(NaN, 1)[3], 0);
  assert.equal(largestOf(new Float32Array([1, -3, 2])), 3);
});

test('channels become pictures one below the other', () => {
  const pixels = new Uint8ClampedArray(2 * 1 * 3 * 4);
  paintMaps([1, 0, -1, 0, 1, 1], [1, 2, 3], 1, pixels);
  const alphas = Array.from({ length: 6 }, (_, pixel) => pixels[pixel * 4 + 3]);
  assert.deepEqual(alphas, [255, 0, 0, 255, 255, 255]);
  assert.equal(pixels[4 * 4], 245);
});

test('every unit has its place, and pointing at it finds it again', () => {
  for (const shape of [[100], [26, 26, 32], [2, 2, 128], [7, 9, 5]]) {
    const arrangement = arrange(shape, 300);
    const count = shape.at(-1);
    assert.ok(arrangement.columns * (arrangement.width + arrangement.gap) - arrangement.gap <= 300);
    for (const unit of [0, Math.floor(count / 2), count - 1]) {
      const x = (unit % arrangement.columns) * (arrangement.width + arrangement.gap) + arrangement.width / 2;
      const y =
        Math.floor(unit / arrangement.columns) * (arrangement.height + arrangement.gap) +
        (shape.length === 3 ? (1.5 / shape[0]) * arrangement.height : 5);
      const place = placeAt(shape, arrangement, x, y);
      assert.equal(place.unit, unit);
      assert.equal(place.row, shape.length === 3 ? 1 : 0);
    }
    assert.equal(placeAt(shape, arrangement, -1, 5), null);
    assert.equal(placeAt(shape, arrangement, 5, arrangement.whole + 50), null);
  }
});

const START = {
  type: 'start',
  samples: { train: 4, validation: 1, test: 1 },
  batches: 2,
  parameters: 10,
  data: 7,
  at: 0,
};

test('a single step shows what it did; the first one draws a network and begins a run', async () => {
  const { store, client, commands } = await page('train');
  void commands.stepTraining();
  await settle();
  assert.equal(client.of('train.reset')[0].params.settings.preset, 'school-1');
  client.of('train.reset')[0].resolve(START);
  await settle();
  const [request] = client.of('train.step');
  request.onEvent(START);
  request.onEvent({ type: 'batch', epoch: 0, batch: 0, loss: 2.3, accuracy: 0.1, learningRate: 0.001 });
  request.onEvent({ type: 'checkpoint', epochs: 0, batch: 1, weights: new Uint8Array(3) });
  request.resolve({
    step: 1,
    size: 32,
    loss: 2.3,
    lossAfter: 2.1,
    accuracy: 0.1,
    accuracyAfter: 0.2,
    learningRate: 0.001,
  });
  await settle();
  const { training } = store.getState();
  assert.equal(training.state, 'stopped');
  assert.equal(training.settings.preset, 'school-1');
  assert.equal(training.step.lossAfter, 2.1);
  assert.equal(training.epochs.length, 0);
  assert.deepEqual(
    training.steps.map(({ at }) => at),
    [0.5],
  );
  assert.equal(store.getState().runs.length, 1);
  assert.equal(store.getState().runs[0].weights.length, 3);
  void commands.stepTraining();
  await settle();
  assert.equal(client.of('train.reset').length, 1, 'the second step is one of the same network');
  assert.equal(client.of('train.step').length, 2);
});

test('the diagnosis of the latest epoch is kept', () => {
  const told = (kind) => ({ type: 'train/told', events: [{ type: 'diagnosis', kind, epoch: 3 }] });
  const state = [told('overfitting'), told(null)].reduce(reducer, initialState({ language: 'de', step: 'train' }));
  assert.equal(state.training.diagnosis.kind, null);
});

test('epochs become a table that other programs read', () => {
  const epoch = {
    epoch: 0,
    loss: 1.5,
    accuracy: 0.5,
    valLoss: null,
    valAccuracy: null,
    seconds: 2,
    learningRate: 0.001,
  };
  assert.equal(
    epochsAsCsv([epoch]),
    'epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds\r\n1,1.5,0.5,,,0.001,2\r\n',
  );
});

test('units of a dense layer fill the room in rows of the same length, where there are such', () => {
  for (const [count, room] of [
    [100, 480],
    [100, 620],
    [100, 900],
    [128, 600],
    [32, 300],
    [10, 340],
    [784, 620],
    [64, 330],
  ]) {
    const { columns, width, gap } = arrange([count], room);
    assert.equal(count % columns, 0, `${count} in ${room}`);
    if (count > room / 40) assert.ok(columns * (width + gap) - gap > room - 2, `${count} in ${room}: ${columns}`);
  }
  for (const count of [1, 7, 97]) assert.ok(arrange([count], 300).columns >= 1);
});
