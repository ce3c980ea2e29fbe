/**
 * A helper: another Python for pieces of work only. It is considered lost if it is silent for much longer than such
 * work has ever been on this device, since a browser may end a worker without notice.
 *
 * @typedef {object} Helper
 * @property {(method: any, params: any, options?: {onEvent?: (event: any) => void, signal?: AbortSignal,
 *     terminateIfIgnored?: boolean, transfer?: Transferable[]}) => Promise<any>} request
 * @property {(message: import('./protocol.js').ToWorker, transfer: Transferable[]) => void} tell
 * @property {() => void} terminate
 *
 * @typedef {object} Hopes
 * @property {() => void} onReady
 * @property {() => void} onLost    called once; its pending requests are rejected
 *
 * @typedef {import('./client.js').Port} Port
 */

import { createClient } from './client.js';
import { startWorker } from './start.js';
import { CRASHED } from './codes.js';

const LOOK_MS = 1000;
/** Checks without a sign of life. They are counted, not timed, so that standby does not matter. */
const PATIENCE = 14;
/** The same while it starts. */
const PATIENCE_AT_FIRST = 60;
/** The minimum, for work that always responded quickly. */
const LEAST_PATIENCE = 4;
/** Tolerated multiple of the longest silence of such work. */
const ALLOWANCE = 4;

/** The longest silence of completed work, in checks, by kind. @type {Map<string, number>} */
const known = new Map();

/** The kind of work, for comparing durations. @param {string} method @param {any} params */
const kindOf = (method, params) => (params.classic ? `${method}/${params.classic}` : method);

/**
 * @param {Hopes} hopes
 * @param {() => Port} [connect]    replaced in tests
 * @param {Map<string, number>} [silences]    likewise; shared by all helpers
 * @returns {Helper}
 */
export function startHelper({ onReady, onLost }, connect = () => startWorker('helper'), silences = known) {
  let looks = 0;
  let ready = false;
  /** Its pending requests. @type {Set<{kind: string, longest: number}>} */
  const pending = new Set();
  let over = false;
  /** @type {Port} */
  let port;

  function end() {
    over = true;
    clearInterval(watch);
    client.terminate();
  }

  function lose() {
    if (over) return;
    end();
    onLost();
  }

  function patience() {
    if (!ready) return PATIENCE_AT_FIRST;
    if (pending.size === 0) return PATIENCE;
    return Math.max(
      ...[...pending].map(({ kind }) =>
        Math.min(PATIENCE, LEAST_PATIENCE + ALLOWANCE * (silences.get(kind) ?? Infinity)),
      ),
    );
  }

  function hear() {
    for (const work of pending) work.longest = Math.max(work.longest, looks);
    looks = 0;
  }

  const watch = setInterval(() => {
    looks += 1;
    if (looks > patience()) lose();
    else port.postMessage({ kind: 'ping' }, []);
  }, LOOK_MS);

  const client = createClient({
    onBoot({ state }) {
      if (state === 'ready') {
        ready = true;
        onReady();
      }
      if (state === 'failed') queueMicrotask(lose); // not within createClient
    },
    onStuck: lose,
    connect() {
      port = connect();
      const heard = /** @type {Port} */ ({
        onmessage: null,
        onerror: null,
        postMessage: (message, transfer) => port.postMessage(message, transfer),
        terminate: () => port.terminate(),
      });
      port.onmessage = (event) => {
        hear();
        heard.onmessage?.(event);
      };
      port.onerror = (event) => heard.onerror?.(event);
      return heard;
    },
  });

  return {
    async request(method, params, options) {
      const work = { kind: kindOf(method, params), longest: 0 };
      pending.add(work);
      try {
        const result = await client.request(method, params, options);
        silences.set(work.kind, Math.max(silences.get(work.kind) ?? 0, work.longest));
        return result;
      } catch (error) {
        if (/** @type {any} */ (error).code === CRASHED) lose();
        throw error;
      } finally {
        pending.delete(work);
      }
    },
    tell: client.tell,
    terminate: end,
  };
}
