/**
 * Plays the web server for the single file, which has none.
 *
 * The page's files lie in this document, packed, as text of script elements that
 * no browser runs. This script answers `fetch` and `import` for them under an address
 * that no network knows, so that the page's own modules run unchanged from file://,
 * where browsers allow no fetch. The worker asks the page for all that it needs.
 */

'use strict';

const HOME = 'https://zeichenlabor.invalid/';

/**
 * Makes the page find the site's files.
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

const parsed = new Promise((resolve) => addEventListener('DOMContentLoaded', resolve, { once: true }));

/** @param {string} path @returns {Promise<Uint8Array<ArrayBuffer> | null>} */
async function readPart(path) {
  const find = () =>
    /** @type {HTMLElement | null} */ (document.querySelector(`script[data-file="${CSS.escape(path)}"]`));
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
