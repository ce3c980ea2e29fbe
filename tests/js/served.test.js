import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';
import { runInNewContext } from 'node:vm';

const HOME = 'https://school.example/lab/';
const SOURCE = readFileSync(new URL('../../site/sw.js', import.meta.url), 'utf8');
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

const CONTENT = { 'index.html': '<p>page', 'main.js': 'run()', 'pyodide/a.wasm': 'machine code' };

/** What build.py writes. */
function manifestOf(contents, change = {}) {
  const files = Object.fromEntries(
    Object.entries(contents).map(([path, text]) => [path, { bytes: text.length, sha256: sha256(text) }]),
  );
  const said = { version: '1', boot: { runtime: ['pyodide/a.wasm'] }, serviceWorker: 'x', files, ...change };
  return { id: sha256(JSON.stringify(said)), ...said, files: { ...said.files, 'sw.js': { bytes: 1, sha256: 'y' } } };
}

const MANIFEST = manifestOf(CONTENT);

/** Caches of a device, which other pages can write to. @type {Map<string, Map<string, Response>>} */
let stores;
/** What the server sends for a path. @type {(path: string) => Response | Promise<Response>} */
let server;
let asked;

const caches = {
  keys: async () => [...stores.keys()],
  delete: async (name) => stores.delete(name),
  async open(name) {
    if (!stores.has(name)) stores.set(name, new Map());
    const store = stores.get(name);
    return {
      match: async (url) => store.get(url)?.clone(),
      put: async (url, response) => {
        store.set(url, response);
      },
    };
  },
};

/** A start of the service worker: what it answers, and how it is installed. */
function start({ id } = MANIFEST) {
  const listeners = {};
  const self = {
    registration: { scope: HOME },
    clients: { matchAll: async () => [] },
    addEventListener: (name, hear) => {
      listeners[name] = hear;
    },
  };
  const fetch = async (input) => {
    const path = (input.url ?? input).slice(HOME.length) || 'index.html';
    asked.push(path);
    return server(path);
  };
  runInNewContext(SOURCE.replace("'development'", `'${id}'`), {
    self,
    caches,
    fetch,
    crypto,
    MessageChannel,
    Response,
    URL,
    TextEncoder,
    Error,
    TypeError,
    Uint8Array,
  });
  const wait = (name, event) =>
    new Promise((resolve, reject) => {
      listeners[name]({
        ...event,
        respondWith: (one) => one.then(resolve, reject),
        waitUntil: (one) => one.then(resolve, reject),
      });
    });
  return {
    install: () => wait('install', {}),
    get: (path) => wait('fetch', { request: { method: 'GET', url: HOME + path } }),
    text: async (path) => (await wait('fetch', { request: { method: 'GET', url: HOME + path } })).text(),
  };
}

const right = (path) => {
  if (path === 'manifest.json') return new Response(JSON.stringify(MANIFEST));
  return path in CONTENT ? new Response(CONTENT[path]) : new Response('', { status: 404 });
};
const offline = () => {
  throw new TypeError('no network');
};
const kept = () => [...stores.values()].find((store) => store.size > 0);

beforeEach(async () => {
  stores = new Map();
  asked = [];
  server = right;
  await start().install();
  asked = [];
});

test('what is kept is served without the network', async () => {
  server = offline;
  const worker = start();
  assert.equal(await worker.text(''), CONTENT['index.html']);
  for (const [path, text] of Object.entries(CONTENT)) assert.equal(await worker.text(path), text);
  assert.equal((await (await worker.get('manifest.json')).json()).id, MANIFEST.id);
  assert.deepEqual(asked, []);
});

for (const path of Object.keys(CONTENT)) {
  test(`a changed file is fetched anew, and replaced: ${path}`, async () => {
    kept().set(HOME + path, new Response('foreign'));
    assert.equal(await start().text(path), CONTENT[path]);
    assert.equal(
      await kept()
        .get(HOME + path)
        .clone()
        .text(),
      CONTENT[path],
    );
  });

  test(`without a network it is refused in both languages: ${path}`, async () => {
    kept().set(HOME + path, new Response('foreign'));
    server = offline;
    const refused = await start().get(path);
    assert.equal(refused.status, 503);
    assert.match(await refused.text(), /wurde verändert.*was changed/);
  });

  test(`a deleted file is fetched anew: ${path}`, async () => {
    kept().delete(HOME + path);
    assert.equal(await start().text(path), CONTENT[path]);
  });
}

