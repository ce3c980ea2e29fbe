import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAutosave } from '../../site/storage/autosave.js';
import { TakenOver, Vanished } from '../../site/storage/reasons.js';
import { partsOf, stateOf } from '../../site/storage/stateParts.js';
import { factsOf } from '../../site/state/facts.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { createStore } from '../../site/state/store.js';
import { drawn, readPage } from './fakes/client.js';

const initial = () => initialState({ language: 'de', step: 'collect' });

/** A store that is saved to a disk that is a list of writings. */
function page() {
  const store = createStore(reducer, initial());
  store.dispatch({ type: 'project/told', change: { id: 'a', state: 'saved' } });
  const writings = [];
  const errors = [];
  const disk = { fails: null, failsOnce: null };
  const database = {
    async write(entry, changed, gone, fresh) {
      const failure = disk.failsOnce ?? disk.fails;
      disk.failsOnce = null;
      if (failure) throw failure;
      writings.push({ entry, changed, gone, fresh, names: [...changed.keys()].sort() });
    },
  };
  const autosave = createAutosave({ store, database, writer: 'me', onError: (error) => errors.push(error) });
  autosave.begin('nothing');
  const add = (id) => {
    store.dispatch({
      type: 'sheets/added',
      sheets: [{ id, name: `${id}.png`, file: new File(['bytes'], `${id}.png`, { lastModified: 7 }) }],
    });
    return { read: () => store.dispatch({ type: 'sheet/read', id, result: readPage() }) };
  };
  return { store, writings, errors, disk, autosave, add };
}

const stateOfProject = (store) => store.getState().project.state;

test('a project in which nothing happened is not written', async () => {
  const { autosave, writings, store } = page();
  await autosave.flush();
  store.dispatch({ type: 'dock/toggled' });
  await autosave.flush();
  assert.deepEqual(writings, []);
});

test('what changed is written, and nothing else', async () => {
  const { autosave, writings, store, add } = page();
  add('sheet-1').read();
  add('sheet-2').read();
  await autosave.flush();
  assert.deepEqual(writings[0].names, ['sheets', 'sheets/sheet-1', 'sheets/sheet-2']);
  store.dispatch({ type: 'pictures/edited', changes: [{ sheet: 'sheet-1', cell: 0, label: null }] });
  assert.equal(stateOfProject(store), 'saving', 'it says so at once');
  await autosave.flush();
  assert.deepEqual(writings[1].names, ['editing']);
  assert.equal(stateOfProject(store), 'saved');
  store.dispatch({ type: 'sheet/removed', id: 'sheet-1' });
  await autosave.flush();
  assert.deepEqual([writings[2].names, writings[2].gone], [['editing', 'sheets'], ['sheets/sheet-1']]);
});

test('a page that waits is kept with its bytes, and without them when it was read', async () => {
  const { autosave, writings, add } = page();
  const sheet = add('sheet-1');
  await autosave.flush();
  const file = writings[0].changed.get('file/sheet-1');
  assert.equal(new TextDecoder().decode(file.content), 'bytes');
  sheet.read();
  await autosave.flush();
  assert.deepEqual(writings[1].gone, ['file/sheet-1']);
});

test('progress of reading writes nothing', async () => {
  const { autosave, writings, store, add } = page();
  add('sheet-1');
  await autosave.flush();
  store.dispatch({ type: 'sheet/started', id: 'sheet-1' });
  store.dispatch({ type: 'sheet/progressed', id: 'sheet-1', progress: { phase: 'cells', share: 0.5 } });
  await autosave.flush();
  assert.equal(writings.length, 1);
});

test('what could not be written is written when there is room again', async () => {
  const { autosave, writings, errors, disk, store, add } = page();
  disk.fails = new DOMException('full', 'QuotaExceededError');
  add('sheet-1').read();
  await autosave.flush();
  assert.equal(errors.length, 1);
  assert.equal(autosave.isBehind(), true);
  disk.fails = null;
  await autosave.flush();
  assert.deepEqual(writings[0].names, ['sheets', 'sheets/sheet-1']);
  assert.equal(stateOfProject(store), 'saved');
  await autosave.end();
});

test('what was taken back before it was written is saved', async () => {
  const { autosave, writings, disk, store, add } = page();
  add('sheet-1').read();
  await autosave.flush();
  const name = (/** @type {string} */ called) => store.dispatch({ type: 'project/told', change: { name: called } });
  const before = store.getState().project.name;
  name('other');
  assert.equal(stateOfProject(store), 'saving');
  name(before);
  await autosave.flush();
  assert.deepEqual([stateOfProject(store), writings.length], ['saved', 1]);
  disk.fails = new DOMException('full', 'QuotaExceededError');
  name('other');
  await autosave.flush();
  store.dispatch({ type: 'project/told', change: { state: 'unsaved' } });
  name(before);
  await autosave.flush();
  assert.deepEqual([stateOfProject(store), writings.length], ['saved', 1]);
  await autosave.end();
});

test('a tab that was taken over from writes nothing more', async () => {
  const { autosave, writings, disk, add } = page();
  disk.fails = new TakenOver('a');
  add('sheet-1').read();
  await autosave.flush();
  disk.fails = null;
  add('sheet-2').read();
  await autosave.flush();
  assert.deepEqual(writings, []);
});

