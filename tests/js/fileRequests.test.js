import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { filesOfStart } from '../../site/worker/files.js';
import { foresee, MOST_WISHES, supply } from '../../site/worker/fileRequests.js';

const asked = [];
const server = createServer((request, response) => {
  asked.push(request.url);
  if (request.url !== '/slow') response.end(`content of ${request.url}`);
});
/** @type {URL} */
let site;

before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = new URL(`http://127.0.0.1:${server.address().port}/`);
});
after(() => {
  server.close();
  server.closeAllConnections();
});

const manifest = { files: { early: {}, late: {}, slow: {} }, packagesFrom: [] };

/** What the worker gets that wants `url`: text, or the error. */
function wish(wishes, url) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    let text = '';
    port1.onmessage = ({ data }) => {
      if (data instanceof Uint8Array) text += new TextDecoder().decode(data);
      else if (data === null || data.error) {
        port1.close();
        resolve(data?.error ?? text);
      }
    };
    wishes.postMessage(url, [port2]);
  });
}

test('what has been foreseen is asked for before the worker wants it, and once', async () => {
  const { port1, port2 } = new MessageChannel();
  const begun = foresee(site, ['early']);
  await Promise.all([...begun.values()].map(({ response }) => response));
  assert.deepEqual(asked.splice(0), ['/early']);
  supply(port1, site, manifest, begun);
  assert.equal(await wish(port2, `${site}early`), 'content of /early');
  assert.deepEqual(asked.splice(0), []);
  assert.equal(await wish(port2, `${site}early`), 'content of /early');
  assert.equal(await wish(port2, `${site}late`), 'content of /late');
  assert.deepEqual(asked.splice(0), ['/early', '/late']);
  port1.close();
});

test('what the manifest does not name is not asked for', async () => {
  const { port1, port2 } = new MessageChannel();
  supply(port1, site, manifest, new Map());
  assert.match(await wish(port2, `${site}other`), /Nothing but the site's own files/);
  assert.deepEqual(asked.splice(0), []);
  port1.close();
});

test('a worker is given a bounded number of files: it cannot spell anything by asking for them', async () => {
  const { port1, port2 } = new MessageChannel();
  supply(port1, site, manifest, new Map());
  for (let n = 0; n < MOST_WISHES; n += 1)
    assert.match(await wish(port2, `${site}${n % 2 ? 'early' : 'late'}`), /content/);
  assert.equal(asked.splice(0).length, MOST_WISHES);
  for (const file of ['early', 'late', 'other']) assert.match(await wish(port2, `${site}${file}`), /at most/);
  assert.deepEqual(asked.splice(0), []);
  port1.close();
});

test('a server of packages is asked as often as they need', async () => {
  const { port1, port2 } = new MessageChannel();
  supply(port1, new URL('a/', site), { files: {}, packagesFrom: [site.origin] }, new Map());
  for (let n = 0; n <= MOST_WISHES; n += 1) assert.match(await wish(port2, `${site}b`), /content/);
  asked.splice(0);
  port1.close();
});

test('what the worker would not say is no wish', async () => {
  const { port1, port2 } = new MessageChannel();
  supply(port1, site, manifest, new Map());
  for (const odd of [null, 5, { startsWith: 1 }, [`${site}late`]]) port2.postMessage(odd);
  port2.postMessage(`${site}late`);
  const answer = await wish(port2, `${site}early`);
  port1.close();
  assert.equal(answer, 'content of /early');
  assert.deepEqual(asked.splice(0), ['/early']);
});

test('what nobody wants any more can be given up', async () => {
  const begun = foresee(site, ['slow']);
  begun.forEach(({ abort }) => abort.abort());
  await assert.rejects([...begun.values()][0].response, { name: 'AbortError' });
});

test('a start from the snapshot leaves for later what it can do without', () => {
  const boot = {
    runtime: ['pyodide/pyodide.asm.wasm', 'pyodide/python_stdlib.zip'],
    packages: ['pyodide/numpy.whl'],
    snapshot: ['snapshot/files.bin', 'snapshot/memory.bin'],
  };
  assert.deepEqual(filesOfStart({ boot }, false), {
    first: ['pyodide/pyodide.asm.wasm', 'snapshot/memory.bin'],
    later: ['pyodide/python_stdlib.zip', 'snapshot/files.bin'],
  });
  const ordinary = { first: ['pyodide/pyodide.asm.wasm', 'pyodide/python_stdlib.zip', 'pyodide/numpy.whl'], later: [] };
  assert.deepEqual(filesOfStart({ boot }, true), ordinary);
  assert.deepEqual(filesOfStart({ boot: { ...boot, snapshot: [] } }, false), ordinary);
});
