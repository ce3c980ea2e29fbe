import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../../site/state/facts.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { currentRun, MOST_BYTES, sortedRuns, validationOf } from '../../site/state/runs.js';
import { countAllCounting } from '../../site/state/collection.js';
import { learnedFrom } from '../../site/state/learned.js';
import { partsOf, stateOf } from '../../site/storage/stateParts.js';
import { readPage } from './fakes/client.js';

const SETTINGS = { preset: 'school-1', epochs: 3, batchSize: 2, learningRate: 0.1, seed: 0 };
const READY = { type: 'boot/told', message: { kind: 'boot', state: 'ready', backend: 'numpy' } };
const LEARNED = { classes: ['0'], sources: [{ id: 'sheet-1', pictures: 6 }], edits: {} };
const started = (run, settings = SETTINGS) => ({ type: 'train/started', run, settings, learned: LEARNED });
const STARTED = started('run-1');
const START = {
  type: 'start',
  samples: { train: 4, validation: 1, test: 1 },
  batches: 2,
  parameters: 10,
  data: 7,
  at: 0,
};
const batch = (epoch, number) => ({ type: 'batch', epoch, batch: number, loss: 1, accuracy: 0.5, learningRate: 0.1 });
const epoch = (number) => ({
  type: 'epoch',
  epoch: number,
  loss: 1,
  accuracy: 0.5,
  valLoss: 1,
  valAccuracy: 0.4,
  seconds: 2,
  samplesPerSecond: 9,
  learningRate: 0.1,
});
const checkpoint = (epochs, part = 0, bytes = 3) => ({
  type: 'checkpoint',
  epochs,
  batch: part,
  weights: new Uint8Array(bytes),
});
const told = (...events) => ({ type: 'train/told', events });
const ended = (state) => ({ type: 'train/ended', result: { state, epochs: 1 } });
const RESULT = { accuracy: 0.9, loss: 0.3, labels: [1, 2, 3], predicted: [] };
const evaluated = (asked, result = RESULT) => [
  { type: 'evaluate/started', asked },
  { type: 'evaluate/done', asked, result },
];
const EPOCH = [batch(0, 0), batch(0, 1), epoch(0), checkpoint(1)];
const trained = (run) => [started(run), told(START, ...EPOCH), ended('stopped'), ...evaluated(`of-${run}`)];
const TRAINING = trained('run-1');

const start = () => reducer(initialState({ language: 'de', step: 'train' }), READY);
const play = (...actions) => actions.reduce(reducer, start());
const OPENED = { type: 'run/opened', restored: { epochs: 1, parameters: 10, samples: START.samples, sameData: true } };

test('a training becomes a run when it begins, and the run follows it', () => {
  assert.equal(play(STARTED).runs.length, 0);
  const state = play(...TRAINING);
  const [run] = state.runs;
  assert.equal(currentRun(state), run);
  assert.deepEqual([run.number, run.state, run.epochs.length, run.seconds, run.parameters], [1, 'stopped', 1, 2, 10]);
  assert.deepEqual(run.result, { accuracy: 0.9, loss: 0.3, n: 3 });
  assert.deepEqual(run.kept, { epochs: 1, batch: 0 });
});

test('going on makes the result one of an earlier network', () => {
  const state = play(...TRAINING, { type: 'train/resumed', epochs: 2 }, told(START, batch(1, 0)));
  assert.equal(state.runs.length, 1);
  assert.equal(state.runs[0].result, null);
  assert.equal(state.runs[0].state, 'running');
});

test('a training that ran away says so, and keeps what was good', () => {
  const failed = { type: 'train/failed', error: { code: 'model/exploded', params: { epoch: 2 } } };
  const state = play(STARTED, told(START, ...EPOCH, batch(1, 0)), failed);
  assert.equal(state.runs[0].state, 'diverged');
  assert.equal(state.runs[0].epochs.length, 1);
  const on = reducer(state, { type: 'train/resumed', epochs: 2 });
  assert.deepEqual(
    on.training.steps.map(({ at }) => at),
    [0.5, 1],
    'what came behind the good weights is told anew',
  );
});

