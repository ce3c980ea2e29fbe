import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  classesOf,
  DIGITS,
  edit,
  listEdits,
  missingIn,
  NO_EDITS,
  othersIn,
  ownLabels,
  picturesOf,
  redo,
  symbolsFor,
  undo,
  withDrawing,
  withoutCell,
} from '../../site/state/collection.js';
import { factsOf } from '../../site/state/facts.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { partsOf, stateOf } from '../../site/storage/stateParts.js';
import { drawn, readPage } from './fakes/client.js';

const glyph = (ink) => new Uint8Array(784).fill(ink);
const start = () => initialState({ language: 'de', step: 'check' });
const letters = { ...readPage(0, 2), classes: ['a', '3'], labels: [0, 1] };
const read = (id, result) => [
  { type: 'sheets/added', sheets: [{ id, name: `${id}.png` }] },
  { type: 'sheet/read', id, result },
];

test('the classes are those of all sheets, in the order of arrival, and the digits at first', () => {
  assert.deepEqual(start().classes, DIGITS);
  const both = [...read('one', letters), ...read('two', readPage(3, 2))].reduce(reducer, start());
  assert.deepEqual(both.classes, ['a', '3', '0', '1', '2', '4', '5', '6', '7', '8', '9']);
  assert.deepEqual(
    factsOf(both)
      .byClass.map((pictures) => pictures.length)
      .slice(0, 3),
    [1, 3, 0],
  );
  const one = reducer(both, { type: 'sheet/removed', id: 'two' });
  assert.deepEqual(one.classes, ['a', '3']);
  assert.deepEqual(classesOf([]), DIGITS);
});

test('a picture is left out, moved, and both are taken back and done again', () => {
  const change = (cell, label) => ({ type: 'pictures/edited', changes: [{ sheet: 's', cell, label }] });
  let state = [...read('s', readPage(3, 3)), change(0, null), change(1, '7')].reduce(reducer, start());
  const counts = () => factsOf(state).byClass.map((pictures) => pictures.length);
  assert.deepEqual(counts(), [0, 0, 0, 1, 0, 0, 0, 1, 0, 0]);
  assert.equal(factsOf(state).pictures, 2);
  assert.deepEqual(listEdits(state.editing.now), [
    { sheet: 's', cell: 0, label: null },
    { sheet: 's', cell: 1, label: '7' },
  ]);
  state = reducer(state, { type: 'edits/undone' });
  assert.deepEqual(counts()[3], 2);
  state = reducer(state, { type: 'edits/redone' });
  assert.deepEqual(counts()[3], 1);
  state = [{ type: 'edits/undone' }, { type: 'edits/undone' }, { type: 'edits/undone' }].reduce(reducer, state);
  assert.deepEqual(counts()[3], 3);
});

test('a picture is found by its place, as it counts now', () => {
  const change = { type: 'pictures/edited', changes: [{ sheet: 's', cell: 1, label: '7' }] };
  const state = [...read('s', readPage(3, 3)), change].reduce(reducer, start());
  const { pictureAt } = factsOf(state);
  assert.deepEqual([pictureAt('s', 0)?.label, pictureAt('s', 1)?.label, pictureAt('s', 1)?.written], ['3', '7', '3']);
  assert.deepEqual([pictureAt('s', 99), pictureAt('gone', 0)], [undefined, undefined]);
});

test('a new edit forgets what had been taken back', () => {
  const once = edit(NO_EDITS, [{ sheet: 's', cell: 0, label: null }]);
  const other = edit(undo(once), [{ sheet: 's', cell: 1, label: null }]);
  assert.equal(redo(other), other);
  assert.deepEqual(undo(NO_EDITS), NO_EDITS);
});

test('what is in doubt counts when it was accepted, and never before', () => {
  const result = { ...readPage(3, 2), status: ['kept', 'doubtful'] };
  const sheet = { id: 's', name: '', state: 'done', progress: null, result, error: null };
  assert.deepEqual(
    picturesOf(sheet, {}).map(({ label }) => label),
    ['3', null],
  );
  assert.deepEqual(
    picturesOf(sheet, { s: { 1: '3' } }).map(({ label }) => label),
    ['3', '3'],
  );
  assert.deepEqual(ownLabels(result), [3, -1]);
});

test('pictures are made once, and anew when their edits change', () => {
  const sheet = { id: 's', name: '', state: 'done', progress: null, result: readPage(), error: null };
  const edits = {};
  assert.equal(picturesOf(sheet, edits), picturesOf(sheet, edits));
  assert.notEqual(picturesOf(sheet, edits), picturesOf(sheet, { s: { 0: null } }));
});

