import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { BootError, bootErrorRecord, download, fetchInto } from '../../site/worker/files.js';

const content = Buffer.from('eight bytes and some more');
const record = { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };

const server = createServer((request, response) => {
  if (request.url === '/missing') response.writeHead(404).end();
  else if (request.url === '/cut') {
    response.writeHead(200, { 'Content-Length': content.length });
    response.write(content.subarray(0, 8), () => response.destroy());
  } else if (request.url === '/short') response.end(content.subarray(0, 8));
  else if (request.url === '/long') response.end(Buffer.concat([content, content]));
  else if (request.url === '/other') response.end(Buffer.alloc(content.length, 'x'));
  else response.end(content);
});
/** @type {URL} */
let site;

before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = new URL(`http://127.0.0.1:${server.address().port}/`);
});
after(() => server.close());

const get = (path, onBytes = () => {}) => download(new URL(path, site), path, record, onBytes);

test('a right file arrives whole, and its bytes are counted', async () => {
  let counted = 0;
  const buffer = await get('right', (bytes) => (counted += bytes));
  assert.deepEqual(Buffer.from(buffer), content);
  assert.equal(counted, content.length);
});

for (const path of ['other', 'short', 'long']) {
  test(`wrong bytes are refused by name: ${path}`, async () => {
    await assert.rejects(get(path), { code: 'boot/wrong-hash', params: { file: path } });
  });
}

test('a missing file is named with its status', async () => {
  await assert.rejects(get('missing'), { code: 'boot/missing-file', params: { file: 'missing', status: 404 } });
});

test('a connection that breaks off is told from a wrong file', async () => {
  await assert.rejects(get('cut'), { code: 'boot/unreachable', params: { file: 'cut' } });
});

test('a server that is not there is unreachable', async () => {
  const nowhere = new URL('http://127.0.0.1:9/');
  await assert.rejects(
    download(nowhere, 'x', record, () => {}),
    { code: 'boot/unreachable' },
  );
});

test('every failure becomes a record with a code', () => {
  assert.deepEqual(bootErrorRecord(new BootError('boot/wrong-hash', { file: 'x' })), {
    code: 'boot/wrong-hash',
    params: { file: 'x' },
    detail: '',
  });
  assert.equal(bootErrorRecord(new Error('no memory')).code, 'boot/python');
});

test('files of packages come into memory, and all their bytes are told', async () => {
  const memory = new Map();
  const told = [];
  const manifest = { files: { 'pyodide/a.whl': record, 'pyodide/b.whl': record } };
  await fetchInto(memory, site, manifest, ['a.whl', 'b.whl', 'elsewhere.whl'], (...bytes) => told.push(bytes));
  assert.deepEqual([...memory.keys()], [new URL('pyodide/a.whl', site).href, new URL('pyodide/b.whl', site).href]);
  assert.deepEqual(Buffer.from(memory.get(new URL('pyodide/a.whl', site).href)), content);
  assert.deepEqual(told[0], [0, 2 * content.length]);
  assert.deepEqual(told.at(-1), [2 * content.length, 2 * content.length]);
});

test('machine code that cannot be compiled is too new for the browser', () => {
  const error = new WebAssembly.CompileError('invalid value type');
  assert.equal(bootErrorRecord(error).code, 'boot/old-browser');
  assert.equal(bootErrorRecord(new Error(`Aborted(${error})`)).code, 'boot/old-browser');
  assert.equal(bootErrorRecord(new Error('else')).code, 'boot/python');
});
