import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../../site/state/facts.js';
import { learnedFrom } from '../../site/state/learned.js';
import {
  compareOrders,
  withNextStation,
  FORMS,
  isSwapped,
  minutesOf,
  pairOf,
  stationAt,
  STATIONS,
  stationsOf,
} from '../../site/state/path.js';
import { playgroundReducer, NO_PLAYGROUND, TASKS } from '../../site/state/playground.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { stateOf } from '../../site/storage/stateParts.js';

const start = () => initialState({ language: 'de', step: 'collect' });
const act = (state, ...actions) => actions.reduce(reducer, state);

/** A source with so many pictures of each digit. */
function sheet(id, each) {
  const labels = Array.from({ length: 10 * each }, (_, index) => index % 10);
  return {
    id,
    name: id,
    state: 'done',
    progress: null,
    error: null,
    result: {
      classes: [...'0123456789'],
      status: labels.map(() => 'kept'),
      labels,
      cells: labels.map((_, index) => index),
      images: new Uint8Array(labels.length * 784),
      page: { number: 1 },
      more: [],
    },
  };
}

test('nothing is done at the beginning, and nothing by looking around', () => {
  const state = act(
    start(),
    ...['check', 'train', 'evaluate', 'try', 'learn', 'code'].map((step) => ({ type: 'step/opened', step })),
  );
  assert.deepEqual(state.path.done, []);
});

test('a hundred pictures reach the first station, and it stays reached', () => {
  const few = withNextStation({ ...start(), sheets: [sheet('a', 9)] });
  assert.deepEqual(few.path.done, []);
  const enough = withNextStation({ ...start(), sheets: [sheet('a', 10)] });
  assert.deepEqual(enough.path.done, ['paper']);
  assert.deepEqual(withNextStation({ ...enough, sheets: [] }).path.done, ['paper']);
});

const stationOf = (id) => STATIONS.find((station) => station.id === id);
const isDone = (state, id) => state.path.done.includes(id);
const RESULT = { accuracy: 0.9, losses: [], labels: [], predictions: [] };
const EVENTS = [
  { type: 'start', samples: { train: 300, validation: 50, test: 50 }, batches: 9 },
  { type: 'epoch', epoch: 0, loss: 1, accuracy: 0.8, valLoss: 1, valAccuracy: 0.7 },
];

/** A training from its beginning to its end, and the test that follows by itself. */
function trained(state, run) {
  return act(
    state,
    { type: 'train/started', run, learned: learnedFrom(state), settings: { preset: 'school-1', epochs: 1 } },
    { type: 'train/told', events: EVENTS },
    { type: 'train/ended', result: { state: 'done', epochs: 1 } },
    { type: 'evaluate/started', asked: `of-${run}` },
    { type: 'evaluate/done', asked: `of-${run}`, result: RESULT },
  );
}
const open = (step, place) => ({ type: 'step/opened', step, place });
const collected = (...ids) => ({ ...start(), sheets: ids.map((id) => sheet(id, 10)) });

test('sheets that the practice pen has filled in are nobody’s own, drawings are', () => {
  const sample = { ...sheet('a', 10), name: 'sample-7.jpg' };
  assert.deepEqual(withNextStation({ ...start(), sheets: [sample, sample, sample] }).path.done, []);
  const { page, ...result } = sheet('a', 10).result;
  assert.deepEqual(withNextStation({ ...start(), sheets: [{ ...sheet('drawn-a', 10), result }] }).path.done, ['paper']);
});

test('the pictures are looked through when one goes on from there, not on opening them', () => {
  const looking = act(collected('a'), open('check'));
  assert.equal(isDone(looking, 'check'), false);
  assert.equal(isDone(act(looking, open('learn', 'path')), 'check'), true);
  assert.equal(isDone(act(start(), open('check'), open('train')), 'check'), false);
});