test('what the browser cleared is written anew, all of it', async () => {
  const { autosave, writings, disk, store, add } = page();
  add('sheet-1').read();
  await autosave.flush();
  disk.failsOnce = new Vanished('a');
  store.dispatch({ type: 'project/renamed', name: 'Sieben b' });
  await autosave.flush();
  assert.equal(writings[1].fresh, true);
  assert.ok(writings[1].names.includes('sheets/sheet-1') && writings[1].names.includes('editing'));
});

test('parts make the same state again', () => {
  const { store, add } = page();
  add('sheet-1').read();
  add('sheet-2');
  store.dispatch({ type: 'sheet/started', id: 'sheet-2' });
  store.dispatch({ type: 'pictures/edited', changes: [{ sheet: 'sheet-1', cell: 2, label: '7' }] });
  store.dispatch({ type: 'step/opened', step: 'check' });
  const before = store.getState();
  const kept = stateOf(
    structuredClone(partsOf({ ...before, sheets: before.sheets.map(({ file, ...sheet }) => sheet) })),
    initial(),
  );
  const after = reducer(initial(), { type: 'project/opened', kept });
  assert.deepEqual(after.editing, before.editing);
  assert.deepEqual(
    after.sheets.map(({ id, state }) => [id, state]),
    [
      ['sheet-1', 'done'],
      ['sheet-2', 'waiting'],
    ],
  );
  assert.deepEqual(after.sheets[0].result, before.sheets[0].result);
  assert.equal(after.step, 'check');
});

test('a drawing that waits for Python is work: the page says that it is not saved yet, and it comes back with the project', async () => {
  const { store, autosave, writings } = page();
  const [asked, read] = drawn('3');
  store.dispatch(asked);
  assert.deepEqual([stateOfProject(store), autosave.isBehind()], ['saving', true]);
  await autosave.flush();
  assert.deepEqual([stateOfProject(store), writings[0].names], ['saved', ['underway', `underway/${asked.drawing.id}`]]);
  const kept = stateOf(structuredClone(partsOf(store.getState())), initial());
  const again = reducer(initial(), { type: 'project/opened', kept });
  assert.deepEqual(again.underway, [asked.drawing]);
  store.dispatch(read);
  await autosave.flush();
  assert.deepEqual(writings[1].gone, [`underway/${asked.drawing.id}`]);
});

test('parts that are missing or damaged leave the rest', () => {
  const { store, add } = page();
  add('sheet-1').read();
  const parts = partsOf(store.getState());
  parts.set('editing', 7).set('sheets', ['lost', 'sheet-1']).delete('choice');
  const kept = stateOf(parts, initial());
  const after = reducer(initial(), { type: 'project/opened', kept });
  assert.deepEqual(
    after.sheets.map(({ id }) => id),
    ['sheet-1'],
  );
  assert.deepEqual(after.editing.now, {});
  assert.equal(after.choice.preset, initial().choice.preset);
});

/** Whatever stands in the place of a part: the page takes it or leaves it, and keeps the rest. */
const NONSENSE = [null, 7, 'nonsense', [], {}, [null], { past: 1, now: null }, [{ id: 'sheet-1' }], new Uint8Array(3)];

test('no damaged part stops the page from opening', () => {
  const { store, add } = page();
  add('sheet-1').read();
  const whole = partsOf(store.getState());
  for (const name of whole.keys()) {
    for (const nonsense of NONSENSE) {
      const kept = stateOf(new Map(whole).set(name, nonsense), initial());
      const after = reducer(initial(), { type: 'project/opened', kept });
      assert.ok(factsOf(after), `${name}: ${JSON.stringify(nonsense)}`);
      assert.ok(partsOf(after).size >= whole.size - 2, 'it is kept again');
      if (!name.startsWith('sheets')) assert.equal(after.sheets.length, 1, `${name}: the sheets stay`);
    }
  }
});

test('a cell that runs is written once, not again and again', async () => {
  const { autosave, writings, store } = page();
  store.dispatch({ type: 'cell/added', source: 'x', example: null, after: null });
  store.dispatch({ type: 'cell/started', id: store.getState().notebook.cells[0].id });
  await autosave.flush();
  assert.equal(stateOfProject(store), 'saved');
  assert.equal(autosave.isBehind(), false);
  await autosave.flush();
  assert.equal(writings.length, 1);
});

test('what a cell has put out is kept as it may be drawn, also by earlier versions', () => {
  const parts = structuredClone(partsOf(initial()));
  const cell = { id: 'cell-1', source: 'a', example: null, state: 'done', number: 1, error: null };
  parts.set('notebook', {
    cells: [{ ...cell, outputs: [{ type: 'table', rows: {} }, null, { type: 'text', stream: 'out', text: 'a' }] }],
    made: 1,
    runs: 1,
  });
  const { notebook } = stateOf(parts, initial());
  assert.deepEqual(notebook.cells[0].outputs, [
    { type: 'odd' },
    { type: 'odd' },
    { type: 'text', stream: 'out', text: 'a' },
  ]);
});
