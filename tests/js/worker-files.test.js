import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, mock, test } from 'node:test';

import { createTranslator } from '../../site/i18n/index.js';
import { BootError, bootErrorRecord, download, fetchInto, fetchManifest, nowAndThen } from '../../site/worker/files.js';

const content = Buffer.from('eight bytes and some more');
const record = { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };

const LOGIN = '<!doctype html><title>Anmelden</title>';
const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

/** A server that errs in each way. @type {Record<string, (response: import('node:http').ServerResponse) => void>} */
const ERRS = {
  missing: (response) => response.writeHead(404, HTML).end('not here'),
  gone: (response) => response.writeHead(410).end(),
  forbidden: (response) => response.writeHead(403, HTML).end(LOGIN),
  'wants-login': (response) => response.writeHead(511, HTML).end(LOGIN),
  broken: (response) => response.writeHead(500, HTML).end('oh'),
  busy: (response) => response.writeHead(503).end(),
  login: (response) => response.writeHead(200, HTML).end(LOGIN),
  'long-login': (response) => response.writeHead(200, HTML).end(LOGIN.repeat(9)),
  redirect: (response) => response.writeHead(302, { Location: '/login' }).end(),
  cut: (response) => {
    response.writeHead(200, { 'Content-Length': content.length });
    response.write(content.subarray(0, 8), () => response.destroy());
  },
  short: (response) => response.end(content.subarray(0, 8)),
  empty: (response) => response.end(),
  garbled: (response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(content),
  long: (response) => response.end(Buffer.concat([content, content])),
  other: (response) => response.end(Buffer.alloc(content.length, 'x')),
  'right-as-text': (response) =>
    response.writeHead(200, { 'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff' }).end(content),
  'right-as-html': (response) => response.writeHead(200, HTML).end(content),
};
const server = createServer((request, response) =>
  (ERRS[request.url.slice(1)] ?? ((one) => one.end(content)))(response),
);
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

const TOLD = {
  missing: { code: 'boot/missing-file', params: { file: 'missing', status: 404 } },
  gone: { code: 'boot/missing-file' },
  forbidden: { code: 'boot/refused-file', params: { file: 'forbidden', status: 403 } },
  'wants-login': { code: 'boot/refused-file' },
  broken: { code: 'boot/server-error', params: { file: 'broken', status: 500 } },
  busy: { code: 'boot/server-error' },
  login: { code: 'boot/web-page', params: { file: 'login' } },
  'long-login': { code: 'boot/web-page' },
  redirect: { code: 'boot/web-page' },
  cut: { code: 'boot/broken-off', params: { file: 'cut' } },
  short: { code: 'boot/broken-off' },
  empty: { code: 'boot/broken-off' },
  garbled: { code: 'boot/broken-off' },
  long: { code: 'boot/wrong-hash', params: { file: 'long' } },
  other: { code: 'boot/wrong-hash' },
};

for (const [path, error] of Object.entries(TOLD)) {
  test(`a server's error is told as what it is, in both languages: ${path}`, async () => {
    await assert.rejects(get(path), error);
    const { code, params } = bootErrorRecord(await get(path).catch((one) => one));
    for (const language of ['de', 'en']) {
      const text = createTranslator(language)(`error.${code}`, params);
      assert.match(text, new RegExp(`\\b${path}\\b`));
      assert.match(text, /Versuch|Sag|sag|Try|Tell|tell/); // what to do next
    }
  });
}

for (const path of ['right-as-text', 'right-as-html']) {
  test(`the type that a server gives to a right file is no matter: ${path}`, async () => {
    assert.deepEqual(Buffer.from(await get(path)), content);
  });
}

test('a list of files that is none is told as what came', async () => {
  await assert.rejects(fetchManifest(new URL('login', site)), {
    code: 'boot/web-page',
    params: { file: 'manifest.json' },
  });
  await assert.rejects(fetchManifest(new URL('right', site)), { code: 'boot/wrong-hash' });
  await assert.rejects(fetchManifest(new URL('cut', site)), { code: 'boot/broken-off' });
  await assert.rejects(fetchManifest(new URL('broken', site)), { code: 'boot/server-error' });
});

/**
 * A server whose bytes come when a test sends them.
 * @param {number} pieces    of one byte each, once a second, before it falls silent
 */
function slowFetch(pieces) {
  return async (_url, { signal }) => {
    const body = new ReadableStream({
      start(controller) {
        signal.addEventListener('abort', () => controller.error(new Error('aborted')));
        const timer = setInterval(() => {
          if (pieces-- > 0) controller.enqueue(new Uint8Array(1));
          else clearInterval(timer);
        }, 1000);
      },
    });
    return new Response(body);
  };
}

/** Lets so many seconds go by. @param {number} seconds */
async function pass(seconds) {
  for (let k = 0; k < seconds; k++) {
    mock.timers.tick(1000);
    for (let turn = 0; turn < 8; turn++) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('an answer that never ends is given up; a slow one is not, nor one that waits for its turn', async () => {
  const { fetch } = globalThis;
  mock.timers.enable({ apis: ['setInterval'] });
  try {
    const ends = {};
    const follow = (name, promise) =>
      promise.then(
        () => {
          ends[name] = 'there';
        },
        ({ code }) => {
          ends[name] = code;
        },
      );
    globalThis.fetch = (url, init) => slowFetch(url.pathname === '/slow' ? 100 : 0)(url, init);
    const slow = { bytes: 200, sha256: '' };
    follow(
      'slow',
      download(new URL('slow', site), 'slow', slow, () => {}),
    );
    follow(
      'waiting',
      download(new URL('waiting', site), 'waiting', slow, () => {}),
    );
    await pass(100);
    assert.deepEqual(ends, {});
    await pass(60);
    assert.deepEqual(ends, { slow: 'boot/silent', waiting: 'boot/silent' });
  } finally {
    mock.timers.reset();
    globalThis.fetch = fetch;
  }
});

test('who was silent for long is given less time the next time, until something comes', async () => {
  const { fetch } = globalThis;
  mock.timers.enable({ apis: ['setInterval'] });
  try {
    let pieces = 0;
    globalThis.fetch = (url, init) => slowFetch(pieces)(url, init);
    /** After how many seconds it is given up. */
    const seconds = async () => {
      let ended = false;
      let count = 0;
      const file = { bytes: 200, sha256: '' };
      const failing = assert
        .rejects(
          download(new URL('x', site), 'x', file, () => {}),
          { code: 'boot/silent' },
        )
        .then(() => {
          ended = true;
        });
      for (; !ended; count += 1) await pass(1);
      await failing;
      return count;
    };
    pieces = 1;
    const first = await seconds();
    pieces = 0;
    const second = await seconds();
    pieces = 1;
    const third = await seconds();
    assert.ok(first > 40 && second < 15 && third === first, `${first}, ${second}, ${third}`);
  } finally {
    mock.timers.reset();
    globalThis.fetch = fetch;
  }
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
  assert.deepEqual([...memory.keys()].sort(), [
    new URL('pyodide/a.whl', site).href,
    new URL('pyodide/b.whl', site).href,
  ]);
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

test('of many pieces only a few are told, and the last one', () => {
  const told = [];
  const tell = nowAndThen((loaded) => told.push(loaded));
  for (let loaded = 0; loaded <= 10_000; loaded++) tell(loaded, 10_000);
  assert.equal(told[0], 0);
  assert.equal(told.at(-1), 10_000);
  assert.ok(told.length < 1000, `${told.length} times`);
});
