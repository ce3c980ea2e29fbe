import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DIGITS, seenIn } from '../../site/state/collection.js';
import { factsOf } from '../../site/state/facts.js';
import { changesSince, learnedFrom } from '../../site/state/learned.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { isCompared } from '../../site/state/duplicates.js';
import { partsOf, stateOf } from '../../site/storage/stateParts.js';
import { drawn, PRESET, readPage } from './fakes/client.js';

const start = () => initialState({ language: 'de', step: 'collect' });
const play = (...actions) => actions.flat().reduce(reducer, start());
const READY = { type: 'boot/told', message: { kind: 'boot', state: 'ready', backend: 'numpy' } };
const ADDED = {
  type: 'sheets/added',
  sheets: [
    { id: 'a', name: 'a.png' },
    { id: 'b', name: 'b.png' },
  ],
};
const READ = { type: 'sheet/read', id: 'a', result: readPage(3, 4) };
const FAILED = { type: 'sheet/failed', id: 'b', error: { code: 'sheet/no-grid', params: {} } };
const TOLD = { type: 'presets/told', presets: [PRESET] };
const LEARNED = { classes: DIGITS, sources: [], edits: {} };
const STARTED = {
  type: 'train/started',
  run: 'run-1',
  learned: LEARNED,
  settings: { preset: 'school-1', epochs: 2, batchSize: 2, learningRate: 0.1, seed: 0 },
};
const BEGIN = { type: 'start', samples: { train: 4, validation: 1, test: 1 }, batches: 2 };
const batch = (epoch, number, loss = 1) => ({ type: 'batch', epoch, batch: number, loss, accuracy: 0.5 });
const epoch = (number, seconds = 2) => ({
  type: 'epoch',
  epoch: number,
  loss: 1,
  accuracy: 0.5,
  valLoss: 1,
  valAccuracy: 0.4,
  seconds,
});
const told = (...events) => ({ type: 'train/told', events });

test('an unknown action changes nothing', () => {
  const state = start();
  assert.equal(reducer({ ...state }, { type: 'tool/chosen', tool: 'erase' }).tool, 'erase');
  assert.equal(state.tool, 'draw');
});

test('a start that failed stays failed until it is tried again', () => {
  const booting = {
    type: 'boot/told',
    message: { kind: 'boot', state: 'booting', phase: 'runtime', loaded: 1, total: 2 },
  };
  const failed = {
    type: 'boot/told',
    message: { kind: 'boot', state: 'failed', error: { code: 'boot/python', params: {} } },
  };
  assert.equal(play(booting, failed, booting).boot.state, 'failed');
  assert.equal(play(failed, { type: 'boot/retried' }, booting).boot.loaded, 1);
});

test('a sheet goes from waiting through working to done; the other one may fail', () => {
  let state = play(READY, ADDED, { type: 'sheet/started', id: 'a' });
  assert.deepEqual(
    state.sheets.map((sheet) => sheet.state),
    ['working', 'waiting'],
  );
  state = reducer(state, { type: 'sheet/progressed', id: 'a', progress: { phase: 'frame', share: 0.5 } });
  assert.equal(state.sheets[0].progress.share, 0.5);
  state = [READ, FAILED].reduce(reducer, state);
  assert.deepEqual(
    state.sheets.map((sheet) => sheet.state),
    ['done', 'failed'],
  );
  assert.equal(state.sheets[0].progress, null);
  assert.equal(state.sheets[1].error.code, 'sheet/no-grid');
});

test('an answer for a sheet that was removed changes no other', () => {
  const state = play(READY, ADDED, { type: 'sheet/removed', id: 'a' }, READ);
  assert.deepEqual(
    state.sheets.map((sheet) => [sheet.id, sheet.state]),
    [['b', 'waiting']],
  );
});

test('pictures are counted and sorted by class', () => {
  const facts = factsOf(play(READY, ADDED, READ, FAILED));
  assert.equal(facts.pictures, 4);
  assert.deepEqual(
    facts.byClass.map((some) => some.length),
    [0, 0, 0, 4, 0, 0, 0, 0, 0, 0],
  );
  assert.equal(facts.byClass[3][2].index, 2);
});

test('the sorted pictures stay the same objects until the sheets change', () => {
  const state = play(READY, ADDED, READ);
  const again = reducer(state, { type: 'tool/chosen', tool: 'erase' });
  assert.equal(factsOf(state).byClass, factsOf(again).byClass);
});