test('a page that is changed while the service worker runs is noticed, too', async () => {
  const worker = start();
  await worker.text('');
  kept().set(`${HOME}index.html`, new Response('foreign'));
  assert.equal(await worker.text(''), CONTENT['index.html']);
});

const evil = manifestOf({ ...CONTENT, 'main.js': 'evil()' });
for (const [what, forged] of Object.entries({
  'with another id': JSON.stringify(evil),
  'with this id and other hashes': JSON.stringify({ ...evil, id: MANIFEST.id }),
  'with this id and another boot': JSON.stringify({ ...MANIFEST, boot: { runtime: [] } }),
  'that is no JSON': '<p>',
  'that says nothing': 'null',
})) {
  test(`a manifest ${what} is not believed`, async () => {
    kept().set(`${HOME}main.js`, new Response('evil()'));
    kept().set(`${HOME}manifest.json`, new Response(forged));
    assert.equal(await start().text('main.js'), CONTENT['main.js']);
    assert.equal((await (await start().get('manifest.json')).json()).id, MANIFEST.id);
    kept().set(`${HOME}manifest.json`, new Response(forged));
    server = offline;
    assert.equal((await start().get('main.js')).status, 503);
  });
}

test('a file that the manifest does not name is not served from the cache', async () => {
  kept().set(`${HOME}evil.html`, new Response('evil'));
  assert.equal((await start().get('evil.html')).status, 404);
});

/** How a server can err: what it sends, for each file that it is asked for. */
const ERRS = {
  '404': () => new Response('', { status: 404 }),
  'an HTML page with status 200': () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } }),
  'one byte flipped': (text) => new Response(`X${text.slice(1)}`),
  truncated: (text) => new Response(text.slice(0, 3)),
  'connection dropped': () => new Response(new ReadableStream({ start: (one) => one.error(new TypeError('dropped')) })),
};
for (const [way, err] of Object.entries(ERRS)) {
  test(`a server that errs does not damage what is kept: ${way}`, async () => {
    kept().set(`${HOME}main.js`, new Response('foreign'));
    server = (path) => (path === 'manifest.json' ? right(path) : err(CONTENT[path]));
    assert.equal((await start().get('main.js')).status, 503);
    assert.equal(await start().text('index.html'), CONTENT['index.html']);
    server = right;
    assert.equal(await start().text('main.js'), CONTENT['main.js']);
  });
}

test("a damaged version gives way to the server's newer one", async () => {
  const next = manifestOf({ ...CONTENT, 'main.js': 'newer()' });
  kept().set(`${HOME}main.js`, new Response('foreign'));
  server = (path) => (path === 'manifest.json' ? new Response(JSON.stringify(next)) : new Response('newer()'));
  assert.equal(await start().text('main.js'), 'newer()');
  assert.equal(kept(), undefined);
});

test('an update with a wrong file leaves nothing behind; one whose network is gone goes on later', async () => {
  const next = manifestOf({ ...CONTENT, 'main.js': 'newer()' });
  const before = [...stores.keys()];
  server = (path) => (path === 'manifest.json' ? new Response(JSON.stringify(next)) : new Response('damaged'));
  await assert.rejects(start(next).install(), /missing or damaged/);
  assert.deepEqual([...stores.keys()], before);
  server = (path) => (path === 'manifest.json' ? new Response(JSON.stringify(next)) : offline());
  await assert.rejects(start(next).install());
  assert.equal(stores.size, 2);
});

test('an update takes nothing over that something else has changed', async () => {
  const next = manifestOf({ ...CONTENT, 'main.js': 'newer()' });
  kept().set(`${HOME}index.html`, new Response('foreign'));
  server = (path) =>
    path === 'manifest.json'
      ? new Response(JSON.stringify(next))
      : new Response({ ...CONTENT, 'main.js': 'newer()' }[path]);
  await start(next).install();
  server = offline;
  assert.equal(await start(next).text('index.html'), CONTENT['index.html']);
});
