/** One rule for everything that deletes: told by name, brought back by itself, to its place. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deletionsFrom } from '../../site/state/deletions.js';
import { initialState, reducer } from '../../site/state/reducer.js';

const RESULT = {
  classes: ['0', '1'],
  labels: [0, 1],
  cells: [0, 1],
  images: new Uint8Array(2 * 784),
  status: ['kept', 'kept'],
  page: null,
  more: [],
};
const START = initialState({ language: 'en', step: 'collect' });

const play = (state, ...actions) => actions.reduce(reducer, state);
const sheet = (id) => [
  { type: 'sheets/added', sheets: [{ id, name: id }] },
  { type: 'sheet/read', id, result: RESULT },
];
const cell = (source) => ({ type: 'cell/added', source, example: null, after: null });
const run = (id, number) => ({
  id,
  number,
  name: '',
  settings: { preset: 'school-1' },
  epochs: [{ seconds: 1 }],
  weights: null,
});
const entry = (id, bytes = 1) => ({ id, name: id, changed: 0, pictures: 0, bytes });
const picture = (name) => ({
  type: 'template/changed',
  template: ({ text, pictures }) => ({
    text: `${text} "${name}"`,
    pictures: { ...pictures, [name]: new Uint8Array(1) },
  }),
});
const withoutPicture = (name, text) => ({
  type: 'template/changed',
  template: ({ pictures: { [name]: _, ...pictures } }) => ({ text, pictures }),
});

const FULL = play(
  { ...START, runs: [run('run-a', 1), run('run-b', 2), run('run-c', 3)] },
  ...sheet('a'),
  ...sheet('b'),
  ...sheet('c'),
  cell('one'),
  cell('two'),
  cell('three'),
  { type: 'template/changed', template: { text: '0 1' } },
  picture('dog'),
  picture('cat'),
  { type: 'plane/set', x: 0.5, y: -0.5 },
);

/** How each kind goes, and what is there of it. */
const KINDS = {
  sheet: { place: 'collect', go: { type: 'sheet/removed', id: 'b' }, list: ({ sheets }) => sheets.map(({ id }) => id) },
  cell: {
    place: 'code',
    go: { type: 'cell/removed', id: 'cell-2' },
    list: ({ notebook }) => notebook.cells.map(({ source }) => source),
  },
  run: { place: 'train', go: { type: 'run/deleted', id: 'run-b' }, list: ({ runs }) => runs.map(({ id }) => id) },
  symbol: {
    place: 'template',
    go: withoutPicture('dog', '0 1 "cat"'),
    list: ({ template }) => [template.text, ...Object.keys(template.pictures).sort()],
  },
  points: {
    place: 'playground',
    go: { type: 'plane/emptied' },
    list: ({ playground: { points, kind } }) => [...points.positions, ...points.labels, kind],
  },
};

for (const [kind, { place, go, list }] of Object.entries(KINDS)) {
  test(`a ${kind} comes back to its place, whatever else was deleted meanwhile`, () => {
    const others = Object.entries(KINDS)
      .filter(([other]) => other !== kind)
      .map(([, { go: gone }]) => gone);
    const gone = play(FULL, go, ...others);
    assert.notDeepEqual(list(gone), list(FULL));
    const told = deletionsFrom(gone.deletions, place).at(-1);
    assert.equal(told.kind, kind);
    const back = reducer(gone, { type: 'deletion/restored', id: told.id });
    assert.deepEqual(list(back), list(FULL));
    assert.equal(deletionsFrom(back.deletions, place).at(-1), undefined);
    assert.equal(reducer(back, { type: 'deletion/restored', id: told.id }), back, 'once');
    assert.equal(back.deletions.length, others.length, 'the others wait');
  });
}

test('all that was deleted in a place comes back, the latest first', () => {
  let state = play(
    FULL,
    { type: 'cell/removed', id: 'cell-1' },
    { type: 'cell/removed', id: 'cell-3' },
    { type: 'cell/removed', id: 'cell-2' },
  );
  const told = [];
  for (
    let gone = deletionsFrom(state.deletions, 'code').at(-1);
    gone;
    gone = deletionsFrom(state.deletions, 'code').at(-1)
  ) {
    told.push(gone.cell.source);
    state = reducer(state, { type: 'deletion/restored', id: gone.id });
  }
  assert.deepEqual(told, ['two', 'three', 'one']);
  assert.deepEqual(
    state.notebook.cells.map(({ source }) => source),
    ['one', 'two', 'three'],
  );
});

