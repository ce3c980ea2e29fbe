/**
 * The worker: starts Python and carries messages between the page and
 * `zeichenlabor.bridge`. What a request means is decided there, not here.
 *
 * @typedef {import('./protocol.js').ToWorker} ToWorker
 * @typedef {import('./protocol.js').FromWorker} FromWorker
 * @typedef {import('./protocol.js').Request} PageRequest
 * @typedef {import('./protocol.js').ErrorRecord} ErrorRecord
 * @typedef {import('./bytecode.js').Bytecode} Bytecode
 *
 * @typedef {object} Bridge    the Python object that answers requests
 * @property {() => string} backend
 * @property {() => void} practise    makes the first page that is read as quick as the second
 * @property {() => any} compile    a generator, whose result makes the next start shorter
 * @property {(method: string, params: object, emit: (event: any) => void,
 *     isCancelled: () => boolean) => Promise<{result?: any, error?: ErrorRecord}>} handle
 */

import { boot } from './boot.js';
import { bootErrorRecord } from './files.js';
import { watchRequests } from './requests.js';

const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** The worker does its chores when nobody has asked for anything for so long. */
const IDLE_MS = 2500;
/** Between two chores, a request has its turn. */
const PAUSE_MS = 20;

/** @type {Iterator<void> | undefined} */
let chores;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let nextChore;
let practised = false;
let running = 0;

/** Ids of running requests that the page wants to end. @type {Set<number>} */
const cancelled = new Set();

/**
 * @param {FromWorker} message
 * @param {any} [payload]    whose buffers are given away
 */
function post(message, payload) {
  scope.postMessage(message, buffersIn(payload));
}

/**
 * @param {any} value
 * @returns {ArrayBuffer[]}
 */
function buffersIn(value) {
  if (ArrayBuffer.isView(value)) return [/** @type {ArrayBuffer} */ (value.buffer)];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(buffersIn);
}

/** @returns {Promise<Bridge>} */
async function start() {
  try {
    const { pyodide, fetchFiles, keep } = await boot(new URL('..', import.meta.url), (phase, loaded, total) =>
      post({ kind: 'boot', state: 'booting', phase, loaded, total }),
    );
    const bridge = pyodide.pyimport('zeichenlabor.bridge').Bridge(fetchFiles);
    post({ kind: 'boot', state: 'ready', backend: bridge.backend() });
    chores = choresOf(bridge, keep);
    rest(IDLE_MS);
    return bridge;
  } catch (error) {
    post({ kind: 'boot', state: 'failed', error: bootErrorRecord(error) });
    throw error;
  }
}

/** Does one chore after so many milliseconds of rest, and so on, until a request comes. @param {number} ms */
function rest(ms) {
  clearTimeout(nextChore);
  if (running > 0) return;
  nextChore = setTimeout(() => {
    try {
      if (!chores?.next().done) rest(PAUSE_MS);
    } catch {
      // Nobody has asked for it; what is wrong shows where somebody does.
    }
  }, ms);
}

/**
 * @param {Bridge} bridge
 * @param {((bytecode: Bytecode) => Promise<void>) | null} keep
 * @returns {Generator<void, void>}
 */
function* choresOf(bridge, keep) {
  if (!practised) bridge.practise();
  yield;
  if (!keep) return;
  const compiling = bridge.compile();
  try {
    let step = compiling.next();
    for (; !step.done; step = compiling.next()) yield;
    void keep(step.value).catch(() => {}); // nowhere to keep it: the next start takes as long as this one
  } finally {
    compiling.destroy();
  }
}

/**
 * @param {Bridge} bridge
 * @param {PageRequest} request
 */
async function answer(bridge, { id, method, params }) {
  running += 1;
  clearTimeout(nextChore);
  practised ||= /** @type {string} */ (method) === 'sheets.read';
  try {
    const emit = (/** @type {any} */ event) => post({ kind: 'event', id, event }, event);
    const { result, error } = await bridge.handle(method, params, emit, () => cancelled.has(id));
    if (error) post({ kind: 'error', id, error });
    else post({ kind: 'reply', id, result }, result);
  } catch (error) {
    // Not an error of Python's: the interpreter itself is gone, for instance out of memory.
    post({ kind: 'error', id, error: { code: 'worker/crashed', params: {}, detail: String(error) } });
  } finally {
    cancelled.delete(id);
    running -= 1;
    rest(IDLE_MS);
  }
}

watchRequests((count) => post({ kind: 'requests', ...count }));

const starting = start();
// The page has been told of a failed boot, and its client rejects what waits.
starting.catch(() => {});

scope.onmessage = (/** @type {MessageEvent<ToWorker>} */ { data }) => {
  if (data.kind === 'cancel') cancelled.add(data.id);
  else starting.then((bridge) => answer(bridge, data), () => {});
};
