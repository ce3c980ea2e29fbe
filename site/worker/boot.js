/**
 * Brings Python up inside the worker: fetches what a start needs, checks it,
 * and hands it to Pyodide from memory.
 *
 * All files are fetched at once and counted byte by byte, which Pyodide's own
 * loading could not show.
 *
 * @typedef {import('./bytecode.js').Bytecode} Bytecode
 * @typedef {import('./files.js').FetchFiles} FetchFiles
 * @typedef {import('./protocol.js').BootPhase} BootPhase
 */

import { BytecodeStore } from './bytecode.js';
import { BootError, download, fetchInto, fetchManifest, importScript } from './files.js';

const LIBRARY = 'pyodide/python_stdlib.zip';

/**
 * Lets `fetch` answer from memory, once per file, for the loader that runs next.
 *
 * @param {Map<string, ArrayBuffer>} files    by absolute URL
 */
function serveFromMemory(files) {
  const fetchFromNetwork = globalThis.fetch;
  /** @type {typeof fetch} */
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, globalThis.location.href).href;
    const buffer = files.get(url);
    if (!buffer) return fetchFromNetwork(input, init);
    files.delete(url);
    const type = url.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
    return Promise.resolve(new Response(buffer, { headers: { 'Content-Type': type } }));
  };
}

/**
 * @param {URL} site    the folder that holds manifest.json
 * @param {(phase: BootPhase, loaded: number, total: number) => void} onProgress    bytes
 * @returns {Promise<{pyodide: any, fetchFiles: FetchFiles, keep: ((bytecode: Bytecode) => Promise<void>) | null}>}
 *     Pyodide, with the zeichenlabor package installed, what brings further packages along, and what makes
 *     the next start shorter, unless that has been done
 */
export async function boot(site, onProgress) {
  if (typeof WebAssembly !== 'object') throw new BootError('boot/no-webassembly', {});

  const manifest = await fetchManifest(new URL('manifest.json', site));
  const store = new BytecodeStore(site, manifest.boot.id);
  // Where the browser keeps nothing, each start compiles anew and takes longer.
  const looking = store.read().then((kept) => ({ kept, canKeep: !kept }), () => ({ kept: null, canKeep: false }));
  const scripts = manifest.boot.runtime.filter((path) => path.endsWith('.mjs'));
  const binaries = [...manifest.boot.runtime, ...manifest.boot.packages].filter((path) => !scripts.includes(path));
  const total = [...scripts, ...binaries].reduce((sum, path) => sum + manifest.files[path].bytes, 0);
  const firstFailure = new AbortController();
  let loaded = 0;
  /** @param {number} bytes */
  const count = (bytes) => {
    if (!firstFailure.signal.aborted) onProgress('runtime', (loaded += bytes), total);
  };
  count(0);

  /** @type {Map<string, ArrayBuffer>} */
  const memory = new Map();
  const fetched = binaries.map(async (path) => {
    const url = new URL(path, site);
    memory.set(url.href, await download(url, path, manifest.files[path], count, firstFailure.signal));
  });
  const imported = scripts.map(async (path) => {
    const module = await importScript(new URL(path, site), path, manifest.files[path], firstFailure.signal);
    count(manifest.files[path].bytes);
    return module;
  });
  const [modules] = await Promise.all([Promise.all(imported), Promise.all(fetched)]).catch((error) => {
    firstFailure.abort();
    throw error;
  });
  const { loadPyodide } = modules.find((module) => 'loadPyodide' in module);

  const { kept, canKeep } = await looking;
  if (kept) memory.set(new URL(LIBRARY, site).href, /** @type {ArrayBuffer} */ (kept.library.buffer));
  serveFromMemory(memory);
  onProgress('packages', total, total);
  try {
    const pyodide = await loadPyodide({ indexURL: new URL('pyodide/', site).href });
    await pyodide.loadPackage('zeichenlabor', { messageCallback: () => {} });
    if (kept) pyodide.unpackArchive(kept.packages, 'zip', { extractDir: '/' });
    onProgress('start', total, total);
    return {
      pyodide,
      fetchFiles: (names, tell) => fetchInto(memory, site, manifest, names, tell),
      keep: canKeep ? (bytecode) => store.write(bytecode) : null,
    };
  } catch (error) {
    if (kept) await store.forget(); // the next attempt does without
    throw error;
  }
}
