/**
 * Plays the web server for the single file, which has none.
 *
 * The page's files lie in this document, packed, as text of script elements that
 * no browser runs. This script answers `fetch`, `import` and `new Worker` for them
 * under an address that no network knows, so that the page's own modules run
 * unchanged from file://, where browsers allow neither fetch nor module workers.
 */

'use strict';

const HOME = 'https://zeichenlabor.invalid/';

/**
 * Makes one realm, the page or its worker, find the site's files.
 * It runs in the worker from its own source text: it may use nothing from outside.
 *
 * @param {string} home    the address that stands for the site's folder
 * @param {(path: string) => Promise<Uint8Array<ArrayBuffer> | null>} read    one packed file
 */
function serve(home, read) {
  const fetchFromNetwork = globalThis.fetch;
  const scripts = new Map();

  /** @param {string} url @returns {Promise<Response>} */
  async function answer(url) {
    const packed = await read(url.slice(home.length));
    if (!packed) return new Response(null, { status: 404 });
    // Not from a Blob: a worker of a page without an origin may read none in WebKit.
    const stream = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (new Response(packed).body);
    const unpacked = stream.pipeThrough(new DecompressionStream('deflate'));
    const type = url.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
    return new Response(unpacked, { headers: { 'Content-Type': type } });
  }

  /** @param {string} url @returns {Promise<string>} an address that holds the module */
  function scriptAt(url) {
    if (!scripts.has(url)) scripts.set(url, linked(url));
    return scripts.get(url);
  }

  /** A module whose imports name such addresses: nothing can be found relative to one. @param {string} url */
  async function linked(url) {
    const response = await answer(url);
    if (!response.ok) throw new Error(`This file lacks ${url.slice(home.length)}`);
    let text = await response.text();
    text = text.replaceAll('import.meta.url', JSON.stringify(url)).replace(/\bimport\(/g, 'importFile(');
    const imports = [...text.matchAll(/^(?:import|export)\b[^;']*'(\.[^']+)'/gm)];
    const addresses = await Promise.all(imports.map(([, path]) => scriptAt(new URL(path, url).href)));
    imports.forEach(([statement, path], index) => {
      text = text.replace(statement, () => statement.replace(path, () => addresses[index]));
    });
    // Nor may that worker import one. The page's modules stay Blobs, which are not copied into their importers.
    if (!('document' in globalThis)) return `data:text/javascript;charset=utf-8,${encodeURIComponent(text)}`;
    return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  }

  Object.assign(globalThis, {
    importFile: async (/** @type {string} */ url) => import(await scriptAt(url)),
    fetch: (/** @type {any} */ input, /** @type {RequestInit | undefined} */ init) => {
      const url = String(input.url ?? input);
      return url.startsWith(home) ? answer(url) : fetchFromNetwork(input, init);
    },
  });
}

/**
 * The worker's beginning; it too runs from its source text. A module worker from a
 * Blob does not start on file:// in Chromium, so a classic one plays the module worker.
 *
 * @param {string} home
 * @param {string} url    the script that it is to run
 */
function beginWorker(home, url) {
  const realm = /** @type {any} */ (globalThis);
  // Pyodide takes a worker for a classic one when this call succeeds.
  realm.importScripts = () => {
    throw new TypeError('Module workers have no importScripts.');
  };
  /** @type {any[]} */
  const early = [];
  realm.onmessage = (/** @type {MessageEvent} */ { ports: [files] }) => {
    realm.onmessage = (/** @type {MessageEvent} */ { data }) => early.push(data);
    serve(home, (path) => new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => {
        port1.close();
        resolve(data);
      };
      files.postMessage(path, [port2]);
    }));
    realm.importFile(url).then(
      () => early.forEach((data) => realm.onmessage(new MessageEvent('message', { data }))),
      (/** @type {unknown} */ error) => setTimeout(() => { throw error; }), // so that the page hears of it
    );
  };
}

const PlainWorker = globalThis.Worker;
/** The page has but one kind of worker, whose address does not get here: it is in a Blob. */
globalThis.Worker = /** @type {any} */ (function FileWorker(/** @type {string} */ _, /** @type {WorkerOptions} */ { name }) {
  const start = `beginWorker(${JSON.stringify(HOME)}, ${JSON.stringify(`${HOME}worker/worker.js`)});`;
  const script = new Blob([`${serve}\n${beginWorker}\n${start}`], { type: 'text/javascript' });
  const worker = new PlainWorker(URL.createObjectURL(script), { name });
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = async ({ data: path, ports: [reply] }) => {
    const packed = await readPart(path);
    reply.postMessage(packed, packed ? [packed.buffer] : []);
  };
  worker.postMessage(null, [port2]);
  return worker;
});

const parsed = new Promise((resolve) => addEventListener('DOMContentLoaded', resolve, { once: true }));

/** @param {string} path @returns {Promise<Uint8Array<ArrayBuffer> | null>} */
async function readPart(path) {
  const find = () => /** @type {HTMLElement | null} */ (document.querySelector(`script[data-file="${CSS.escape(path)}"]`));
  if (!find()?.nextSibling) await parsed; // what nothing follows yet may still be growing
  const part = find();
  return part && decode(part.textContent ?? '', Number(part.dataset.bytes));
}

/**
 * The inverse of `text_of` in single.py: of eight characters, seven hold the lower
 * bits of a byte each, and the last one their seven highest bits.
 *
 * @param {string} text
 * @param {number} length    bytes
 */
function decode(text, length) {
  const bytes = new Uint8Array(length);
  for (let from = 0, to = 0; to < length; from += 8, to += 7) {
    const high = text.charCodeAt(from + 7);
    for (let k = 0; k < 7; k++) bytes[to + k] = (text.charCodeAt(from + k) & 127) | (((high >> k) & 1) << 7);
  }
  return bytes;
}

serve(HOME, readPart);
/** @type {any} */ (globalThis).importFile(`${HOME}main.js`).catch((/** @type {unknown} */ error) => {
  /** @type {any} */ (globalThis).tellTooOld(error); // old.js
});