test('a training without enough pictures is no run', () => {
  const state = play(STARTED, { type: 'train/failed', error: { code: 'data/too-few', params: {} } });
  assert.deepEqual(state.runs, []);
  assert.equal(state.training.settings, null);
});

test('a run gets a name and a star, goes, and comes back to its place', () => {
  let state = play(...TRAINING, ...trained('run-2'), ...trained('run-3'));
  assert.deepEqual(
    state.runs.map(({ id }) => id),
    ['run-1', 'run-2', 'run-3'],
  );
  state = [
    { type: 'run/changed', id: 'run-2', change: { name: 'klein', starred: true } },
    { type: 'run/compared', id: 'run-2', on: true },
    { type: 'run/deleted', id: 'run-2' },
  ].reduce(reducer, state);
  assert.deepEqual(
    state.runs.map(({ id }) => id),
    ['run-1', 'run-3'],
  );
  assert.deepEqual(state.shelf.compared, []);
  state = reducer(state, { type: 'deletion/restored', id: 'run-2' });
  assert.deepEqual(
    state.runs.map(({ name }) => name),
    ['', 'klein', ''],
  );
  assert.equal(reducer(state, { type: 'deletion/restored', id: 'run-2' }), state);
});

test('numbers are never given twice, not even that of a run that may come back', () => {
  const state = play(...TRAINING, { type: 'run/deleted', id: 'run-1' }, ...trained('run-b'), {
    type: 'deletion/restored',
    id: 'run-1',
  });
  assert.deepEqual(
    state.runs.map(({ number }) => number),
    [1, 2],
  );
});

test('a column sorts downwards first, then upwards', () => {
  const by = (column) => ({ type: 'runs/sorted', by: column });
  assert.deepEqual(play(by('accuracy')).shelf.sort, { by: 'accuracy', down: true });
  assert.deepEqual(play(by('accuracy'), by('accuracy')).shelf.sort, { by: 'accuracy', down: false });
  assert.deepEqual(play(by('accuracy'), by('accuracy'), by('seconds')).shelf.sort, { by: 'seconds', down: true });
});

test('an earlier run comes back with its settings, its curves and its test', () => {
  const other = started('run-2', { ...SETTINGS, learningRate: 0.5 });
  let state = play(...TRAINING, other, told(START, ...EPOCH), ended('done'));
  state = reducer(state, { type: 'run/opening', id: 'run-1' });
  assert.deepEqual([state.training.run, state.training.state, state.training.epochs.length], ['run-1', 'stopped', 1]);
  assert.equal(state.choice.learningRate, 0.1);
  assert.equal(state.evaluation.result, null);
  assert.equal(state.shelf.opening, true);
  state = reducer(state, OPENED);
  assert.equal(state.shelf.opening, false);
  assert.equal(state.training.otherData, false);
  assert.equal(state.runs[1].state, 'done');
});

test('a network that does not come back is gone, and the page says why', () => {
  const state = play(
    ...TRAINING,
    { type: 'run/opening', id: 'run-1' },
    { type: 'run/lost', error: { code: 'data/bad-file', params: {} } },
  );
  assert.deepEqual(
    [state.training.run, state.training.error.code, state.shelf.opening],
    [null, 'data/bad-file', false],
  );
});

test('a new worker gets the training as it was last kept', () => {
  const state = play(STARTED, told(START, ...EPOCH, batch(1, 0), batch(1, 1), epoch(1), batch(2, 0)), {
    type: 'boot/retried',
  });
  const { training } = state;
  assert.deepEqual([training.run, training.state, training.epochs.length, training.goal], ['run-1', 'stopped', 1, 3]);
  assert.deepEqual(
    training.steps.map(({ at }) => at),
    [0.5, 1],
  );
  assert.equal(state.runs[0].epochs.length, 1);
  assert.equal(state.shelf.opening, true);
});

