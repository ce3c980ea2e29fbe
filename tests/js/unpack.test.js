import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { createCollecting } from '../../site/commands/collecting.js';
import { sortFiles } from '../../site/state/collection.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { createStore } from '../../site/state/store.js';
import { sortDropped } from '../../site/unpack/bag.js';
import { kindOf, errorForForeign } from '../../site/unpack/kind.js';
import { drawPages, scaleOf } from '../../site/unpack/pdf.js';
import { createFakeClient, settle } from './fakes/client.js';

const TIFF = 'II*\0';
const named = (...names) => names.map((name) => fileOf(name, 'x'));
const names = (files) => files.map(({ name }) => name);

/** @param {string} name @param {...BlobPart} pieces */
function fileOf(name, ...pieces) {
  return new File(pieces, name, { lastModified: 5 });
}

function collecting() {
  const store = createStore(reducer, initialState({ language: 'de', step: 'collect' }));
  const client = createFakeClient();
  const added = [];
  const commands = createCollecting({
    store,
    client,
    asRecord: ({ code, params, detail }) => ({ code, params, detail }),
    readBytes: async (file) => new Uint8Array(await file.arrayBuffer()),
    addPages: async (files) => {
      added.push(...names(files));
    },
    onChange: async () => {},
  });
  const refused = () => store.getState().sheets.map(({ name, error }) => [name, error?.code]);
  return { client, added, commands, refused };
}

test('ready collections are told apart from pages by their names', () => {
  const sorted = ({ pages, ready }) => [names(pages), names(ready)];
  assert.deepEqual(sorted(sortFiles(named('a.png', 'b.pdf'))), [['a.png', 'b.pdf'], []]);
  assert.deepEqual(sorted(sortFiles(named('a.jpg', 'mnist.npz'))), [['a.jpg'], ['mnist.npz']]);
  const idx = ['train-images-idx3-ubyte.gz', 'train-labels.idx1-ubyte'];
  assert.deepEqual(sorted(sortFiles(named(...idx))), [[], idx]);
  assert.deepEqual(sorted(sortFiles(named('mnist_images.png', 'mnist_labels_uint8'))), [
    [],
    ['mnist_images.png', 'mnist_labels_uint8'],
  ]);
  assert.deepEqual(sorted(sortFiles(named('labels.png'))), [['labels.png'], []]);
});

test('what a file is stands in its first bytes, whatever it is called', async () => {
  const kind = (...pieces) => kindOf(new Blob(pieces));
  assert.equal(await kind(''), 'empty');
  assert.equal(await kind('%PDF-1.4'), 'pdf');
  assert.equal(await kind('\n\n junk %PDF-1.7'), 'pdf');
  assert.equal(await kind('PK\x03\x04 stored %PDF-1.7'), 'other');
  assert.equal(await kind('x'.repeat(2000), '%PDF-1.7'), 'other');
  for (const tiff of ['II*\0', 'MM\0*', 'II+\0', 'MM\0+']) assert.equal(await kind(tiff, 'x'), 'tiff');
  for (const brand of ['heic', 'heix', 'mif1', 'hevc'])
    assert.equal(await kind(new Uint8Array([0, 0, 0, 24]), `ftyp${brand}`), 'heic');
  assert.equal(await kind(new Uint8Array([0, 0, 0, 10]), 'ftypavif'), 'avif');
  assert.equal(await kind(new Uint8Array([0, 0, 0, 24]), 'ftypisom'), 'other');
  const ofBrands = (...brands) =>
    kind(new Uint8Array([0, 0, 0, 8 + 4 * (brands.length + 1)]), `ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`);
  assert.equal(await ofBrands('mif1', 'miaf', 'avif'), 'avif');
  assert.equal(await ofBrands('mif1', 'miaf', 'heic'), 'heic');
  assert.equal(await ofBrands('miaf', 'MiHB', 'hevx'), 'heic');
  assert.equal(await ofBrands('isom', 'mp41'), 'other');
  assert.equal(await kind(new Uint8Array([0xff, 0xd8, 0xff])), 'picture');
});

