import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProjectFiles } from '../../site/commands/projectFiles.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { createStore } from '../../site/state/store.js';
import { workerError } from './fakes/client.js';

const READY = { type: 'boot/told', message: { kind: 'boot', state: 'ready', backend: 'numpy' } };
const KEPT = { a: new Map([['step', 'check']]), b: new Map([['step', 'train']]) };
const text = (bytes) => new TextDecoder().decode(bytes);

/** Python is played by a form of its own: a file is what was written, as JSON. */
function laboratory(failing = '') {
  const asked = [];
  const shown = [];
  /** Called with the signal while Python works. */
  const during = { work: () => {} };
  const store = createStore(reducer, reducer(initialState({ language: 'de', step: 'collect' }), READY));
  const client = {
    async request(method, params, { signal, terminateIfIgnored } = {}) {
      asked.push([method, params]);
      assert.deepEqual([signal.aborted, terminateIfIgnored], [false, true]);
      await during.work(signal);
      if (method === failing) throw workerError('worker/memory');
      if (method === 'project.write') return new TextEncoder().encode(JSON.stringify([params.name, params.parts]));
      return { name: params.name ?? text(params.file ?? ''), parts: [], lost: [], twice: ['page.jpg'] };
    },
  };
  const filing = createProjectFiles({
    store,
    client,
    asRecord: ({ code, params = {} }) => ({ code, params }),
    readBytes: async (file) => new Uint8Array(await file.arrayBuffer()),
    collect: async () => new Map(),
    readParts: async (id) => KEPT[id] ?? Promise.reject(workerError('storage/none')),
    onSaved: () => {},
    keep: async () => assert.fail('nothing is opened by itself'),
    show: async (name) => void shown.push(name),
  });
  return { asked, shown, filing, during, told: () => store.getState().project.filing };
}

test('projects on the device are asked about and merged as dropped files are', async () => {
  const { asked, shown, filing, told } = laboratory();
  await filing.askToMerge([
    { id: 'a', name: 'Mia' },
    { id: 'b', name: 'Ben 🐸' },
  ]);
  const { files, kept, state } = told();
  assert.deepEqual([files.map(({ name }) => name), kept, state], [['Mia.zip', 'Ben 🐸.zip'], true, 'idle']);
  assert.deepEqual(shown, [], 'a person has not answered yet');
  await filing.mergeFiles(files, 'Klasse');
  assert.deepEqual(
    asked.map(([method]) => method),
    ['project.write', 'project.write', 'project.merge'],
  );
  const [, pooled] = asked[2];
  assert.deepEqual(
    pooled.files.map(({ name, file }) => [name, JSON.parse(text(file))[1][0].text]),
    [
      ['Mia.zip', '"check"'],
      ['Ben 🐸.zip', '"train"'],
    ],
  );
  assert.deepEqual([shown, told().twice, told().files], [['Klasse'], ['page.jpg'], []]);
});

test('files that are dropped are asked about as before', async () => {
  const { filing, told } = laboratory();
  await filing.askToMerge([
    { id: 'a', name: 'Mia' },
    { id: 'b', name: 'Ben' },
  ]);
  await filing.openFiles([new File([], 'x.zip'), new File([], 'y.zip')]);
  assert.deepEqual([told().files.length, told().kept], [2, false]);
  filing.leaveFiles();
  assert.equal(told().files.length, 0);
});

test('an opened project has its own name; without one that of its file, unless the page has named that', async () => {
  const { filing, shown } = laboratory();
  const files = [
    ['Mia', 'zeichenlabor-Anna.zip'],
    ['', 'Ben.zip'],
    ['', 'zeichenlabor.zip'],
    ['', 'zeichenlabor (2).zip'],
    ['Zoe', 'zeichenlabor.zip'],
  ];
  for (const [name, file] of files) await filing.openFiles([new File([name], file)]);
  assert.deepEqual(shown, ['Mia', 'Ben', '', '', 'Zoe']);
});

test('a project that cannot be read is told, and nothing is asked', async () => {
  for (const [failing, second] of [
    ['project.write', 'b'],
    ['', 'gone'],
  ]) {
    const { filing, told } = laboratory(failing);
    await filing.askToMerge([
      { id: 'a', name: 'Mia' },
      { id: second, name: 'Ben' },
    ]);
    assert.deepEqual(
      [told().files, told().state, told().error.code],
      [[], 'idle', failing ? 'worker/memory' : 'storage/none'],
    );
  }
});

test('what takes long can be stopped, whether Python ends it, ends with it, or is ready just then', async () => {
  const file = () => new File(['x'], 'x.zip');
  for (const end of ['request/cancelled', 'worker/ended', '']) {
    const { shown, filing, told, during } = laboratory();
    during.work = () => {
      filing.stopFiling();
      if (end) throw workerError(end);
    };
    for (const work of [
      () => filing.openEach([file()]),
      () => filing.mergeFiles([file(), file()], 'Klasse'),
      () => filing.askToMerge([{ id: 'a', name: 'Mia' }]),
    ]) {
      await work();
      assert.deepEqual([told().state, told().error, told().files, shown], ['idle', null, [], []]);
    }
    during.work = () => {};
    await filing.openEach([file()]);
    assert.deepEqual([shown.length, told().error], [1, null], 'the next one is opened');
  }
});