test('checked means: looked at since the last picture came', () => {
  let state = play(READY, ADDED, READ, { type: 'step/opened', step: 'check' });
  assert.equal(factsOf(state).steps.check, 'done');
  state = reducer(state, { type: 'sheet/read', id: 'b', result: readPage(5, 2) });
  assert.equal(factsOf(state).steps.check, 'open');
});

const swapped = (id) => [
  { type: 'sheet/removed', id },
  { type: 'sheets/added', sheets: [{ id: `${id}-2`, name: 'other' }] },
];

test('checked tells which pictures, not how many: another sheet of the same size, or another drawing, was not looked at', () => {
  const looked = play(
    READY,
    ADDED,
    READ,
    drawn('1'),
    drawn('1'),
    { type: 'step/opened', step: 'check' },
    { type: 'step/opened', step: 'train' },
  );
  const check = (...actions) => factsOf(actions.flat().reduce(reducer, looked)).steps.check;
  const [{ id, result }] = looked.sheets;
  assert.equal(check(), 'done');
  assert.equal(check(...swapped(id), { type: 'sheet/read', id: `${id}-2`, result }), 'open');
  assert.equal(check({ type: 'drawn/undone' }), 'done', 'what is left was looked at');
  assert.equal(check({ type: 'drawn/undone' }, drawn('2')), 'open');
  assert.equal(check({ type: 'sheet/removed', id }), 'done');
  assert.equal(check({ type: 'sheet/removed', id }, { type: 'deletion/restored', id }), 'done');
});

test('a search for duplicates is out of date when other pictures came, as many as went or not', () => {
  const searched = play(READY, ADDED, READ, drawn('1'), drawn('1'));
  const seen = seenIn(searched.sheets);
  const found = [
    { type: 'duplicates/asked', asked: 'q', seen },
    { type: 'duplicates/told', asked: 'q', change: { state: 'done', groups: [] } },
  ].reduce(reducer, searched);
  const current = (...actions) => {
    const { duplicates, sheets } = actions.flat().reduce(reducer, found);
    return isCompared(duplicates, sheets);
  };
  const [{ id, result }] = found.sheets;
  assert.equal(current(), true);
  assert.equal(current(...swapped(id), { type: 'sheet/read', id: `${id}-2`, result }), false);
  assert.equal(current({ type: 'drawn/undone' }, drawn('2')), false);
  assert.equal(current({ type: 'sheet/removed', id }), true);
});

test('a network is told to have learned from another drawing than the one that took its place', () => {
  const before = play(READY, ADDED, READ, drawn('1'), drawn('1'));
  const learned = learnedFrom(before);
  const since = (...actions) => changesSince(learned, actions.flat().reduce(reducer, before));
  assert.deepEqual(since(), { added: 0, removed: 0, changed: 0, any: false });
  assert.deepEqual(since({ type: 'drawn/undone' }, drawn('1')), { added: 1, removed: 1, changed: 0, any: true });
  assert.deepEqual(since(drawn('1')), { added: 1, removed: 0, changed: 0, any: true });
  assert.deepEqual(since({ type: 'drawn/undone' }, { type: 'drawn/undone' }), {
    added: 0,
    removed: 2,
    changed: 0,
    any: true,
  });
  const [{ id, result }] = before.sheets;
  const replaced = since(...swapped(id), { type: 'sheet/read', id: `${id}-2`, result });
  assert.deepEqual([replaced.added, replaced.removed], [result.labels.length, result.labels.length]);
  const earlier = { ...learned, sources: learned.sources.map(({ cells, ...source }) => source) };
  assert.equal(
    changesSince(earlier, drawn('1').reduce(reducer, before)).added,
    1,
    'an earlier version knew only numbers',
  );
});

test('what an earlier version had looked through, by number, is looked through', () => {
  const looked = play(READY, ADDED, READ, { type: 'step/opened', step: 'check' });
  const parts = partsOf(looked);
  const reopened = (checked) =>
    factsOf({
      ...looked,
      ...stateOf(new Map([...parts, ['checked', checked]]), initialState({ language: 'de', step: 'train' })),
    }).steps.check;
  assert.equal(reopened(parts.get('checked')), 'done');
  assert.equal(reopened(4), 'done');
  assert.equal(reopened(3), 'open');
});

test('what is told of the files counts neither drawings nor, as being read, what has failed', () => {
  const files = ['x', 'y', 'z'].map((id) => ({ id, name: id }));
  const state = play(
    READY,
    drawn('3'),
    { type: 'sheets/added', sheets: files },
    { type: 'sheet/failed', id: 'z', error: { code: 'sheet/no-grid', params: {} } },
  );
  assert.deepEqual(factsOf(state).arrived, { read: 0, reading: 2, failed: 1 });
  assert.deepEqual(factsOf(reducer(state, { type: 'sheet/read', id: 'x', result: readPage(3, 6) })).arrived, {
    read: 1,
    reading: 1,
    failed: 1,
  });
});