test('what was found out survives a new worker with its network, and goes where none comes back', () => {
  const [kept, deleted] = [
    play(...TRAINING, { type: 'boot/retried' }),
    play(...TRAINING, { type: 'run/deleted', id: 'run-1' }, { type: 'boot/retried' }),
  ];
  assert.deepEqual([kept.training.run, kept.evaluation.state], ['run-1', 'done']);
  assert.deepEqual([deleted.training.run, deleted.evaluation.state], [null, 'none']);
  const other = play(...TRAINING, ...trained('run-b'), { type: 'run/deleted', id: 'run-b' }, { type: 'boot/retried' });
  assert.equal(other.training.run, 'run-1', 'the latest of those that are left');
});

test('after a reload or going back the curves show what they showed', () => {
  const points = (one) => [one.steps, one.epochs, one.goal, one.batches];
  const state = play(STARTED, told(START, ...EPOCH, batch(1, 0), checkpoint(1, 1)), ended('stopped'));
  assert.equal(state.training.steps.length, 3);
  const kept = stateOf(structuredClone(partsOf(state)), initialState({ language: 'de', step: 'train' }));
  assert.deepEqual(points(reducer(start(), { type: 'project/opened', kept }).training), points(state.training));
  const back = [...trained('run-2'), { type: 'run/opening', id: 'run-1' }].reduce(reducer, state);
  assert.deepEqual(points(back.training), points(state.training));
});

test('a run of an earlier version, or with damaged steps, opens without the curves of its batches', () => {
  for (const steps of [undefined, null, 'many']) {
    const parts = partsOf(play(...TRAINING));
    parts.set('runs/run-1', { ...parts.get('runs/run-1'), steps });
    const kept = stateOf(parts, initialState({ language: 'de', step: 'train' }));
    assert.deepEqual(reducer(start(), { type: 'project/opened', kept }).training.steps, []);
  }
});

test('a training stopped within an epoch survives there', () => {
  const state = play(
    STARTED,
    told(START, ...EPOCH, batch(1, 0)),
    ended('stopped'),
    { type: 'run/kept', run: 'run-1', checkpoint: checkpoint(1, 1) },
    { type: 'boot/retried' },
  );
  assert.deepEqual(
    state.training.steps.map(({ at }) => at),
    [0.5, 1, 1.5],
  );
});

const ENDING = { type: 'ending', epoch: 2, early: true, monitor: 'val_loss', bestEpoch: 1, restored: true };
const SECOND = { ...epoch(1), valAccuracy: 0.3 };

test('how a training ended is kept with its run, until it goes on', () => {
  const state = play(
    STARTED,
    told(START, ...EPOCH, batch(1, 0), batch(1, 1), SECOND, checkpoint(2), ENDING, checkpoint(2)),
    ended('done'),
  );
  assert.deepEqual([state.training.ending, state.runs[0].ending], [ENDING, ENDING]);
  assert.equal(factsOf(state).atHand.valAccuracy, 0.4, 'the best epoch is the one whose weights count');
  const kept = stateOf(partsOf(state), initialState({ language: 'de', step: 'train' }));
  const opened = reducer(start(), { type: 'project/opened', kept });
  assert.deepEqual([opened.training.state, opened.training.ending], ['done', ENDING]);
  const on = reducer(opened, { type: 'train/resumed', epochs: 2 });
  assert.deepEqual([on.training.ending, on.runs[0].ending], [null, null]);
});

test('the weights of early runs without a star make room for later ones', () => {
  const third = Math.ceil(MOST_BYTES / 3);
  const large = (run) => [
    started(run),
    told(START, batch(0, 0), batch(0, 1), epoch(0), checkpoint(1, 0, third)),
    ended('done'),
  ];
  let state = play(...large('run-1'), ...large('run-2'), ...large('run-3'));
  assert.deepEqual(
    state.runs.map(({ dropped }) => dropped),
    [true, false, false],
  );
  assert.equal(state.runs[0].weights, null);
  assert.equal(state.runs[0].epochs.length, 1, 'its curve stays');
  state = [{ type: 'run/changed', id: 'run-2', change: { starred: true } }, ...large('run-4')].reduce(reducer, state);
  assert.deepEqual(
    state.runs.map(({ dropped }) => dropped),
    [true, false, true, false],
  );
});