test('drawings are gathered, class by class, and the latest is taken back', () => {
  const three = withDrawing(withDrawing(withDrawing(null, 'b', glyph(1)), 'a', glyph(2)), 'b', glyph(3));
  assert.deepEqual(
    [three.classes, three.labels, three.cells, three.images[784 * 2]],
    [['b', 'a'], [0, 1, 0], [0, 1, 2], 3],
  );
  const one = withoutCell(withoutCell(three, 2), 1);
  assert.deepEqual([one.classes, one.labels, one.images.length], [['b'], [0], 784]);
  assert.equal(withoutCell(one, 0), null);
});

test('drawings are a source among the others', () => {
  let state = [...drawn('x', 'drawn-1'), ...drawn('y', 'drawn-2')].reduce(reducer, start());
  assert.deepEqual(state.classes, ['x', 'y']);
  assert.equal(factsOf(state).pictures, 2);
  state = [{ type: 'drawn/undone' }, { type: 'drawn/undone' }, { type: 'drawn/undone' }].reduce(reducer, state);
  assert.deepEqual([state.sheets, state.classes], [[], DIGITS]);
});

const LETTERS = ['A', 'B'];
const OPERATORS = ['+', '-', '='];
const OWN = ['α', '☀', '<b>'];
const sheetOf = (id, classes) => ({ id, result: { ...readPage(0, 1), classes } });

test('the first drawing leaves all other symbols to be drawn, whatever was asked for', () => {
  for (const typed of [DIGITS, OPERATORS, OWN]) {
    let state = start();
    for (const name of typed) {
      state = drawn(name).reduce(reducer, state);
      assert.deepEqual(symbolsFor(typed, state.sheets), typed, name);
    }
    assert.deepEqual(state.classes, typed);
  }
});

test('sheets and drawings go together in each order', () => {
  const drawings = (...names) => names.flatMap((name) => drawn(name)).reduce(reducer, start()).sheets;
  const scanned = sheetOf('sheet-1', LETTERS);
  for (const [typed, sheets, symbols] of [
    [DIGITS, [scanned], LETTERS], // nobody has asked for digits
    [DIGITS, [scanned, ...drawings('B')], LETTERS],
    [DIGITS, [...drawings('7'), scanned], ['A', 'B', '7']], // drawn, then scanned
    [DIGITS, drawings('7'), DIGITS], // and the sheet removed again
    [DIGITS, drawings('A'), [...DIGITS, 'A']],
    [OPERATORS, [scanned, ...drawings('+')], ['A', 'B', '+', '-', '=']],
    [OPERATORS, [sheetOf('ready-1', DIGITS)], [...DIGITS, ...OPERATORS]],
    [[], drawings('7'), DIGITS],
    [['x'], [], ['x']],
  ])
    assert.deepEqual(symbolsFor(typed, sheets), symbols);
});

test('what a picture may be moved to is all that the project has, not only what came in', () => {
  const offered = (typed, ...actions) => factsOf(actions.flat().reduce(reducer, start())).symbolsFor(typed);
  assert.deepEqual(
    offered(['A', 'B', 'C'], read('one', letters)),
    ['a', '3', 'A', 'B', 'C'],
    'C was asked for, and none has come yet',
  );
  assert.deepEqual(offered(['+', '-'], drawn('+')), ['+', '-']);
  const moved = { type: 'pictures/edited', changes: [{ sheet: 'one', cell: 0, label: 'z' }] };
  assert.deepEqual(offered(DIGITS, read('one', letters), moved), ['a', '3', 'z'], 'another picture may follow');
  assert.deepEqual(offered(['x'], { type: 'tool/chosen', tool: 'draw' }), ['x']);
});