test('the two first cards are done when their tasks are solved, and the path tells which is', () => {
  const opened = act(start(), open('learn', 'numbers'), open('learn', 'neuron'));
  assert.equal(isDone(opened, 'numbers'), false);
  const one = act(opened, { type: 'card/solved', card: 'neuron' });
  assert.equal(isDone(one, 'numbers'), false);
  assert.deepEqual(factsOf(one).route.stations.find(({ id }) => id === 'numbers').placesDone, ['neuron']);
  assert.equal(isDone(act(one, { type: 'card/solved', card: 'numbers' }), 'numbers'), true);
  const kept = stateOf(new Map([['lesson', { seen: ['numbers'] }]]), start());
  assert.deepEqual([kept.lesson.seen, kept.lesson.solved], [['numbers'], []]);
});

test('the first network is one that was trained for itself, not that of the quick start', () => {
  const hurried = trained(act(collected('a'), { type: 'quick/started', wanted: 0 }), 'run-quick');
  assert.equal(isDone(hurried, 'first'), false);
  assert.equal(isDone(trained(act(hurried, { type: 'quick/ended' }), 'run-own'), 'first'), true);
});

test('mistakes are looked for in the evaluation: it was opened, of this network', () => {
  const answer = { type: 'path/answered', station: 'mistakes', text: '4 und 9' };
  const answered = act(trained(collected('a'), 'run-1'), answer);
  assert.equal(isDone(answered, 'mistakes'), false);
  assert.equal(factsOf(answered).steps.evaluate, 'open');
  const looked = act(answered, open('evaluate'));
  assert.equal(isDone(looked, 'mistakes'), true);
  assert.equal(factsOf(looked).steps.evaluate, 'done');
  assert.equal(factsOf(trained(act(looked, open('train')), 'run-2')).steps.evaluate, 'open');
  assert.equal(factsOf(trained(looked, 'run-2')).steps.evaluate, 'done'); // it comes while one looks
  assert.equal(isDone(act(trained(collected('a'), 'run-1'), open('evaluate')), 'mistakes'), false);
});

test('a sign is drawn where its way through the layers is seen', () => {
  const state = trained(collected('a'), 'run-1');
  const read = {
    type: 'drawing/read',
    result: { glyph: new Uint8Array(784), probabilities: [1] },
    revision: 1,
    epochs: 1,
    run: 'run-1',
  };
  assert.equal(isDone(act(state, read), 'draw'), false);
  assert.equal(isDone(act(state, open('try'), read), 'draw'), true);
});

test('more hands are learned from by a further training with enough sheets', () => {
  const four = ['a', 'b', 'c', 'd'];
  const first = trained(collected('a'), 'run-1');
  const more = { ...first, sheets: collected(...four).sheets };
  assert.equal(isDone(withNextStation(more), 'more'), false);
  assert.equal(isDone(trained(more, 'run-2'), 'more'), true);
  assert.equal(isDone(trained({ ...first, sheets: collected('a', 'b', 'c').sheets }, 'run-2'), 'more'), false);
  assert.equal(isDone(trained(collected(...four), 'run-1'), 'more'), false); // it was not trained again
});

test('exchanged labels are learned from, and the evaluation is opened', () => {
  const state = trained(collected('a'), 'run-1');
  const confused = { ...state, path: { ...state.path, confused: true, answers: { swap: 'Die Daten.' } } };
  assert.equal(stationOf('swap').reached(confused), false);
  assert.equal(isDone(act(confused, open('evaluate')), 'swap'), true);
});

test('after both cards the curves of the own training are looked at', () => {
  const cards = act(trained(collected('a'), 'run-1'), open('learn', 'fitting'), open('learn', 'early'));
  assert.equal(isDone(cards, 'fitting'), false);
  assert.equal(isDone(act(cards, open('train')), 'fitting'), true);
});