test('training is possible only with pictures, a worker and nothing else going on', () => {
  assert.equal(factsOf(play(READY, TOLD)).canTrain, false);
  assert.equal(factsOf(play(READY, TOLD, ADDED, READ)).canTrain, false, 'a sheet still waits');
  assert.equal(factsOf(play(ADDED, TOLD, READ, FAILED)).canTrain, false, 'no worker');
  assert.equal(factsOf(play(READY, ADDED, READ, FAILED)).canTrain, false, 'no networks on offer yet');
  assert.equal(factsOf(play(READY, TOLD, ADDED, READ, FAILED)).canTrain, true);
  assert.equal(factsOf(play(READY, TOLD, ADDED, READ, FAILED, STARTED)).canTrain, false);
});

test("the settings are the preset's, changed by hand; another preset brings its own", () => {
  const changed = play(TOLD, { type: 'settings/changed', settings: { epochs: 3, seed: 7 } });
  assert.deepEqual(factsOf(changed).settings, {
    preset: 'school-1',
    epochs: 3,
    batchSize: 32,
    learningRate: 0.001,
    validationShare: 0.1,
    seed: 7,
    splitSeed: 1,
  });
  const other = reducer(changed, {
    type: 'presets/told',
    presets: [{ ...PRESET, key: 'b', settings: { ...PRESET.settings, epochs: 50, validationShare: 0.2 } }],
  });
  assert.equal(factsOf(other).settings, null, 'the chosen preset is not on offer');
  const chosen = reducer(other, { type: 'preset/chosen', key: 'b' });
  assert.deepEqual(factsOf(chosen).settings, {
    preset: 'b',
    epochs: 50,
    batchSize: 32,
    learningRate: 0.001,
    validationShare: 0.2,
    seed: 7,
    splitSeed: 1,
  });
});

test('batches become points of a curve that counts epochs', () => {
  const { training } = play(READY, STARTED, told(BEGIN, batch(0, 0), batch(0, 1), epoch(0), batch(1, 0)));
  assert.deepEqual(
    training.steps.map((point) => point.at),
    [0.5, 1, 1.5],
  );
  assert.equal(training.epochs.length, 1);
  assert.deepEqual(training.samples, BEGIN.samples);
});

test('the time left is as last told, and only while a training runs', () => {
  const begun = play(READY, STARTED, told(BEGIN, batch(0, 0)));
  assert.equal(factsOf(begun).secondsLeft, null);
  const half = reducer(
    begun,
    told(batch(0, 1), epoch(0, 3), batch(1, 0), { type: 'pace', samplesPerSecond: 100, secondsLeft: 1.5 }),
  );
  assert.equal(factsOf(half).secondsLeft, 1.5);
  assert.equal(factsOf(half).progress, 0.75);
  assert.equal(
    factsOf(reducer(half, { type: 'train/ended', result: { state: 'stopped', epochs: 1 } })).secondsLeft,
    null,
  );
});

test('stopped keeps the curves; going on keeps what was learned of the broken epoch', () => {
  const stopped = play(
    READY,
    STARTED,
    told(BEGIN, batch(0, 0), batch(0, 1), epoch(0), batch(1, 0)),
    { type: 'train/stopping' },
    { type: 'train/ended', result: { state: 'stopped', epochs: 1 } },
  );
  assert.equal(stopped.training.state, 'stopped');
  assert.equal(stopped.training.stopping, false);
  assert.equal(stopped.training.steps.length, 3);
  const on = reducer(stopped, { type: 'train/resumed', epochs: 5 });
  assert.equal(on.training.state, 'running');
  assert.equal(on.training.goal, 6);
  assert.deepEqual(
    on.training.steps.map((point) => point.at),
    [0.5, 1, 1.5],
  );
});

test('a training that fails at once is idle, one that fails later is stopped; both say why', () => {
  const error = { code: 'model/diverged', params: {} };
  assert.equal(play(READY, STARTED, { type: 'train/failed', error }).training.state, 'idle');
  const later = play(READY, STARTED, told(BEGIN, epoch(0)), { type: 'train/failed', error });
  assert.equal(later.training.state, 'stopped');
  assert.equal(later.training.error, error);
});

test('a new training forgets the old evaluation', () => {
  const result = { accuracy: 1, labels: [], predicted: [] };
  const state = play(READY, STARTED, { type: 'evaluate/done', result }, STARTED);
  assert.equal(state.evaluation.result, null);
});

