/**
 * The site's files, fetched for Python: counted byte by byte, and compared with the manifest's
 * sha256, so that a damaged download is named instead of crashing somewhere later.
 *
 * @typedef {import('./protocol.js').ErrorRecord} ErrorRecord
 * @typedef {{bytes: number, sha256: string}} FileRecord
 * @typedef {object} Manifest
 * @property {string} version
 * @property {{runtime: string[], packages: string[], snapshot: string[]}} boot    packages: of an ordinary start
 * @property {string[]} packagesFrom    the servers from which a cell's packages may come, too
 * @property {Record<string, FileRecord>} files
 *
 * @typedef {(names: string[], tell: (loaded: number, total: number) => void) => Promise<void>} FetchFiles
 */

import { OLDEST } from './oldest.js';

/** What a start from the snapshot can do without until Python is ready. */
const LATER = ['pyodide/python_stdlib.zip', 'snapshot/files.bin'];

/** How often progress is told, at most. */
const TELL_MS = 100;

/** So many seconds without a single byte of any file, and nobody waits any longer. */
const PATIENCE = 45;
/** The same for what is asked for after that, until something comes: nobody waits so long twice. */
const PATIENCE_THEN = 8;
const SECOND_MS = 1000;
/** Statuses by which a server, or something before it, says that it will not give what is there. */
const REFUSED = [401, 403, 407, 451, 511];
const MISSING = [404, 410];

/** Of all files: while one arrives, the others wait their turn. */
let arrived = 0;
let patience = PATIENCE;

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
  // The file was checked before: a machine code that cannot be compiled is too new.
  if (/CompileError/.test(String(error)))
    return { code: 'boot/old-browser', params: { browsers: OLDEST }, detail: String(error) };
  return { code: 'boot/python', params: {}, detail: String(error) };
}

/**
 * @param {URL} url
 * @returns {Promise<Manifest>}
 */
export async function fetchManifest(url) {
  const file = 'manifest.json';
  const watch = watchSilence();
  try {
    const response = await ask(url, file, watch.signal);
    const text = await response.text().catch((cause) => {
      throw new BootError('boot/broken-off', { file }, cause);
    });
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw wrong(file, response, false, cause);
    }
  } catch (error) {
    throw watch.isSilent() ? new BootError('boot/silent', { file, seconds: PATIENCE }) : error;
  } finally {
    watch.end();
  }
}

/**
 * What the server has for a file, or a typed error.
 *
 * @param {URL | string} url
 * @param {string} file    as it is told
 * @param {AbortSignal} [signal]
 * @returns {Promise<Response>}
 */
export async function ask(url, file, signal) {
  let response;
  try {
    response = await fetch(url, { signal });
  } catch (cause) {
    throw new BootError('boot/unreachable', { file }, cause);
  }
  const { ok, status } = response;
  if (ok) return response;
  const code = MISSING.includes(status)
    ? 'boot/missing-file'
    : REFUSED.includes(status)
      ? 'boot/refused-file'
      : 'boot/server-error';
  throw new BootError(code, { file, status });
}

/**
 * Other bytes than those of the file: a page for people, such as a network's login, or damage.
 *
 * @param {string} file
 * @param {Response} response
 * @param {boolean} short    fewer than there should be
 * @param {unknown} [cause]
 */
function wrong(file, response, short, cause) {
  const isPage = /^text\/html\b/.test(response.headers.get('Content-Type') ?? '');
  return new BootError(isPage ? 'boot/web-page' : short ? 'boot/broken-off' : 'boot/wrong-hash', { file }, cause);
}

/**
 * Aborts what waits for a server that has begun nothing, or does not go on. Seconds are counted, not looked up: a
 * computer that sleeps counts none.
 *
 * @param {AbortSignal} [outer]    aborts it, too
 */
function watchSilence(outer) {
  const abort = new AbortController();
  const stop = () => abort.abort();
  outer?.addEventListener('abort', stop, { once: true });
  let seen = arrived;
  let silent = 0;
  let over = false;
  const timer = setInterval(() => {
    silent = arrived === seen ? silent + 1 : 0;
    seen = arrived;
    if (silent < patience) return;
    over = true;
    patience = PATIENCE_THEN;
    stop();
  }, SECOND_MS);
  return {
    signal: abort.signal,
    isSilent: () => over,
    end() {
      clearInterval(timer);
      outer?.removeEventListener('abort', stop);
    },
  };
}

/**
 * The files that a start asks for before Python is ready, and those that a start from the snapshot brings later.
 *
 * @param {Manifest} manifest
 * @param {boolean} ordinary    does without the snapshot
 * @returns {{first: string[], later: string[]}}
 */
export function filesOfStart({ boot: { runtime, packages, snapshot } }, ordinary) {
  if (ordinary || snapshot.length === 0) return { first: [...runtime, ...packages], later: [] };
  return { first: [...runtime, ...snapshot].filter((path) => !LATER.includes(path)), later: LATER };
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
  const watch = watchSilence(signal);
  try {
    return await checked(await ask(url, path, watch.signal), path, record, onBytes);
  } catch (error) {
    throw watch.isSilent() ? new BootError('boot/silent', { file: path, seconds: PATIENCE }) : error;
  } finally {
    watch.end();
  }
}

/**
 * @param {Response} response
 * @param {string} path
 * @param {FileRecord} record
 * @param {(bytes: number) => void} onBytes
 */
async function checked(response, path, record, onBytes) {
  const bytes = new Uint8Array(record.bytes);
  let length = 0;
  const reader = response.body?.getReader();
  try {
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      arrived += 1;
      patience = PATIENCE;
      if (length + piece.value.length > bytes.length) {
        void reader?.cancel();
        throw wrong(path, response, false);
      }
      bytes.set(piece.value, length);
      length += piece.value.length;
      onBytes(piece.value.length);
    }
  } catch (cause) {
    if (cause instanceof BootError) throw cause;
    throw new BootError('boot/broken-off', { file: path }, cause);
  }
  if (length < record.bytes) throw wrong(path, response, true);
  // Pages from a plain http server in a school's network have no crypto.subtle: the length must do.
  if (globalThis.crypto?.subtle && (await sha256(bytes.buffer)) !== record.sha256) throw wrong(path, response, false);
  return bytes.buffer;
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
  const tellNow = nowAndThen(tell);
  /** @param {number} bytes */
  const count = (bytes) => tellNow((loaded += bytes), total);
  count(0);
  await Promise.all(
    paths.map(async (path) => {
      const url = new URL(path, site);
      memory.set(url.href, await download(url, path, manifest.files[path], count));
    }),
  );
}

/**
 * Progress that is told at most every `TELL_MS`, and at its end: a piece comes every few milliseconds, and the
 * page that shows each of them takes the processor from Python's start.
 *
 * @param {(loaded: number, total: number) => void} tell
 * @returns {(loaded: number, total: number) => void}
 */
export function nowAndThen(tell) {
  let told = -Infinity;
  return (loaded, total) => {
    if (performance.now() - told < TELL_MS && loaded < total) return;
    told = performance.now();
    tell(loaded, total);
  };
}

/** @param {ArrayBuffer} buffer */
async function sha256(buffer) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', buffer));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
