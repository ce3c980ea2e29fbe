/**
 * A helper: a further Python, for pieces of work alone. It is given up when it has said nothing for a while, for a
 * worker that the browser has ended tells nobody.
 *
 * @typedef {object} Helper
 * @property {(method: any, params: any, options?: {onEvent?: (event: any) => void, signal?: AbortSignal, firm?: boolean, transfer?: Transferable[]}) => Promise<any>} request
 * @property {(message: import('./protocol.js').ToWorker, transfer: Transferable[]) => void} tell
 * @property {() => void} terminate
 *
 * @typedef {object} Hopes
 * @property {() => void} onReady
 * @property {() => void} onLost    told once; what it was asked is rejected
 *
 * @typedef {import('./client.js').Port} Port
 */

import { createClient } from './client.js';
import { startWorker } from './start.js';
import { CRASHED } from './codes.js';

const LOOK_MS = 2000;
/** Looks without a sign of life. Counted, not timed: a computer that sleeps ends nothing. A page is read within one or two of them. */
const PATIENCE = 7;
/** The same while it starts. */
const PATIENCE_AT_FIRST = 30;

/**
 * @param {Hopes} hopes
 * @param {() => Port} [connect]    tests give their own
 * @returns {Helper}
 */
export function startHelper({ onReady, onLost }, connect = () => startWorker('helper')) {
  let looks = 0;
  let patience = PATIENCE_AT_FIRST;
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

  const watch = setInterval(() => {
    looks += 1;
    if (looks > patience) lose();
    else port.postMessage({ kind: 'ping' }, []);
  }, LOOK_MS);

  const client = createClient({
    onBoot({ state }) {
      if (state === 'ready') {
        patience = PATIENCE;
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
        looks = 0;
        heard.onmessage?.(event);
      };
      port.onerror = (event) => heard.onerror?.(event);
      return heard;
    },
  });

  return {
    async request(method, params, options) {
      try {
        return await client.request(method, params, options);
      } catch (error) {
        if (/** @type {any} */ (error).code === CRASHED) lose();
        throw error;
      }
    },
    tell: client.tell,
    terminate: end,
  };
}