const answer = (top) => ({
  glyph: new Uint8Array(784),
  probabilities: [0, 1, 2].map((one) => (one === top ? 0.8 : 0.1)),
});
const read = (top, revision, epochs, run = null) => ({
  type: 'drawing/read',
  result: answer(top),
  revision,
  epochs,
  run,
});

test('the same drawing is remembered epoch by epoch', () => {
  const { reading } = play(READY, read(0, 1, 0), read(1, 1, 1), read(2, 1, 2));
  assert.deepEqual(
    reading.history.map(({ epochs, top }) => [epochs, top]),
    [
      [0, 0],
      [1, 1],
      [2, 2],
    ],
  );
});

test('a new stroke begins a new history; the untrained net has none', () => {
  assert.deepEqual(play(READY, read(0, 1, 3), read(1, 2, 3)).reading.history.length, 1);
  assert.deepEqual(play(READY, read(0, 1, null)).reading.history, []);
});

test('what another network has read is not shown', () => {
  const { reading } = play(
    READY,
    read(0, 1, null),
    STARTED,
    told(BEGIN, epoch(0)),
    read(1, 1, 1, 'run-1'),
    read(2, 1, 4, 'run-0'),
  );
  assert.deepEqual(
    reading.history.map(({ epochs, top }) => [epochs, top]),
    [[1, 1]],
  );
  assert.equal(reading.epochs, 1);
});

test('a new worker knows no network, but the pages stay', () => {
  const state = play(READY, ADDED, READ, { type: 'sheet/started', id: 'b' }, STARTED, told(BEGIN, epoch(0)), {
    type: 'boot/retried',
  });
  assert.equal(state.boot.state, 'booting');
  assert.deepEqual(
    state.sheets.map((sheet) => sheet.state),
    ['done', 'waiting'],
  );
  assert.equal(state.training.state, 'idle', 'it had not been kept yet');
});

test('steps tell at a glance what is done', () => {
  const result = { accuracy: 1, labels: [], predicted: [] };
  const state = play(
    READY,
    ADDED,
    READ,
    FAILED,
    { type: 'step/opened', step: 'check' },
    STARTED,
    told(BEGIN, epoch(0)),
    { type: 'train/ended', result: { state: 'done', epochs: 1 } },
    { type: 'evaluate/done', result },
    { type: 'step/opened', step: 'evaluate' },
    read(1, 1, 1, 'run-1'),
  );
  assert.deepEqual(factsOf(state).steps, {
    collect: 'done',
    check: 'done',
    train: 'done',
    evaluate: 'done',
    try: 'done',
    learn: 'plain',
    code: 'plain',
  });
});

test('sheets that come in close the panel for printing, and no other', () => {
  const opened = (way) => [
    { type: 'way/opened', way },
    { type: 'sheets/added', sheets: [{ id: 'sheet-1', name: 'a.png' }] },
  ];
  const after = (way) => opened(way).reduce(reducer, initialState({ language: 'de', step: 'collect' })).way;
  assert.deepEqual([after('template'), after('camera'), after('draw')], [null, 'camera', 'draw']);
});

test('what was told about files stays with the project that they were opened in', () => {
  const told = { type: 'project/filed', filing: { state: 'working', twice: ['a.png'], lost: ['b.png'] } };
  const leave = { type: 'project/told', change: { state: 'opening' } };
  const start = initialState({ language: 'de', step: 'collect' });
  const saved = [told, { type: 'project/told', change: { state: 'saved' } }].reduce(reducer, start).project.filing;
  assert.deepEqual([saved.twice, saved.lost], [['a.png'], ['b.png']]);
  const left = [told, leave].reduce(reducer, start).project.filing;
  assert.deepEqual([left.state, left.twice, left.lost], ['working', [], []]);
});

test('that one has tried it is still known after a reload, which forgets the drawing', () => {
  const state = initialState({ language: 'de', step: 'try' });
  const trained = { ...state, training: { ...state.training, epochs: [{}] } };
  const tick = (done) => factsOf({ ...trained, path: { ...state.path, done } }).steps.try;
  assert.deepEqual([tick([]), tick(['draw'])], ['open', 'done']);
});

test("an address that is too long for a project's file is not kept", () => {
  const first = reducer(start(), { type: 'step/opened', step: 'learn', place: 'neuron' });
  const second = reducer(first, { type: 'step/opened', step: 'learn', place: 'x'.repeat(61) });
  assert.deepEqual(second.lesson.seen, ['neuron']);
});
