/**
 * Brings Python up inside the worker: fetches what a start needs, checks it,
 * and hands it to Pyodide from memory.
 *
 * All files are fetched at once and counted byte by byte, which Pyodide's own
 * loading could not show; their sha256 is compared with the site's manifest, so
 * that a damaged download is named instead of crashing somewhere later.
 *
 * @typedef {import('./bytecode.js').Bytecode} Bytecode
 * @typedef {import('./protocol.js').BootPhase} BootPhase
 * @typedef {import('./protocol.js').ErrorRecord} ErrorRecord
 * @typedef {{bytes: number, sha256: string}} FileRecord
 * @typedef {object} Manifest
 * @property {string} version
 * @property {{id: string, runtime: string[], packages: string[]}} boot    the id changes with every file of a start
 * @property {Record<string, FileRecord>} files
 *
 * @typedef {(names: string[], tell: (loaded: number, total: number) => void) => Promise<void>} FetchFiles
 */

import { BytecodeStore } from './bytecode.js';

/** How often progress is told, at most. */
const TELL_MS = 100;
const LIBRARY = 'pyodide/python_stdlib.zip';

/** A boot that failed, with the record that the page shows. */
export class BootError extends Error {
  /**
   * @param {string} code
   * @param {Record<string, string | number>} params
   * @param {unknown} [cause]
   */
  constructor(code, params, cause) {
    super(code, { cause });
    this.code = code;
    this.params = params;
  }
}

/**
 * @param {unknown} error
 * @returns {ErrorRecord}
 */
export function bootErrorRecord(error) {
  if (error instanceof BootError) {
    const detail = error.cause === undefined ? '' : String(error.cause);
    return { code: error.code, params: error.params, detail };
  }
  return { code: 'boot/python', params: {}, detail: String(error) };
}

/** @param {ArrayBuffer} buffer */
async function sha256(buffer) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', buffer));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Fetches one file and checks it against its record.
 *
 * @param {URL} url
 * @param {string} path    its name in the manifest
 * @param {FileRecord} record
 * @param {(bytes: number) => void} onBytes    told the size of each piece that arrives
 * @param {AbortSignal} [signal]
 * @returns {Promise<ArrayBuffer>}
 */
export async function download(url, path, record, onBytes, signal) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, { signal });
  } catch (cause) {
    throw new BootError('boot/unreachable', { file: path }, cause);
  }
  if (!response.ok || !response.body) {
    throw new BootError('boot/missing-file', { file: path, status: response.status });
  }
  const bytes = new Uint8Array(record.bytes);
  let length = 0;
  const reader = response.body.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      if (length + piece.value.length > bytes.length) throw new BootError('boot/wrong-hash', { file: path });
      bytes.set(piece.value, length);
      length += piece.value.length;
      onBytes(piece.value.length);
    }
  } catch (cause) {
    if (cause instanceof BootError) throw cause;
    throw new BootError('boot/unreachable', { file: path }, cause);
  }
  // Pages from a plain http server in a school's network have no crypto.subtle: the length must do.
  const right = length === record.bytes && (!globalThis.crypto?.subtle || (await sha256(bytes.buffer)) === record.sha256);
  if (!right) throw new BootError('boot/wrong-hash', { file: path });
  return bytes.buffer;
}

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
    try {
      const module = await import(new URL(path, site).href);
      count(manifest.files[path].bytes);
      return module;
    } catch (cause) {
      throw new BootError('boot/missing-file', { file: path, status: 0 }, cause);
    }
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

/**
 * Fetches files of packages as a start does: checked, and counted byte by byte. Pyodide then finds them in memory.
 *
 * @param {Map<string, ArrayBuffer>} memory
 * @param {URL} site
 * @param {Manifest} manifest
 * @param {string[]} names    of files; what the manifest does not know is left to Pyodide
 * @param {(loaded: number, total: number) => void} tell    bytes
 */
export async function fetchInto(memory, site, manifest, names, tell) {
  const paths = names.map((name) => `pyodide/${name}`).filter((path) => path in manifest.files);
  const total = paths.reduce((sum, path) => sum + manifest.files[path].bytes, 0);
  let loaded = 0;
  let told = -Infinity;
  /** @param {number} bytes */
  const count = (bytes) => {
    loaded += bytes;
    if (performance.now() - told < TELL_MS && loaded < total) return;
    told = performance.now();
    tell(loaded, total);
  };
  count(0);
  await Promise.all(paths.map(async (path) => {
    const url = new URL(path, site);
    memory.set(url.href, await download(url, path, manifest.files[path], count));
  }));
}

/**
 * @param {URL} url
 * @returns {Promise<Manifest>}
 */
async function fetchManifest(url) {
  let response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw new BootError('boot/unreachable', { file: 'manifest.json' }, cause);
  }
  if (!response.ok) throw new BootError('boot/missing-file', { file: 'manifest.json', status: response.status });
  return response.json();
}
