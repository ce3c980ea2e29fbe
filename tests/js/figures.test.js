import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decimals } from '../../site/draw/number.js';
import { createTranslator } from '../../site/i18n/index.js';
import { recommendedFor } from '../../site/state/recommended.js';
import { differencesOf } from '../../site/views/train/differences.js';
import { highestLoss, highestRate, linesOf, lowestAccuracy, ratesOf } from '../../site/views/train/lines.js';
import { PRESET } from './fakes/client.js';

const t = createTranslator('en');
const epochs = (rates) =>
  rates.map((learningRate, epoch) => ({
    epoch,
    learningRate,
    loss: 1 / (epoch + 1),
    accuracy: 0.8 + epoch / 100,
    valLoss: 2,
    valAccuracy: 0.75,
    seconds: 1,
    samplesPerSecond: 1,
  }));

test('the learning rate of a training that came back has its curve and an axis to it', () => {
  for (const rate of [0.1, 0.001, 4e-7]) {
    const kept = { steps: [], epochs: epochs([rate, rate / 2, rate / 4]) };
    assert.equal(highestRate(kept), rate, 'the steps may be gone');
    const [, line] = ratesOf(kept, t);
    assert.deepEqual(line.points, [
      [1, rate],
      [2, rate / 2],
      [3, rate / 4],
    ]);
    const running = { steps: [{ at: 0.5, loss: 1, accuracy: 0, learningRate: 2 * rate }], epochs: kept.epochs };
    assert.equal(highestRate(running), 2 * rate, 'a warm-up may go higher within an epoch');
  }
  assert.ok(highestRate({ steps: [], epochs: [] }) > 0, 'an axis needs a length');
});

test('the axis of small rates is labelled with all their digits', () => {
  assert.deepEqual([0.1, 0.001, 0.00005, 4e-7, 1, 0, 0.1 + 0.2].map(decimals), [1, 3, 5, 7, 0, 0, 1]);
  assert.equal(t.number(4e-7, decimals(4e-7)), '0.0000004');
});

test('the axes of loss and accuracy hold all epochs, without batches, too', () => {
  const kept = { steps: [], epochs: epochs([0.1, 0.1]) };
  assert.ok(highestLoss(kept) >= 2);
  assert.ok(lowestAccuracy(kept) <= 0.75 && lowestAccuracy(kept) >= 0.6);
  assert.deepEqual(
    linesOf(kept, 'accuracy', 'valAccuracy', t).map(({ points }) => points.length),
    [0, 2, 2],
  );
  assert.equal(lowestAccuracy({ epochs: [] }), 0);
});

const NUMBERS = { batchSize: 32, learningRate: 0.001, validationShare: 0.1, seed: 1, splitSeed: 1 };
const run = (count, settings = {}, classes = ['0', '1']) => ({
  settings: { preset: 'school-1', epochs: 10, ...NUMBERS, ...settings },
  epochs: epochs(Array(count).fill(0.1)),
  classes,
});
const rows = (...runs) =>
  Object.fromEntries(differencesOf(runs, [PRESET], [], t).map(({ name, values }) => [name, values]));

test('a run that went on is told with all its epochs', () => {
  assert.deepEqual(rows(run(10), run(20)), { [t('set.epochs')]: ['10', '20'] });
  assert.deepEqual(rows(run(20), run(20, { epochs: 20 })), {}, 'it makes no difference how they came about');
});

test('the layers are told to the last one', () => {
  const layers = [
    { class_name: 'Flatten', config: {} },
    { class_name: 'Dense', config: { units: 50, activation: 'relu' } },
  ];
  const [own, changed] = rows(run(10), run(10, { layers }, ['a', 'b', 'c']))[t('design.layers')];
  assert.match(own, /Dense \(units 2, activation softmax\)$/);
  assert.match(changed, /^Flatten → Dense \(units 50, activation relu\) → Dense \(units 3, activation softmax\)$/);
});

test('what a preset chooses by itself differs as what was chosen by hand, whatever the order of keys', () => {
  const other = {
    ...PRESET,
    key: 'b',
    settings: {
      ...PRESET.settings,
      preset: 'b',
      earlyStopping: { class_name: 'EarlyStopping', config: { patience: 10, monitor: 'val_loss' } },
    },
  };
  const stopping = { class_name: 'EarlyStopping', config: { monitor: 'val_loss', patience: 10 } };
  const runs = [run(3, { preset: 'b' }), run(3, { earlyStopping: stopping })];
  assert.deepEqual(differencesOf(runs, [PRESET, other], [], t), []);
  assert.equal(differencesOf([runs[0], run(3)], [PRESET, other], [], t).length, 1);
});

test('who has sheets of their own is told what suits them, after a training with something else', () => {
  const trained = { epochs: epochs([0.1]), state: 'done' };
  const state = (change = {}) => ({
    presets: [PRESET, { ...PRESET, key: 'own-handwriting' }],
    sheets: [{ name: 'a.png', result: { page: {} } }],
    training: trained,
    ...change,
  });
  assert.equal(recommendedFor(state(), 'school-1'), 'own-handwriting');
  assert.equal(recommendedFor(state(), 'own-handwriting'), null);
  assert.equal(
    recommendedFor(state({ training: { epochs: [], state: 'idle' } }), 'school-1'),
    null,
    'the first training is a simple one',
  );
  assert.equal(recommendedFor(state({ training: { ...trained, state: 'running' } }), 'school-1'), null);
  assert.equal(recommendedFor(state({ sheets: [{ name: 'MNIST', result: { page: null } }] }), 'school-1'), null);
  assert.equal(
    recommendedFor(state({ sheets: [{ name: '', result: { page: null } }] }), 'school-1'),
    'own-handwriting',
    'drawings are their own',
  );
});
