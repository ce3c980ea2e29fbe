import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCollecting } from '../../site/commands/collecting.js';
import { sortFiles } from '../../site/state/collection.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { createStore } from '../../site/state/store.js';
import { holdsCollection } from '../../site/unpack.js';
import { createFakeClient, settle, workerError } from './fakes/client.js';

const named = (...names) => names.map((name) => new File(['x'], name, { lastModified: 5 }));
const names = (files) => files.map(({ name }) => name);

function collecting() {
  const store = createStore(reducer, initialState({ language: 'de', step: 'collect' }));
  const client = createFakeClient();
  const added = [];
  const commands = createCollecting({
    store, client, asRecord: ({ code, params, detail }) => ({ code, params, detail }),
    bytesOf: async (file) => new Uint8Array(await file.arrayBuffer()),
    addPages: async (files) => { added.push(...names(files)); }, onChange: async () => {},
  });
  return { store, client, added, commands };
}

test('ready collections are told apart from pages by their names', () => {
  const sorted = ({ pages, ready }) => [names(pages), names(ready)];
  assert.deepEqual(sorted(sortFiles(named('a.png', 'b.pdf'))), [['a.png', 'b.pdf'], []]);
  assert.deepEqual(sorted(sortFiles(named('a.jpg', 'mnist.npz'))), [['a.jpg'], ['mnist.npz']]);
  const idx = ['train-images-idx3-ubyte.gz', 'train-labels.idx1-ubyte'];
  assert.deepEqual(sorted(sortFiles(named(...idx))), [[], idx]);
  assert.deepEqual(sorted(sortFiles(named('mnist_images.png', 'mnist_labels_uint8'))), [[], ['mnist_images.png', 'mnist_labels_uint8']]);
  assert.deepEqual(sorted(sortFiles(named('labels.png'))), [['labels.png'], []]);
});

test('a file of several pages becomes one file for each, and a single page stays as it is', async () => {
  const { client, added, commands } = collecting();
  void commands.addPapers(named('one.png', 'class.pdf', 'single.tif'));
  for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setTimeout(done));
  client.of('sheets.pages')[0].resolve([new Uint8Array([1]), new Uint8Array([2])]);
  for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setTimeout(done));
  client.of('sheets.pages')[1].resolve([]);
  await settle();
  assert.deepEqual(added, ['one.png', 'class.pdf · 1', 'class.pdf · 2', 'single.tif']);
});

test('a file that cannot be taken apart says why on a card, and harms no other', async () => {
  const { store, client, added, commands } = collecting();
  void commands.addPapers(named('photo.heic', 'words.pdf', 'good.png'));
  for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setTimeout(done));
  client.of('sheets.pages')[0].reject(workerError('sheet/no-pictures'));
  await settle();
  assert.deepEqual(store.getState().sheets.map(({ name, error }) => [name, error.code]),
    [['photo.heic', 'page/heic'], ['words.pdf', 'sheet/no-pictures']]);
  assert.deepEqual(added, ['good.png']);
});

test('a zip that was saved as a collection is told from a project', async () => {
  const zip = (...pieces) => new Blob(pieces);
  assert.equal(await holdsCollection(zip('PK images.png', 'PK classes.txt')), true);
  assert.equal(await holdsCollection(zip('PK 00-0/00000.png', '["0","1"]')), true);
  assert.equal(await holdsCollection(zip('PK zeichenlabor.json', 'x'.repeat(10 ** 6), 'classes.txt')), false);
  assert.equal(await holdsCollection(zip('PK letter.txt')), false);
});
