/**
 * Starts Python in the worker: from a memory snapshot, or else as Pyodide does.
 *
 * All files are fetched in parallel, verified, and counted byte by byte, which Pyodide's own loader cannot do.
 *
 * @typedef {import('./files.js').FetchFiles} FetchFiles
 * @typedef {import('./files.js').Manifest} Manifest
 * @typedef {import('./restore.js').GetFile} GetFile
 * @typedef {import('./protocol.js').BootPhase} BootPhase
 * @typedef {import('./protocol.js').StartKind} StartKind
 *
 * @typedef {import('./worker.js').Bridge} Bridge
 *
 * @typedef {object} Start
 * @property {Bridge} bridge
 * @property {StartKind} kind
 * @property {string} why    why the ordinary start was used
 * @property {Promise<void>} complete    resolved when the sources of Python's modules are loaded, too
 */

import { BootError, download, fetchInto, fetchManifest, filesOfStart, nowAndThen } from './files.js';
import { restore } from './restore.js';
import { createPyodideModule } from '../vendor/pyodide/pyodide.asm.js';
import { loadPyodide } from '../vendor/pyodide/pyodide.js';

/**
 * Makes `fetch` answer from memory, once per file, for the loader.
 *
 * @param {Map<string, ArrayBuffer>} files    by absolute URL
 */
