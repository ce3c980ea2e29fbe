/**
 * Fetches the site's files for Python, counted byte by byte and verified against the manifest's sha256, so that a
 * damaged download is reported instead of causing a crash later.
 *
 * @typedef {import('./protocol.js').ErrorRecord} ErrorRecord
 * @typedef {{bytes: number, sha256: string}} FileRecord
 * @typedef {object} Manifest
 * @property {string} version
 * @property {{runtime: string[], packages: string[], snapshot: string[]}} boot    packages: for an ordinary start
 * @property {string[]} packagesFrom    servers from which cells may load packages
 * @property {Record<string, FileRecord>} files
 *
 * @typedef {(names: string[], tell: (loaded: number, total: number) => void) => Promise<void>} FetchFiles
 */

import { OLDEST } from './oldest.js';

/** Files that a start from the snapshot does not need before Python is ready. */
const LATER = ['pyodide/python_stdlib.zip', 'snapshot/files.bin'];

/** Shortest interval between progress reports. */
const TELL_MS = 100;

/** Timeout in seconds without a single byte of any file. */
const PATIENCE = 45;
/** The timeout after the first one, until something arrives. */
const PATIENCE_THEN = 8;
const SECOND_MS = 1000;
/** HTTP statuses that mean a refusal by the server or a proxy. */
const REFUSED = [401, 403, 407, 451, 511];
const MISSING = [404, 410];

/** Shared by all files: while one arrives, the others may wait. */
let arrived = 0;
let patience = PATIENCE;

/** A failed start, with the error record for the page. */
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
  // The file was verified, so if it does not compile, the browser is too old.
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
 * The response for a file, or a typed error.
 *
 * @param {URL | string} url
 * @param {string} file    name for error messages
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
 * The error for wrong bytes: an HTML page, such as a network's login, or damage.
 *
 * @param {string} file
 * @param {Response} response
 * @param {boolean} short    fewer bytes than expected
 * @param {unknown} [cause]
 */
function wrong(file, response, short, cause) {
  const isPage = /^text\/html\b/.test(response.headers.get('Content-Type') ?? '');
  return new BootError(isPage ? 'boot/web-page' : short ? 'boot/broken-off' : 'boot/wrong-hash', { file }, cause);
}

/**
 * Aborts requests to a server that does not respond. Seconds are counted by a timer, so that standby does not matter.
 *
 * @param {AbortSignal} [outer]    also aborts it
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
 * The files that a start needs before Python is ready, and those that are deferred with a snapshot.
 *
 * @param {Manifest} manifest
 * @param {boolean} ordinary    without the snapshot
 * @returns {{first: string[], later: string[]}}
 */
export function filesOfStart({ boot: { runtime, packages, snapshot } }, ordinary) {
  if (ordinary || snapshot.length === 0) return { first: [...runtime, ...packages], later: [] };
  return { first: [...runtime, ...snapshot].filter((path) => !LATER.includes(path)), later: LATER };
}

/**
 * Fetches one file and verifies it.
 *
 * @param {URL} url
 * @param {string} path    its name in the manifest
 * @param {FileRecord} record
 * @param {(bytes: number) => void} onBytes    called with the size of each chunk
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
  // Without https there is no crypto.subtle: only the length is checked.
  if (globalThis.crypto?.subtle && (await sha256(bytes.buffer)) !== record.sha256) throw wrong(path, response, false);
  return bytes.buffer;
}

/**
 * Fetches files of packages, verified and counted byte by byte, into memory for Pyodide.
 *
 * @param {Map<string, ArrayBuffer>} memory
 * @param {URL} site
 * @param {Manifest} manifest
 * @param {string[]} names    of files; those not in the manifest are left to Pyodide
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
 * Throttles progress reports to one per `TELL_MS`: chunks arrive every few milliseconds, and drawing each of them would
 * slow down Python's start.
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
