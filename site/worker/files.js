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
  if (/CompileError/.test(String(error))) return { code: 'boot/old-browser', params: { browsers: OLDEST }, detail: String(error) };
  return { code: 'boot/python', params: {}, detail: String(error) };
}

/**
 * @param {URL} url
 * @returns {Promise<Manifest>}
 */
export async function fetchManifest(url) {
  let response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw new BootError('boot/unreachable', { file: 'manifest.json' }, cause);
  }
  if (!response.ok) throw new BootError('boot/missing-file', { file: 'manifest.json', status: response.status });
  return response.json();
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

/** @param {ArrayBuffer} buffer */
async function sha256(buffer) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', buffer));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