test('the stations of a form are counted from one, those for who is ahead not at all', () => {
  for (const form of FORMS) {
    const { stations, wanted } = factsOf({ ...start(), path: { ...start().path, form } }).route;
    assert.deepEqual(
      stations.filter(({ isExtra }) => !isExtra).map(({ number }) => number),
      Array.from({ length: wanted }, (_, index) => index + 1),
    );
    assert.ok(stations.every(({ isExtra, number }) => isExtra === (number === null)));
  }
});

test('an answer of blanks is no answer', () => {
  const blank = act(start(), { type: 'path/answered', station: 'guess', text: '  \n' });
  assert.deepEqual(blank.path.done, []);
  const answered = act(blank, { type: 'path/answered', station: 'guess', text: '80, weil …' });
  assert.deepEqual(answered.path.done, ['guess']);
});

test('every station has an id of its own and leads to a step', () => {
  assert.equal(new Set(STATIONS.map(({ id }) => id)).size, STATIONS.length);
});

test('an exchange of two classes is seen from the edits', () => {
  const state = { ...start(), sheets: [sheet('a', 10)] };
  const [one, other] = pairOf(state.classes);
  assert.deepEqual([one, other], ['5', '6']);
  assert.equal(isSwapped(state), false);
  const changes = state.sheets[0].result.cells
    .filter((cell) => cell % 10 === 5 || cell % 10 === 6)
    .map((cell) => ({ sheet: 'a', cell, label: cell % 10 === 5 ? '6' : '5' }));
  const swapped = act(state, { type: 'pictures/edited', changes });
  assert.equal(isSwapped(swapped), true);
  const trained = act(swapped, {
    type: 'train/started',
    learned: learnedFrom(swapped),
    settings: { preset: 'school-1', epochs: 2 },
  });
  assert.equal(trained.path.confused, true);
  assert.equal(isSwapped(act(swapped, { type: 'edits/undone' })), false);
});

test('trainings without shuffling are compared with the latest of the same network', () => {
  const run = (preset, shuffle, ...accuracies) => ({
    settings: { preset, shuffle },
    epochs: accuracies.map((valAccuracy) => ({ valAccuracy })),
  });
  const [other, first, mixed, sorted] = [
    run('own', true, 0.9),
    run('school-1', undefined, 0.5),
    run('school-1', undefined, 0.8, 0.9),
    run('school-1', false, 0.3, 0.9),
  ];
  assert.deepEqual(compareOrders({ runs: [first, mixed] }), { sorted: null, mixed: null });
  assert.deepEqual(compareOrders({ runs: [other, sorted] }), { sorted: { first: 0.3, last: 0.9 }, mixed: null });
  const runs = [first, mixed, sorted, other, run('school-1', false)];
  assert.deepEqual(compareOrders({ runs }), { sorted: { first: 0.3, last: 0.9 }, mixed: { first: 0.8, last: 0.9 } });
  const { reached } = STATIONS.find(({ id }) => id === 'order');
  assert.equal(reached({ ...start(), runs }), false);
  assert.equal(reached({ ...start(), runs, path: { ...start().path, answers: { order: 'Es vergisst.' } } }), true);
});

test('small sets exchange their last two', () => {
  assert.deepEqual(pairOf(['a', 'b', 'c']), ['b', 'c']);
});

const view = (epoch, accuracy) => ({
  epoch,
  accuracy,
  loss: 1 / epoch,
  maps: new Float32Array(),
  weights: new Float32Array(),
  biases: new Float32Array(),
});

test('a task is solved by a small enough network that is right often enough', () => {
  const { id, accuracy } = TASKS.find(({ kind, layers }) => kind === 'xor' && layers === 1);
  const xor = { ...NO_PLAYGROUND, kind: 'xor', settings: { ...NO_PLAYGROUND.settings, hidden: [4] } };
  assert.deepEqual(playgroundReducer(xor, { type: 'plane/told', view: view(1, accuracy - 0.01) }).solved, []);
  assert.deepEqual(playgroundReducer(xor, { type: 'plane/told', view: view(1, accuracy) }).solved, [id]);
  const large = { ...xor, settings: { ...xor.settings, hidden: [5] } };
  assert.deepEqual(playgroundReducer(large, { type: 'plane/told', view: view(1, 1) }).solved, []);
});

