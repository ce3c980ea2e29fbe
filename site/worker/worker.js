/**
 * The worker: starts Python and forwards messages between the page and `zeichenlabor.bridge`, which handles the
 * requests.
 *
 * @typedef {import('./protocol.js').ToWorker} ToWorker
 * @typedef {import('./protocol.js').FromWorker} FromWorker
 * @typedef {import('./protocol.js').Request} PageRequest
 * @typedef {import('./protocol.js').ErrorRecord} ErrorRecord
 * @typedef {import('./protocol.js').StartKind} StartKind
 * @typedef {import('./files.js').FetchFiles} FetchFiles
 *
 * @typedef {object} Bridge    the Python object that answers requests
 * @property {() => string} backend
 * @property {() => void} warm_up    so that reading the first page is not slow
 * @property {(language: string, browser: string) => void} adapt_to_machine    after a start from a snapshot
 * @property {(helper: number, ask: (method: string, params: object) => void) => void} join    a helper that computes
 *     micro-batches of trainings
 * @property {(helper: number) => void} leave
 * @property {(event: any) => void} hear    receives a helper's message
 * @property {(method: string, params: object, emit: (event: any) => void,
 *     isCancelled: () => boolean) => Promise<{result?: any, error?: ErrorRecord}>} handle
 */

import { boot } from './boot.js';
import { CRASHED } from './codes.js';
import { bootErrorRecord } from './files.js';
import { connectReplica, portOf, serveReplica } from './workerPort.js';
import { closeRealm } from './sandbox.js';

// With an origin, it would have access to the site's storage, and no policy.
if (self.origin !== 'null') throw new Error('Only the page starts this script, as start.js tells.');

// Everything that a cell could replace is looked up before any cell runs: with the page's port it could forge answers.
const { apply } = Reflect;
const dataOf = /** @type {() => any} */ (Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')?.get);

/** @typedef {import('./workerPort.js').Send} Send */
/** Sends a message to the page. @type {Send} */
let send;

/** Idle time after which the worker warms up. */
const IDLE_MS = 2500;
/** Methods that work before the sources of Python's modules are loaded, since they import nothing. */
const EARLY = ['presets', 'settings.table', 'network.describe', 'predict'];

let warmedUp = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let warmUp;
let running = 0;
/** Resolved when all of Python's files are loaded. @type {Promise<void>} */
let complete;

/** Ids of running requests that the page has cancelled. @type {Set<number>} */
const cancelled = new Set();

/**
 * @param {FromWorker} message
 * @param {any} [payload]    whose buffers are transferred
 * @param {Send} [to]
 */
function post(message, payload, to = send) {
  to(message, buffersIn(payload));
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

/** @typedef {{site: string, ordinary: boolean, role: 'main' | 'helper'}} Beginning    the page's first message */

/** @param {Beginning} beginning @returns {Promise<Bridge>} */
async function start({ site, ordinary, role }) {
  try {
    warmedUp = role === 'helper'; // it was started for a queued piece
    const started = await boot(
      new URL(site),
      (phase, loaded, total) => post({ kind: 'boot', state: 'booting', phase, loaded, total }),
      (...given) => open(role, ...given),
      { ordinary },
    );
    const { bridge, kind, why } = started;
    complete = started.complete;
    complete.catch(fail);
    post({ kind: 'boot', state: 'ready', backend: bridge.backend(), start: kind, why });
    warmUpWhenIdle(bridge);
    return bridge;
  } catch (error) {
    fail(error);
    throw error;
  }
}

/**
 * The interpreter has crashed: it has exited or trapped, or is out of memory.
 * @param {unknown} error
 * @returns {FromWorker}
 */
function endOf(error) {
  return { kind: 'boot', state: 'failed', error: { code: CRASHED, params: {}, detail: String(error) } };
}

/**
 * @param {Beginning['role']} role
 * @param {any} pyodide
 * @param {StartKind} kind
 * @param {FetchFiles} fetchFiles
 * @returns {Bridge}
 */
function open(role, pyodide, kind, fetchFiles) {
  const bridge = pyodide.pyimport('zeichenlabor.bridge').Bridge(fetchFiles, role === 'helper');
  if (kind === 'snapshot') bridge.adapt_to_machine(navigator.language ?? '', navigator.userAgent);
  // A crashed interpreter answers some requests as usual, and others never.
  pyodide._api.on_fatal = (/** @type {unknown} */ error) => post(endOf(error));
  return bridge;
}

/** @param {unknown} error */
function fail(error) {
  post({ kind: 'boot', state: 'failed', error: bootErrorRecord(error) });
}

/** @param {Bridge} bridge */
function warmUpWhenIdle(bridge) {
  clearTimeout(warmUp);
  if (warmedUp || running > 0) return;
  warmUp = setTimeout(async () => {
    await complete;
    if (warmedUp || running > 0) return;
    warmedUp = true;
    try {
      bridge.warm_up();
    } catch {
      // Errors of the warm-up are ignored; they will show in real requests.
    }
  }, IDLE_MS);
}

/**
 * @param {Bridge} bridge
 * @param {PageRequest} request
 * @param {Send} [to]
 */
async function answer(bridge, { id, method, params }, to) {
  running += 1;
  warmedUp ||= /** @type {string} */ (method) === 'sheets.read';
  try {
    if (!EARLY.includes(method)) await complete;
    const emit = (/** @type {any} */ event) => post({ kind: 'event', id, event }, event, to);
    // Only the page cancels; ids from other workers are unrelated.
    const { result, error } = await bridge.handle(method, params, emit, () => !to && cancelled.has(id));
    if (error) post({ kind: 'error', id, error }, null, to);
    else post({ kind: 'reply', id, result }, result, to);
  } catch (error) {
    // Not a Python error: the interpreter has crashed, for instance out of memory.
    post({ kind: 'error', id, error: { code: CRASHED, params: {}, detail: String(error) } }, null, to);
  } finally {
    if (!to) cancelled.delete(id);
    running -= 1;
    warmUpWhenIdle(bridge);
  }
}

/**
 * Connects to another worker of this page.
 *
 * @param {Bridge} bridge
 * @param {number | null} helper    the helper's number, in the main worker
 * @param {MessagePort} port
 */
function join(bridge, helper, port) {
  if (helper === null) return serveReplica(port, (request, to) => void answer(bridge, request, to));
  let asked = 0;
  const to = connectReplica(port, { onEvent: (event) => bridge.hear(event), onError: () => bridge.leave(helper) });
  bridge.join(helper, (method, params) => to({ kind: 'request', id: (asked += 1), method, params }, buffersIn(params)));
}

self.onmessage = ({ data: beginning, ports: [port, files] }) => {
  self.onmessage = null;
  send = port.postMessage.bind(port);
  closeRealm(files);
  const starting = start(beginning);
  // The page has received the failed boot, and its client rejects pending requests.
  starting.catch(() => {});
  port.onmessage = (/** @type {MessageEvent<ToWorker>} */ event) => {
    /** @type {ToWorker} */
    const data = apply(dataOf, event, []);
    if (data.kind === 'cancel') cancelled.add(data.id);
    else if (data.kind === 'ping') post({ kind: 'pong' });
    else if (data.kind === 'join') {
      const other = portOf(event);
      starting.then(
        (bridge) => join(bridge, data.helper, other),
        () => {},
      );
    } else if (data.kind === 'leave')
      starting.then(
        (bridge) => bridge.leave(data.helper),
        () => {},
      );
    else
      starting.then(
        (bridge) => answer(bridge, data),
        () => {},
      );
  };
};