test('no list of the views offers only the classes that exist as what a picture is to be', () => {
  const views = new URL('../../site/views/', import.meta.url).pathname;
  const files = readdirSync(views, { recursive: true }).filter((name) => name.endsWith('.js'));
  assert.ok(files.length > 100);
  for (const name of files)
    assert.doesNotMatch(
      readFileSync(join(views, name), 'utf8'),
      /classes\.(map|find)\(\(name\) => (html`<option|name === event\.key)/,
      name,
    );
});

test('a sheet of sevens alone says what it has nothing of', () => {
  const page = { ...readPage(7, 60), page: { pages: 1 } };
  const classes = [...DIGITS];
  const sevens = { ...page, classes, labels: page.labels.map(() => 7) };
  assert.deepEqual(missingIn(sevens), ['0', '1', '2', '3', '4', '5', '6', '8', '9']);
  assert.deepEqual(missingIn({ ...sevens, labels: classes.map((_, index) => index) }), []);
  assert.deepEqual(missingIn({ ...sevens, page: { pages: 2 } }), [], 'the others may stand on the next page');
  assert.deepEqual(missingIn({ ...sevens, page: null }), [], 'what is drawn is not finished');
  assert.deepEqual(missingIn({ ...sevens, labels: [] }), [], 'an empty one has nothing at all');
});

test('a class that a picture was moved to stays when the sheet that brought it goes', () => {
  let state = [
    ...read('one', letters),
    ...read('two', readPage(3, 2)),
    { type: 'pictures/edited', changes: [{ sheet: 'one', cell: 0, label: '7' }] },
  ].reduce(reducer, start());
  state = reducer(state, { type: 'sheet/removed', id: 'two' });
  assert.deepEqual(state.classes, ['a', '3', '7']);
  assert.equal(factsOf(state).pictures, 2);
});

test('what was drawn anew inherits nothing', () => {
  const leaveOut = (sheet, cell) => ({ type: 'pictures/edited', changes: [{ sheet, cell, label: null }] });
  let state = [
    ...drawn('3'),
    ...drawn('3'),
    leaveOut('drawn-1', 0),
    leaveOut('drawn-1', 1),
    { type: 'drawn/undone' },
    ...drawn('3'),
  ].reduce(reducer, start());
  assert.deepEqual(
    factsOf(state).all.map(({ label }) => label),
    [null, '3'],
    'another drawing than the one that was taken back',
  );
  state = [{ type: 'sheet/removed', id: 'drawn-1' }, ...drawn('5', 'drawn-2'), ...drawn('5', 'drawn-2')].reduce(
    reducer,
    state,
  );
  assert.deepEqual(
    factsOf(state).all.map(({ label }) => label),
    ['5', '5'],
  );
  const back = reducer(state, { type: 'deletion/restored', id: 'drawn-1' });
  assert.deepEqual(
    factsOf(back).all.map(({ label }) => label),
    [null, '3', '5', '5'],
  );
});

test('a project of an earlier version keeps its ids and its edits', () => {
  let state = [
    ...read('sheet-1', readPage(3, 3)),
    ...drawn('5', 'drawn'),
    {
      type: 'pictures/edited',
      changes: [
        { sheet: 'sheet-1', cell: 1, label: '7' },
        { sheet: 'drawn', cell: 0, label: null },
      ],
    },
  ].reduce(reducer, start());
  const kept = stateOf(structuredClone(partsOf(state)), start());
  state = [{ type: 'project/opened', kept }, ...drawn('5', 'drawn-new')].reduce(reducer, start());
  assert.deepEqual(
    state.sheets.map(({ id }) => id),
    ['sheet-1', 'drawn'],
  );
  assert.deepEqual(
    factsOf(state).all.map(({ label }) => label),
    ['3', '7', '3', null, '5'],
  );
});

test('what was told about files goes with the project that they made', () => {
  const told = { lost: ['a'], twice: ['b'], error: { code: 'x', params: {} } };
  const state = [
    { type: 'project/filed', filing: told },
    { type: 'project/opened', kept: {} },
  ].reduce(reducer, start());
  assert.deepEqual([state.project.filing.lost, state.project.filing.twice, state.project.filing.error], [[], [], null]);
});

test('beside a few pictures only the steps about these are offered, and where they begin', () => {
  const change = (...cells) => ({
    type: 'pictures/edited',
    changes: cells.map((cell) => ({ sheet: 's', cell, label: null })),
  });
  const places = [3, 1, 2].map((cell) => ({ sheet: 's', cell }));
  const among = (state, way = 'past') => factsOf(state).stepAmong(places, way);
  const state = read('s', readPage(3, 5)).reduce(reducer, start());
  assert.equal(among(state), -1, 'there is no step');
  const elsewhere = reducer(state, change(0));
  assert.equal(among(elsewhere), -1, 'it is about another picture');
  assert.equal(among(reducer(state, change(1, 4))), -1, 'it is about another one, too');
  const here = reducer(elsewhere, change(2, 1));
  assert.equal(among(here), 1);
  const undone = reducer(here, { type: 'edits/undone' });
  assert.deepEqual([among(undone), among(undone, 'future')], [-1, 1]);
});

test('a page of symbols that no source before it has says which; the first one, drawings and what comes later do not', () => {
  const page = (id, classes) => ({ id, result: { classes, page: {} } });
  const sheets = [page('one', ['A', 'B']), page('two', ['0', 'A']), page('three', ['0', 'B'])];
  assert.deepEqual(
    sheets.map((sheet) => othersIn(sheets, sheet)),
    [[], ['0'], []],
  );
  const drawn = { id: 'four', result: { classes: ['x'], page: null } };
  assert.deepEqual(othersIn([...sheets, drawn], drawn), []);
  assert.deepEqual(othersIn(sheets, { id: 'two', result: null }), []);
});