test('what is no page says what it is and what to do with it, by its bytes or by its name', async () => {
  const stranger = async (name, ...pieces) => {
    const error = await errorForForeign(fileOf(name, ...pieces));
    return error && [error.code, ...Object.values(error.params)].join(' ');
  };
  const box = new Uint8Array([0, 0, 0, 20]);
  const bytes = (...values) => new Uint8Array(values);
  for (const [expected, name, ...pieces] of [
    ['page/archive', 'class.rar', 'Rar!', bytes(0x1a, 7)],
    ['page/archive', 'class.tgz', bytes(0x1f, 0x8b, 8)],
    ['page/archive', 'class.tar', 'a'.repeat(257), 'ustar'],
    ['page/video', 'IMG_1.MOV', box, 'ftypqt  ', bytes(0, 0, 0, 0), 'qt  '],
    ['page/video', 'scan.jpg', box, 'ftypisom', bytes(0, 0, 0, 0), 'mp41'],
    ['page/document old', 'letter.doc', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
    ['page/document old', 'letter.rtf', '{\\rtf1'],
    ['page/network', 'model', bytes(0x89), 'HDF'],
    ['page/network', 'model.keras', 'PK'],
    ['page/network', 'data.pkl', 'x'],
    ['page/other-data', 'mnist_test.csv', '7,0,0'],
    ['page/other-data', 'digits.mat', 'MATLAB'],
    ['page/notebook', 'lesson.ipynb', '{"cells": []}'],
    ['page/mail', 'scan.msg', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
    ['page/notes', 'maths.goodnotes', 'PK'],
    ['page/link', 'Sheet.gdoc', '{}'],
    ['page/web-page', 'scan.pdf', '\n<!DOCTYPE html><html>'],
    ['sheet/unread-coding SVG', 'sheet.png', '<?xml version="1.0"?>\n<!-- by a program -->\n<svg xmlns='],
    ['sheet/unread-coding RAW', 'IMG_1.CR3', box, 'ftypcrx ', bytes(0, 0, 0, 0), 'isom'],
    ['sheet/unread-coding ICO', 'icon.ico', bytes(0, 0, 1, 0, 1, 0)],
    [null, 'letter.txt', 'Dear class'],
  ])
    assert.equal(await stranger(name, ...pieces), expected, name);
});

test('a TIFF of several pages becomes one file for each, and a damaged page a card that says so', async () => {
  const { client, added, commands, refused } = collecting();
  const whole = commands.addPapers([
    fileOf('one.png', 'x'),
    fileOf('class.tif', TIFF),
    fileOf('single.jpg', TIFF),
    fileOf('last.png', 'x'),
  ]);
  await waitFor(() => client.of('sheets.pages').length === 1);
  const [first] = client.of('sheets.pages');
  first.onEvent({ number: 1, page: new Uint8Array([1]), error: null });
  first.onEvent({ number: 2, page: null, error: { code: 'sheet/damaged', params: {} } });
  first.onEvent({ number: 3, page: new Uint8Array([2]), error: null });
  first.resolve(3);
  await waitFor(() => client.of('sheets.pages').length === 2);
  client.of('sheets.pages')[1].resolve(0);
  await whole;
  assert.deepEqual(added, ['one.png', 'class.tif · 1', 'class.tif · 3', 'single.jpg', 'last.png']);
  assert.deepEqual(refused(), [['class.tif · 2', 'sheet/damaged']]);
});

test('a file that cannot be taken apart says why on a card, and harms no other', async () => {
  const { added, commands, refused } = collecting();
  const photo = new Uint8Array(24);
  photo.set([0, 0, 0, 24]);
  photo.set(new TextEncoder().encode('ftypheic'), 4);
  await commands.addPapers([
    fileOf('photo.jpg', photo),
    fileOf('half.heic', photo.slice(0, 20)),
    fileOf('nothing.pdf'),
    fileOf('class.rar', 'Rar!\x1a\x07'),
    fileOf('mnist_test.csv', '7,0,0'),
    fileOf('good.png', 'x'),
  ]);
  await settle();
  assert.deepEqual(refused(), [
    ['photo.jpg', 'page/heic'],
    ['half.heic', 'sheet/damaged'],
    ['nothing.pdf', 'sheet/empty'],
    ['class.rar', 'page/archive'],
    ['mnist_test.csv', 'page/other-data'],
  ]);
  assert.deepEqual(added, ['good.png']);
});

test('a page is drawn with 240 dpi, within what a canvas holds and a sheet needs', () => {
  const pixels = (width, height) => [width, height].map((side) => Math.round(side * scaleOf(width, height)));
  assert.deepEqual(pixels(595, 842), [1983, 2807]);
  assert.deepEqual(pixels(100, 141), [1702, 2400]);
  const [width, height] = pixels(2480, 3508);
  assert.ok(width * height <= 16_001_000 && width > 3300);
});

/**
 * @param {Record<string, BlobPart>} files
 * @param {{comment?: string, flags?: number, claim?: number, store?: boolean, method?: number, far?: boolean,
 *     coded?: (name: string) => Uint8Array}} [options]    claim: the size that the directory tells; far: numbers of
 *     64 bits
 */
async function zipOf(files, { comment = '', flags = 0x800, claim, store, method, coded, far = false } = {}) {
  const text = new TextEncoder();
  const pieces = [];
  const directory = [];
  let place = 0;
  for (const [path, content] of Object.entries(files)) {
    const plain = new Uint8Array(await new Blob([content]).arrayBuffer());
    const data = store ? plain : deflateRawSync(plain);
    const name = coded ? coded(path) : text.encode(path);
    const wide = new DataView(new ArrayBuffer(far ? 28 : 0));
    if (far) {
      wide.setUint16(0, 1, true);
      wide.setUint16(2, 24, true);
      [plain.length, data.length, place].forEach((size, index) => wide.setBigUint64(4 + 8 * index, BigInt(size), true));
    }
    const fields = (view, at) => {
      view.setUint16(at, flags, true);
      view.setUint16(at + 2, method ?? (store ? 0 : 8), true);
      view.setUint32(at + 12, data.length, true);
      view.setUint32(at + 16, claim ?? plain.length, true);
      view.setUint16(at + 20, name.length, true);
    };
    const local = new DataView(new ArrayBuffer(30));
    local.setUint32(0, 0x04034b50, true);
    fields(local, 6);
    const entry = new DataView(new ArrayBuffer(46));
    entry.setUint32(0, 0x02014b50, true);
    fields(entry, 8);
    entry.setUint32(42, place, true);
    if (far) {
      for (const at of [20, 24, 42]) entry.setUint32(at, 0xffffffff, true);
      entry.setUint16(30, wide.byteLength, true);
    }
    pieces.push(local.buffer, name, data);
    directory.push(entry.buffer, name, wide.buffer);
    place += 30 + name.length + data.length;
  }
  const [count, bytes] = [Object.keys(files).length, new Blob(directory).size];
  const farEnd = new DataView(new ArrayBuffer(far ? 76 : 0));
  if (far) {
    farEnd.setUint32(0, 0x06064b50, true);
    [count, bytes, place].forEach((size, index) => farEnd.setBigUint64(32 + 8 * index, BigInt(size), true));
    farEnd.setUint32(56, 0x07064b50, true);
    farEnd.setBigUint64(64, BigInt(place + bytes), true);
  }
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(10, far ? 0xffff : count, true);
  end.setUint32(12, far ? 0xffffffff : bytes, true);
  end.setUint32(16, far ? 0xffffffff : place, true);
  const said = text.encode(comment);
  end.setUint16(20, said.length, true);
  return new Blob([...pieces, ...directory, farEnd.buffer, end.buffer, said]);
}

/** @param {Blob} zip */
async function dropped(zip) {
  const { projects, collections, files, refused } = await sortDropped([fileOf('a.zip', zip)]);
  const texts = await Promise.all(files.map((file) => file.text()));
  return {
    projects: names(projects),
    collections: names(collections),
    files: names(files),
    texts,
    refused: refused.map(({ name, error }) => [name, error.code, error.params]),
  };
}
const NOTHING = { projects: [], collections: [], files: [], texts: [], refused: [] };

test('a zip is a project, a collection that was saved here, or a bag of files', async () => {
  assert.deepEqual(await dropped(await zipOf({ 'zeichenlabor.json': '{}', 'classes.txt': '0' })), {
    ...NOTHING,
    projects: ['a.zip'],
  });
  assert.deepEqual(await dropped(await zipOf({ 'images.png': 'x', 'classes.txt': '0' })), {
    ...NOTHING,
    collections: ['a.zip'],
  });
  const folders = await zipOf({ '00-0/00000.png': 'x' }, { comment: '["0","1"]' });
  assert.deepEqual(await dropped(folders), { ...NOTHING, collections: ['a.zip'] });
  const foreign = await zipOf({
    ...Object.fromEntries(['0/1', '0/2', '1/1', '1/2'].map((name) => [`data/${name}.png`, 'x'])),
    '__MACOSX/data/._0': 'x',
  });
  assert.deepEqual(await dropped(foreign), { ...NOTHING, collections: ['a.zip'] });
  const scans = await zipOf(
    Object.fromEntries(['a/1', 'a/2', 'b/1', 'b/2'].map((name) => [`${name}.png`, 'x'.repeat(5000)])),
  );
  assert.deepEqual((await dropped(scans)).collections, []);
  // What is no zip is left to who opens projects, and says so.
  assert.deepEqual(await dropped(new Blob(['PK no zip'])), { ...NOTHING, projects: ['a.zip'] });
  const nameless = await sortDropped([fileOf('Abgaben', await zipOf({ 'a.jpg': 'one' }))]);
  assert.deepEqual(names(nameless.files), ['a.jpg']);
  for (const [called, found] of [
    ['Scans.jpg', 'a.jpg'],
    ['Abgaben.pdf', 'a.jpg'],
    ['Brief.docx', 'Brief.docx'], // it only ends like one
    ['mnist.npz', 'mnist.npz'],
  ])
    assert.deepEqual(names((await sortDropped([fileOf(called, await zipOf({ 'a.jpg': 'one' }))])).files), [found]);
  const picture = await sortDropped(named('a.png'));
  assert.deepEqual([names(picture.files), picture.projects], [['a.png'], []]);
});

test('a document gives its pictures, whatever it is called, or says how to save it', async () => {
  const word = { '[Content_Types].xml': 'x', 'word/document.xml': 'x' };
  const pages = { 'Index/Document.iwa': 'x', 'preview.jpg': 'x', 'Data/st-1.jpg': 'x', 'Data/a-small-3.jpg': 'x' };
  const sort = async (name, content) => {
    const { files, refused, ...others } = await sortDropped([fileOf(name, await zipOf(content))]);
    assert.deepEqual(others, { projects: [], collections: [] });
    return [...names(files), ...refused.map(({ error }) => Object.values(error.params).join(' '))];
  };
  for (const name of ['Lea.docx', 'Lea.zip', 'Lea.jpg', 'Lea.npz', 'Lea']) {
    const with2 = {
      ...word,
      'word/media/image1.jpeg': 'one',
      'word/media/image2.emf': 'x',
      'docProps/thumbnail.jpeg': 'x',
    };
    assert.deepEqual(await sort(name, with2), [`${name} · image1.jpeg`]);
    assert.deepEqual(await sort(name, word), ['Word']);
  }
  assert.deepEqual(await sort('a.npz', { '[Content_Types].xml': 'x', 'xl/workbook.xml': 'x' }), ['Excel table']);
  assert.deepEqual(await sort('a.pptx', { '[Content_Types].xml': 'x', 'ppt/media/a.png': 'x' }), ['a.pptx · a.png']);
  assert.deepEqual(await sort('a.odt', { mimetype: 'x', 'content.xml': 'x', 'Pictures/1.png': 'x' }), [
    'a.odt · 1.png',
  ]);
  assert.deepEqual(await sort('a.pages', pages), ['Pages / Numbers']);
  assert.deepEqual(await sort('a.pages', { ...pages, 'Data/scan-12.jpg': 'x' }), ['a.pages · scan-12.jpg']);
  const bag = await zipOf({ 'Tom/Blatt.docx': await zipOf({ ...word, 'word/media/image1.png': 'x' }) });
  assert.deepEqual(names((await sortDropped([fileOf('a.zip', bag)])).files), ['Tom · Blatt.docx · image1.png']);
  const broken = await sortDropped([fileOf('Blatt.docx', 'PK\x03\x04', '\0'.repeat(300))]);
  assert.deepEqual([broken.files, broken.refused[0].error.code], [[], 'sheet/damaged']);
});

test('a zip without scans says so, and one that breaks off or is packed in another way, too', async () => {
  const refusal = async (zip) => (await dropped(zip)).refused.map(([name, code]) => [name, code]);
  for (const content of [{}, { 'folder/': '' }, { 'letter.txt': 'x' }, { 'word/document.xml': 'x' }])
    assert.deepEqual(await refusal(await zipOf(content)), [['a.zip', 'page/zip-without']]);
  const tables = await zipOf({ 'mnist_train.csv': '7,0', 'mnist_test.csv': '7,0' });
  assert.deepEqual(await refusal(tables), [['a.zip', 'page/other-data']]);
  const whole = await zipOf({ 'a.jpg': 'x'.repeat(500) });
  assert.deepEqual(await refusal(whole.slice(0, whole.size - 30)), [['a.zip', 'page/zip-damaged']]);
  assert.deepEqual(await refusal(await zipOf({ 'a.jpg': 'one' }, { method: 12 })), [['a.jpg', 'page/archive']]);
});

test('the files of a bag come as if they had been dropped, with the folder that tells whose they are', async () => {
  const bag = {
    'Anna Müller_12345_file/': '',
    'Anna Müller_12345_file/scan.jpg': 'one',
    '../../etc/b.jpg': 'two',
    'x\\y\\c.pdf': 'three',
    'd.png': 'four',
    '__MACOSX/Anna/._scan.jpg': 'x',
    '.DS_Store': 'x',
    'Anna/Thumbs.db': 'x',
    'Anna/onlinetext.html': 'x',
  };
  for (const store of [true, false]) {
    const { files, texts, refused } = await dropped(await zipOf(bag, { store }));
    assert.deepEqual(files, ['Anna Müller_12345_file · scan.jpg', 'etc · b.jpg', 'y · c.pdf', 'd.png']);
    assert.deepEqual(texts, ['one', 'two', 'three', 'four']);
    assert.deepEqual(refused, []);
  }
});

test('names as Windows writes them, and numbers of 64 bits as streaming programs do', async () => {
  const coded = (name) =>
    Uint8Array.from(name, (letter) => ({ ü: 0x81, ö: 0x94, ß: 0xe1 })[letter] ?? letter.charCodeAt(0));
  const old = await dropped(await zipOf({ 'Jürgen Böß/a.jpg': 'one' }, { coded, flags: 0 }));
  assert.deepEqual([old.files, old.texts], [['Jürgen Böß · a.jpg'], ['one']]);
  const far = await dropped(await zipOf({ 'Anna/a.jpg': 'one', 'Ben/b.jpg': 'two' }, { far: true }));
  assert.deepEqual(
    [far.files, far.texts],
    [
      ['Anna · a.jpg', 'Ben · b.jpg'],
      ['one', 'two'],
    ],
  );
});

test('zips in a bag are taken, too: what was saved here comes back, and the third one in another is named', async () => {
  const saved = await zipOf({ 'zeichenlabor.json': '{}' });
  const collection = await zipOf({ 'images.png': 'x', 'classes.txt': '0' });
  const deep = await zipOf({ 'third.zip': await zipOf({ 'e.jpg': 'x' }), 'f.jpg': 'six' });
  const bag = await zipOf({ 'Ben/project.zip': saved, 'Cem/sprites.zip': collection, 'Dana/deep.zip': deep });
  assert.deepEqual(await dropped(bag), {
    projects: ['Ben · project.zip'],
    collections: ['Cem · sprites.zip'],
    files: ['f.jpg'],
    texts: ['six'],
    refused: [['third.zip', 'page/zip-in-zip', {}]],
  });
});

test('damaged, locked and lying files in a bag are named, and a bomb is not unpacked', async () => {
  const codes = async (zip) => (await dropped(zip)).refused.map(([, code, params]) => [code, params]);
  const content = { 'a.jpg': 'x'.repeat(5000) };
  assert.deepEqual(await codes(await zipOf(content, { flags: 0x801 })), [['page/zip-locked', {}]]);
  assert.deepEqual(await codes(await zipOf(content, { claim: 10 })), [['sheet/damaged', {}]]);
  assert.deepEqual(await codes(await zipOf(content, { claim: 9000 })), [['sheet/damaged', {}]]);
  assert.deepEqual(await codes(await zipOf(content, { claim: 2 ** 29 })), [['page/file-too-large', { limit: 256 }]]);
  const many = Object.fromEntries(Array.from({ length: 1003 }, (_, index) => [`${index}.jpg`, 'x']));
  const { files, refused } = await dropped(await zipOf(many, { store: true }));
  assert.deepEqual([files.length, refused], [1000, [['a.zip', 'page/zip-too-much', { n: 3 }]]]);
});

test('whatever happens to a zip on its way, it is sorted or named', async () => {
  const whole = new Uint8Array(
    await (await zipOf({ 'a/b.jpg': 'x'.repeat(300), 'c.zip': await zipOf({ 'd.jpg': 'y' }) })).arrayBuffer(),
  );
  let seed = 7;
  const chance = (below) => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 100; round += 1) {
    const broken = whole.slice(0, whole.length - (round % 3 === 0 ? chance(60) : 0));
    for (let count = 1 + chance(6); count > 0; count -= 1) broken[chance(broken.length)] = chance(256);
    const { projects, collections, files, refused } = await sortDropped([fileOf('a.zip', broken)]);
    assert.ok(projects.length + collections.length + files.length + refused.length > 0);
    assert.ok(refused.every(({ error }) => typeof error.code === 'string'));
  }
});

/** @param {() => boolean} condition */
async function waitFor(condition) {
  for (let turn = 0; turn < 200 && !condition(); turn += 1) await new Promise((done) => setTimeout(done));
  assert.ok(condition());
}

test('a library of PDFs that does not come is told as what it is, and asked for again', async () => {
  const { fetch } = globalThis;
  const text = 'export {}';
  const right = { bytes: text.length, sha256: createHash('sha256').update(text).digest('hex') };
  const files = { 'vendor/pdfjs/pdf.js': right, 'vendor/pdfjs/pdf.worker.js': right };
  const wrong = {
    'boot/missing-file': new Response('', { status: 404 }),
    'boot/wrong-hash': new Response('export ()'),
    'boot/web-page': new Response('<p>', { headers: { 'Content-Type': 'text/html' } }),
    'boot/wrong-type': new Response(text),
  };
  try {
    for (const [code, answer] of Object.entries(wrong)) {
      globalThis.fetch = async ({ pathname }) =>
        pathname.endsWith('manifest.json')
          ? Response.json({ files })
          : pathname.endsWith('pdf.js')
            ? answer
            : new Response(text);
      const error = await drawPages(new Blob(), 1)
        .next()
        .catch((one) => one);
      assert.deepEqual([error.code, error.params.file], [code, 'vendor/pdfjs/pdf.js']);
    }
  } finally {
    globalThis.fetch = fetch;
  }
});

test('while a PDF is drawn, and no longer, its worker takes the place of a helper', async () => {
  const { fetch } = globalThis;
  const { commands, refused } = collecting();
  try {
    const seen = [];
    globalThis.fetch = async () => {
      seen.push(commands.isRendering());
      return new Response('', { status: 404 });
    };
    await commands.addPapers([fileOf('photo.png', 'x'), fileOf('class.pdf', '%PDF-1.4')]);
    assert.deepEqual([seen[0], commands.isRendering()], [true, false]);
    assert.deepEqual(
      refused().map(([name]) => name),
      ['class.pdf'],
    );
  } finally {
    globalThis.fetch = fetch;
  }
});