function serveFromMemory(files) {
  const fetchFromNetwork = globalThis.fetch;
  /** @type {typeof fetch} */
  globalThis.fetch = (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
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
 * @param {(pyodide: any, kind: StartKind, fetchFiles: FetchFiles) => Bridge} open    imports the zeichenlabor package
 *     and creates the bridge; `fetchFiles` loads further packages
 * @param {object} [options]
 * @param {boolean} [options.ordinary]    without the snapshot
 * @returns {Promise<Start>}
 */
export async function boot(site, onProgress, open, { ordinary = false } = {}) {
  if (typeof WebAssembly !== 'object') throw new BootError('boot/no-webassembly', {});
  const manifest = await fetchManifest(new URL('manifest.json', site));
  const fetching = new Fetching(site, manifest, onProgress);
  /** @type {Map<string, ArrayBuffer>} */
  const memory = new Map();
  /** @type {FetchFiles} */
  const fetchFiles = (names, tell) => fetchInto(memory, site, manifest, names, tell);
  const carried = manifest.boot.snapshot.length > 0;
  let why = carried ? 'as the address asks' : 'no snapshot is carried along';
  if (carried && !ordinary) {
    try {
      const { pyodide, bringLibrary, bringSources } = await hearing(startFromSnapshot(site, manifest, fetching));
      const bridge = open(pyodide, 'snapshot', fetchFiles);
      fetching.beQuiet();
      serveFromMemory(memory);
      const complete = bringLibrary().then(() =>
        bringSources().catch(() => installPackages(pyodide, manifest, fetchFiles)),
      );
      return { bridge, kind: 'snapshot', why: '', complete: complete.finally(() => fetching.forget()) };
    } catch (error) {
      why = String(error instanceof BootError ? `${error.code} ${error.params.file}` : error);
    }
  }
  const pyodide = await hearing(startOrdinarily(site, manifest, fetching, memory));
  fetching.forget();
  return { bridge: open(pyodide, 'ordinary', fetchFiles), kind: 'ordinary', why, complete: Promise.resolve() };
}

/**
 * Fails on unhandled rejections, too: Emscripten does not return all of its promises.
 *
 * @template Result
 * @param {Promise<Result>} start
 * @returns {Promise<Result>}
 */
async function hearing(start) {
  const over = new AbortController();
  const lost = new Promise((_, reject) => {
    addEventListener(
      'unhandledrejection',
      (event) => {
        event.preventDefault();
        reject(event.reason);
      },
      { signal: over.signal },
    );
  });
  try {
    return await Promise.race([start, lost]);
  } finally {
    over.abort();
  }
}

/** The files of a start, each fetched once, with total progress. */
class Fetching {
  #site;
  #manifest;
  #tell;
  /** @type {Map<string, Promise<any>>} */
  #files = new Map();
  #loaded = 0;
  #total = 0;

  /**
   * @param {URL} site
   * @param {Manifest} manifest
   * @param {(phase: BootPhase, loaded: number, total: number) => void} tell
   */
  constructor(site, manifest, tell) {
    this.#site = site;
    this.#manifest = manifest;
    this.#tell = nowAndThen((loaded, total) => tell(loaded < total ? 'runtime' : 'start', loaded, total));
  }

  /** Adds files to the progress. @param {string[]} paths */
  announce(paths) {
    const fresh = paths.filter((path) => !this.#files.has(path));
    this.#total += fresh.reduce((sum, path) => sum + this.#manifest.files[path].bytes, 0);
    this.#count(0);
  }

  /** @param {string} path @param {AbortSignal} [signal] @returns {Promise<ArrayBuffer>} */
  get(path, signal) {
    return this.#once(path, () => {
      const record = this.#manifest.files[path];
      return download(
        new URL(path, this.#site),
        path,
        record,
        (bytes) => !signal?.aborted && this.#count(bytes),
        signal,
      );
    });
  }

  /** Python is ready: stops reporting progress. */
  beQuiet() {
    this.#tell = () => {};
  }

  /** Releases all files. */
  forget() {
    this.#files.clear();
  }

  /** @param {string} path @param {() => Promise<any>} fetch */
  #once(path, fetch) {
    const known = this.#files.get(path);
    if (known) return known;
    const file = fetch();
    file.catch(() => this.#files.delete(path)); // a later request tries again
    this.#files.set(path, file);
    return file;
  }

  /** @param {number} bytes */
  #count(bytes) {
    this.#loaded = Math.min(this.#loaded + bytes, this.#total);
    this.#tell(this.#loaded, this.#total);
  }
}

/** @param {URL} site @param {Manifest} manifest @param {Fetching} fetching */
async function startFromSnapshot(site, manifest, fetching) {
  const { first, later } = filesOfStart(manifest, false);
  const { snapshot } = manifest.boot;
  fetching.announce(first);
  const failed = new AbortController();
  /** For an ordinary start the snapshot's files are not needed; the others are still fetched. @type {GetFile} */
  const get = (path) => fetching.get(path, snapshot.includes(path) ? failed.signal : undefined);
  try {
    const started = restore({ site, get, loadPyodide, createPyodideModule });
    // Deferred files are fetched after all others, while the processor is busy.
    void Promise.all(first.map(get))
      .then(() => later.map(get))
      .catch(() => {});
    return await started;
  } catch (error) {
    failed.abort();
    throw error;
  }
}

/**
 * Pyodide's ordinary start, with files from memory.
 *
 * @param {URL} site
 * @param {Manifest} manifest
 * @param {Fetching} fetching
 * @param {Map<string, ArrayBuffer>} memory
 */
async function startOrdinarily(site, manifest, fetching, memory) {
  const { first: paths } = filesOfStart(manifest, true);
  fetching.announce(paths);
  const failed = new AbortController();
  const fetched = paths.map(async (path) => {
    memory.set(new URL(path, site).href, await fetching.get(path, failed.signal));
  });
  await Promise.all(fetched).catch((error) => {
    failed.abort();
    throw error;
  });
  serveFromMemory(memory);
  const pyodide = await loadPyodide({ indexURL: new URL('pyodide/', site).href, createPyodideModule });
  await pyodide.loadPackage('zeichenlabor', { messageCallback: () => {} });
  return pyodide;
}

/**
 * Loads the packages' sources from the wheels if the snapshot's copy cannot be fetched.
 *
 * @param {any} pyodide
 * @param {Manifest} manifest
 * @param {FetchFiles} fetchFiles    verifies them, with a timeout, which Pyodide does not have
 */
async function installPackages(pyodide, manifest, fetchFiles) {
  await fetchFiles(
    manifest.boot.packages.map((path) => path.slice('pyodide/'.length)),
    () => {},
  );
  for (const name of Object.keys(pyodide.loadedPackages)) delete pyodide.loadedPackages[name];
  await pyodide.loadPackage('zeichenlabor', { messageCallback: () => {} });
}