test('a run of an earlier version had one seed for weights and sharing out, and a tenth for the validation', () => {
  const { splitSeed, ...choice } = start().choice;
  const before = { ...play(...TRAINING), choice: { ...choice, seed: 9 } };
  const {
    choice: chosen,
    runs: [run],
  } = stateOf(partsOf(before), initialState({ language: 'de', step: 'train' }));
  assert.equal(splitSeed, 1);
  assert.deepEqual([chosen.seed, chosen.splitSeed], [9, 9]);
  assert.deepEqual([run.settings.seed, run.settings.splitSeed, run.settings.validationShare], [0, 0, 0.1]);
});

test('runs outlive the page', () => {
  const before = play(...TRAINING, ...trained('run-2'), { type: 'train/resumed', epochs: 1 }, told(START));
  const kept = stateOf(partsOf(before), initialState({ language: 'de', step: 'train' }));
  const state = reducer(start(), { type: 'project/opened', kept });
  assert.deepEqual(
    state.runs.map(({ id, weights }) => [id, weights.length]),
    [
      ['run-1', 3],
      ['run-2', 3],
    ],
  );
  assert.equal(state.runs[1].state, 'stopped');
  assert.deepEqual([state.training.run, state.training.state, state.training.epochs.length], ['run-2', 'stopped', 1]);
  assert.equal(state.shelf.opening, true);
});

test('what a network has learned from is kept with its run, and told apart from what is there now', () => {
  const page = (id) => [
    { type: 'sheets/added', sheets: [{ id, name: id }] },
    { type: 'sheet/read', id, result: readPage(3, 6) },
  ];
  const learn = (state) => reducer(state, { ...started('run-1'), learned: learnedFrom(state) });
  let state = play(...page('a'), ...page('b'), {
    type: 'pictures/edited',
    changes: [{ sheet: 'a', cell: 0, label: null }],
  });
  state = [told(START, ...EPOCH), ended('done')].reduce(reducer, learn(state));
  const since = () => factsOf(state).since;
  assert.deepEqual(since(), { added: 0, removed: 0, changed: 0, any: false });
  const changes = [
    { sheet: 'a', cell: 0, label: '3' },
    { sheet: 'a', cell: 1, label: '7' },
  ];
  state = [...page('c'), { type: 'sheet/removed', id: 'b' }, { type: 'pictures/edited', changes }].reduce(
    reducer,
    state,
  );
  assert.deepEqual(since(), { added: 6, removed: 6, changed: 2, any: true });
  const kept = stateOf(structuredClone(partsOf(state)), initialState({ language: 'de', step: 'train' }));
  state = reducer(start(), { type: 'project/opened', kept });
  assert.deepEqual(since(), { added: 6, removed: 6, changed: 2, any: true }, 'after a reload, too');
});

test('new and lost pictures are counted as everywhere: without those that are struck or left out', () => {
  const page = (id, status) => [
    { type: 'sheets/added', sheets: [{ id, name: id }] },
    { type: 'sheet/read', id, result: { ...readPage(3, 6), status } },
  ];
  const struck = ['kept', 'struck', 'kept', 'kept', 'doubtful', 'kept'];
  let state = play(...page('a', struck));
  state = [told(START, ...EPOCH), ended('done')].reduce(
    reducer,
    reducer(state, { ...started('run-1'), learned: learnedFrom(state) }),
  );
  const since = (...actions) => factsOf(actions.reduce(reducer, state)).since;
  const leave = { type: 'pictures/edited', changes: [{ sheet: 'b', cell: 0, label: null }] };
  assert.deepEqual(since(...page('b', struck)), { added: 4, removed: 0, changed: 0, any: true });
  assert.deepEqual(since(...page('b', struck), leave), { added: 3, removed: 0, changed: 0, any: true });
  assert.deepEqual(since({ type: 'sheet/removed', id: 'a' }), { added: 0, removed: 4, changed: 0, any: true });
  assert.equal(countAllCounting([...page('b', struck), leave].reduce(reducer, state)), 7, 'the list of projects');
});