test('losses follow the epochs, also where some are trained again', () => {
  let plane = NO_PLAYGROUND;
  for (const epoch of [1, 2, 3, 2, 3]) plane = playgroundReducer(plane, { type: 'plane/told', view: view(epoch, 0.5) });
  assert.equal(plane.losses.length, 3);
});

test('points that are set by hand are of no kind', () => {
  const plane = playgroundReducer({ ...NO_PLAYGROUND, brush: 0 }, { type: 'plane/set', x: 0.5, y: -0.25 });
  assert.equal(plane.kind, null);
  assert.deepEqual([...plane.points.positions], [0.5, -0.25]);
  assert.deepEqual([...plane.points.labels], [0]);
});

test('the stations of every lesson fit into it, and leave it some minutes', () => {
  for (const form of FORMS) {
    const sum = minutesOf(stationsOf(form));
    assert.ok(sum <= form - 2 && sum >= 0.9 * form, `${form}: ${sum}`);
    assert.ok(stationsOf(form).every(({ isExtra, minutes }) => !isExtra || minutes <= form / 2));
  }
});

test('a longer lesson has all that a shorter one has, in the same order', () => {
  const order = STATIONS.map(({ id }) => id);
  FORMS.forEach((form, index) => {
    const ids = stationsOf(form).map(({ id }) => id);
    assert.deepEqual(
      ids,
      order.filter((id) => ids.includes(id)),
    );
    const core = stationsOf(form)
      .filter(({ isExtra }) => !isExtra)
      .map(({ id }) => id);
    for (const shorter of FORMS.slice(0, index)) {
      assert.deepEqual(
        stationsOf(shorter).filter(({ id, isExtra }) => !isExtra && !core.includes(id)),
        [],
      );
    }
  });
});

test('the clock tells where the class should be, never a station for those who are ahead', () => {
  for (const form of FORMS) {
    const stations = stationsOf(form);
    assert.equal(stationAt(stations, 0), 0);
    for (let minute = 0; minute < form; minute += 1) {
      const { isExtra, from, minutes } = stations[stationAt(stations, minute)];
      assert.ok(
        !isExtra && from <= minute && (minute < from + minutes || minute >= minutesOf(stations)),
        `${form}: ${minute}`,
      );
    }
    assert.equal(stations[stationAt(stations, form)].id, 'review');
  }
});

test('the address chooses the form, and no address chooses another', () => {
  const path = (form, place = 'path') => act(start(), { type: 'step/opened', step: 'learn', place, form }).path.form;
  assert.deepEqual(
    [45, 90, 180].map((form) => path(form)),
    [45, 90, 180],
  );
  assert.deepEqual([path(0), path(17), path(NaN), path(45, 'cards')], [90, 90, 90, 90]);
});

test('those who are ahead are led to the stars when all else is done', () => {
  const core = stationsOf(45)
    .filter(({ isExtra }) => !isExtra)
    .map(({ id }) => id);
  const route = (done) => factsOf({ ...start(), path: { ...start().path, form: 45, done } }).route;
  const { here, stations, wanted, done } = route(core.slice(1));
  assert.deepEqual([stations[here].id, wanted, done], ['paper', core.length, core.length - 1]);
  const ended = route(core);
  assert.ok(ended.done === ended.wanted && ended.stations[ended.here].isExtra);
});

test('a path that an earlier version kept has the form of 90 minutes', () => {
  const { form, started, ...older } = start().path;
  const { path } = stateOf(new Map([['path', { ...older, done: ['paper'] }]]), start());
  assert.deepEqual([path.form, path.started, path.done], [form, started, ['paper']]);
});