test('two that were removed one after the other are offered together, and come back to their places', () => {
  const gone = play(
    FULL,
    { type: 'sheet/removed', id: 'b' },
    { type: 'sheet/removed', id: 'c' },
    { type: 'cell/removed', id: 'cell-1' },
    { type: 'sheet/removed', id: 'a' },
  );
  const all = deletionsFrom(gone.deletions, 'collect');
  assert.deepEqual(
    all.map(({ id }) => id),
    ['b', 'c', 'a'],
  );
  const back = play(gone, ...[...all].reverse().map(({ id }) => ({ type: 'deletion/restored', id })));
  assert.deepEqual([back.sheets.map(({ id }) => id), deletionsFrom(back.deletions, 'collect')], [['a', 'b', 'c'], []]);
});

test('ten wait in each place, and what is deleted elsewhere displaces none', () => {
  const ids = Array.from({ length: 12 }, (_, index) => `s${index}`);
  const state = play(
    START,
    cell('one'),
    { type: 'cell/removed', id: 'cell-1' },
    ...ids.flatMap(sheet),
    ...ids.map((id) => ({ type: 'sheet/removed', id })),
  );
  assert.deepEqual(
    state.deletions.map(({ id }) => id),
    ['cell-1', ...ids.slice(2)],
  );
});

test('with the project goes what was deleted in it; deleted projects wait on, up to what memory bears', () => {
  const gone = (id, bytes) => ({ type: 'project/deleted', entry: entry(id, bytes), parts: new Map() });
  const state = play(FULL, gone('one'), KINDS.sheet.go, KINDS.cell.go, { type: 'project/opened', kept: {} });
  assert.deepEqual(
    state.deletions.map(({ id }) => id),
    ['one'],
  );
  assert.deepEqual(
    play(state, gone('two', 2 ** 40)).deletions.map(({ id }) => id),
    ['two'],
    'the latest one in any case',
  );
});

test('a new interpreter changes nothing of it', () => {
  const state = play(FULL, KINDS.sheet.go, KINDS.cell.go, KINDS.run.go);
  assert.equal(reducer(state, { type: 'boot/retried' }).deletions, state.deletions);
});

test('cells that a notebook has replaced come back above it; what was typed since stays', () => {
  const opened = play(FULL, { type: 'cells/opened', sources: ['four'] }, cell('five'));
  const sources = ({ notebook }) => notebook.cells.map(({ source }) => source);
  assert.deepEqual(sources(opened), ['four', 'five']);
  const back = reducer(opened, { type: 'deletion/restored', id: deletionsFrom(opened.deletions, 'code').at(-1).id });
  assert.deepEqual(sources(back), ['one', 'two', 'three', 'four', 'five']);
  assert.equal(new Set(back.notebook.cells.map(({ id }) => id)).size, 5);
  assert.deepEqual(play(START, { type: 'cells/opened', sources: ['four'] }).deletions, [], 'nothing was there');
});

test('a network that was built by hand comes back after a preset or a training was chosen, with its steps back', () => {
  const layers = [{ class_name: 'Dense', config: { units: 7 } }];
  const built = play(
    FULL,
    { type: 'settings/changed', settings: { learningRate: 0.5 } },
    { type: 'layers/edited', layers },
  );
  for (const action of [
    { type: 'preset/chosen', key: 'school-2' },
    { type: 'run/opening', id: 'run-a' },
  ]) {
    const other = reducer(built, action);
    assert.equal(other.choice.layers, undefined);
    const back = reducer(other, { type: 'deletion/restored', id: deletionsFrom(other.deletions, 'train').at(-1).id });
    assert.deepEqual([back.choice, back.design.past], [built.choice, built.design.past]);
  }
  assert.deepEqual(reducer(FULL, { type: 'preset/chosen', key: 'school-2' }).deletions, [], 'a preset is never gone');
  const trained = { ...built, runs: [{ ...run('run-d', 4), settings: built.choice }] };
  assert.deepEqual(
    reducer(trained, { type: 'preset/chosen', key: 'school-2' }).deletions,
    [],
    'nor is what a training remembers',
  );
});

test('a picture of a class comes back beside one of the same name, and a renamed one was never gone', () => {
  const gone = play(FULL, KINDS.symbol.go, picture('dog'));
  const { template } = reducer(gone, {
    type: 'deletion/restored',
    id: deletionsFrom(gone.deletions, 'template').at(-1).id,
  });
  assert.deepEqual(
    [template.text, Object.keys(template.pictures)],
    ['0 1 "cat" "dog" "dog 2"', ['cat', 'dog', 'dog 2']],
  );
  const renamed = play(FULL, {
    type: 'template/changed',
    template: ({ pictures: { dog, ...pictures } }) => ({ pictures: { ...pictures, hound: dog } }),
  });
  assert.deepEqual(renamed.deletions, []);
});

test('a training that was deleted and went on is there already', () => {
  const gone = play(FULL, KINDS.run.go);
  const again = { ...gone, runs: [...gone.runs, FULL.runs[1]] };
  assert.equal(reducer(again, { type: 'run/changed', id: 'run-a', change: { name: 'x' } }).deletions.length, 0);
});