test('a test that is under way when an earlier run comes back is written to its own run', () => {
  let state = play(...TRAINING, started('run-2'), told(START, ...EPOCH), ended('done'), {
    type: 'evaluate/started',
    asked: 'late',
  });
  state = [
    { type: 'run/opening', id: 'run-1' },
    { type: 'evaluate/done', asked: 'late', result: { ...RESULT, accuracy: 0.55 } },
  ].reduce(reducer, state);
  assert.deepEqual(
    state.runs.map(({ result }) => result.accuracy),
    [0.9, 0.55],
  );
  assert.equal(state.evaluation.state, 'none', 'it shows nothing of a network that is not there');
});

test('a test of a network that has gone on since is of no run', () => {
  const state = play(
    ...TRAINING,
    { type: 'evaluate/started', asked: 'late' },
    { type: 'train/resumed', epochs: 2 },
    told(START, batch(1, 0)),
    { type: 'evaluate/done', asked: 'late', result: RESULT },
  );
  assert.equal(state.runs[0].result, null);
});

test('what is chosen or collected anew is told, and what makes no difference is not', () => {
  const preset = (key) => ({
    key,
    settings: { epochs: 3, batchSize: 2, learningRate: 0.1, validationShare: 0.1 },
    layers: [],
  });
  const presets = { type: 'presets/told', presets: [preset('school-1'), preset('school-2')] };
  const sheet = (id) => [
    { type: 'sheets/added', sheets: [{ id, name: id }] },
    { type: 'sheet/read', id, result: readPage(0, 6) },
  ];
  let state = [presets, ...sheet('sheet-1')].reduce(reducer, start());
  const { settings } = factsOf(state);
  const anew = (...actions) => factsOf(actions.reduce(reducer, state)).anew;
  assert.equal(
    anew({ type: 'preset/chosen', key: 'school-2' }),
    null,
    'before the first training there is nothing to go on with',
  );
  const begun = { type: 'train/started', run: 'run-1', settings, learned: learnedFrom(state) };
  state = [begun, told(START, ...EPOCH), ended('done')].reduce(reducer, state);
  assert.equal(anew(), null);
  const reordered = Object.fromEntries(Object.entries(settings).reverse());
  assert.equal(factsOf({ ...state, training: { ...state.training, settings: reordered } }).anew, null);
  assert.equal(anew({ type: 'preset/chosen', key: 'school-2' }), 'network');
  assert.equal(anew({ type: 'settings/changed', settings: { learningRate: 0.2 } }), 'settings');
  assert.equal(anew(...sheet('sheet-2')), 'pictures');
  assert.equal(anew({ type: 'sheet/removed', id: 'sheet-1' }), 'pictures');
  assert.equal(anew({ type: 'sheet/removed', id: 'sheet-1' }, { type: 'deletion/restored', id: 'sheet-1' }), null);
  assert.equal(anew({ type: 'pictures/edited', changes: [{ sheet: 'sheet-1', cell: 0, label: null }] }), 'pictures');
  assert.equal(
    anew({ type: 'pictures/edited', changes: [{ sheet: 'sheet-1', cell: 0, label: null }] }, { type: 'edits/undone' }),
    null,
  );
});

test('runs are chosen by their validation, with the weights at hand', () => {
  const at = (/** @type {number} */ valAccuracy) => ({ ...epoch(0), valAccuracy });
  const run = (/** @type {any} */ more) => ({
    number: 1,
    result: { accuracy: 0.5 },
    ending: null,
    epochs: [],
    ...more,
  });
  const restored = { bestEpoch: 1, restored: true };
  const runs = [
    run({ id: 'a', epochs: [at(0.7), at(0.6)] }),
    run({ id: 'b', epochs: [at(0.8), at(0.4)], ending: restored }),
    run({ id: 'c', result: { accuracy: 1 } }),
  ];
  const shelf = { sort: { by: 'accuracy', down: true } };
  assert.deepEqual(
    sortedRuns(/** @type {any} */ ({ runs, shelf })).map(({ id }) => id),
    ['b', 'a', 'c'],
  );
  assert.deepEqual(runs.map(validationOf), [0.6, 0.8, undefined]);
});
