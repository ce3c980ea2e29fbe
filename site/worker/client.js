/**
 * The page's side of the connection to the worker: requests as promises. When the worker ends, fails to start or is
 * restarted, all pending promises are rejected.
 *
 * @typedef {import('./protocol.js').Methods} Methods
 * @typedef {import('./protocol.js').Method} Method
 * @typedef {import('./protocol.js').FromWorker} FromWorker
 * @typedef {import('./protocol.js').ToWorker} ToWorker
 * @typedef {import('./protocol.js').ErrorRecord} ErrorRecord
 * @typedef {Extract<FromWorker, {kind: 'boot'}>} BootMessage
 */

import { asData, asErrorRecord } from './data.js';
import { OLDEST } from './oldest.js';
import { startWorker } from './start.js';
import { CRASHED, ENDED } from './codes.js';

/** Time for a cancelled request to end by itself; otherwise its worker is ended. */
const GRACE_MS = 400;

/** An error that the worker reported, or the loss of the worker itself. */
export class WorkerError extends Error {
  /** @param {ErrorRecord} record */
  constructor({ code, params, detail }) {
    super(detail ? `${code}: ${detail}` : code);
    this.name = 'WorkerError';
    this.code = code;
    this.params = params;
    this.detail = detail ?? '';
  }
}

/**
 * @typedef {object} Port    the interface of a Worker that the client needs
 * @property {(message: ToWorker, transfer: Transferable[]) => void} postMessage
 * @property {() => void} terminate
 * @property {((event: MessageEvent<FromWorker>) => void) | null} onmessage
 * @property {((event: ErrorEvent) => void) | null} onerror
 *
 * @typedef {object} Pending
 * @property {(result: any) => void} resolve
 * @property {(error: WorkerError) => void} reject
 * @property {(event: any) => void} onEvent
 * @property {boolean} late
 */

/**
 * @param {object} options
 * @param {(message: BootMessage) => void} options.onBoot    receives every boot message
 * @param {() => void} [options.onStuck]    called when Python ignores a stop, see `terminateIfIgnored`
 * @param {() => Port} [options.connect]    starts a worker; replaced in tests
 */
export function createClient({ onBoot, onStuck = () => {}, connect = () => startWorker() }) {
  /** @type {Map<number, Pending>} */
  const pending = new Map();
  /** Answered requests that may still receive events. @type {Map<number, (event: any) => void>} */
  const listening = new Map();
  let nextId = 1;
  /** @type {Port | null} */
  let port = null;
  /** @type {ErrorRecord | null} */
  let lost = null;

  /** @param {ErrorRecord} error */
  function rejectAll(error) {
    for (const { reject } of pending.values()) reject(new WorkerError(error));
    pending.clear();
    listening.clear();
  }

  /** @param {ErrorRecord} error */
  function lose(error) {
    lost = error;
    rejectAll(error);
  }

  /** @param {FromWorker} message */
  function receive(message) {
    if (message.kind === 'boot') {
      if (message.state === 'failed') lose(message.error);
      onBoot(message);
      return;
    }
    if (message.kind === 'pong') return;
    const waiting = pending.get(message.id);
    if (message.kind === 'event') {
      (waiting?.onEvent ?? listening.get(message.id))?.(message.event);
      return;
    }
    if (!waiting) return;
    if (message.kind === 'error' && message.error.code === CRASHED) {
      lose(message.error); // nothing else will be answered, either
      return;
    }
    pending.delete(message.id);
    if (waiting.late) listening.set(message.id, waiting.onEvent);
    if (message.kind === 'reply') waiting.resolve(message.result);
    else waiting.reject(new WorkerError(message.error));
  }

  function start() {
    lost = null;
    const started = connect();
    port = started;
    started.onmessage = ({ data }) => {
      const message = asData(data);
      receive('error' in message ? { ...message, error: asErrorRecord(message.error) } : message);
    };
    started.onerror = (event) => {
      const detail = event.message ?? '';
      const code = /SyntaxError/.test(detail) ? 'boot/old-browser' : 'boot/worker';
      const error = { code, params: { browsers: OLDEST }, detail };
      lose(error);
      onBoot({ kind: 'boot', state: 'failed', error });
    };
  }

  function terminate() {
    if (port) {
      // Messages that it posted before its end may still arrive, and are ignored.
      port.onmessage = () => {};
      port.onerror = () => {};
      port.terminate();
      port = null;
    }
    lose({ code: ENDED, params: {} });
  }

  start();

  return {
    /**
     * @template {Method} M
     * @param {M} method
     * @param {Methods[M]['params']} params
     * @param {object} [options]
     * @param {(event: Methods[M]['event']) => void} [options.onEvent]
     * @param {AbortSignal} [options.signal]    asks the worker to end early; the reply still arrives
     * @param {boolean | (() => boolean)} [options.terminateIfIgnored]    if the signal has no effect in time,
     *     `onStuck` is called; a function is evaluated at the stop and at that time
     * @param {number} [options.grace]    milliseconds until then
     * @param {boolean} [options.late]    whether events after the reply are delivered, too
     * @param {Transferable[]} [options.transfer]    buffers in `params` to transfer
     * @returns {Promise<Methods[M]['result']>}
     */
    request(method, params, options = {}) {
      const {
        onEvent = () => {},
        signal,
        terminateIfIgnored = false,
        grace = GRACE_MS,
        late = false,
        transfer = [],
      } = options;
      return new Promise((resolve, reject) => {
        const target = port;
        if (lost || !target) {
          reject(new WorkerError(lost ?? { code: ENDED, params: {} }));
          return;
        }
        const id = nextId++;
        pending.set(id, { resolve, reject, onEvent, late });
        target.postMessage({ kind: 'request', id, method, params }, transfer);
        const cancel = () => {
          if (!pending.has(id)) return;
          target.postMessage({ kind: 'cancel', id }, []);
          const isMeant = () => (typeof terminateIfIgnored === 'function' ? terminateIfIgnored() : terminateIfIgnored);
          if (isMeant()) setTimeout(() => pending.has(id) && isMeant() && onStuck(), grace);
        };
        if (signal?.aborted) cancel();
        else signal?.addEventListener('abort', cancel, { once: true });
      });
    },

    /** Sends a message without a reply. @param {ToWorker} message @param {Transferable[]} [transfer] */
    tell(message, transfer = []) {
      port?.postMessage(message, transfer);
    },

    /** Terminates the worker and starts a new one. */
    restart() {
      terminate();
      start();
    },

    terminate,
  };
}

/** @typedef {ReturnType<typeof createClient>} Client */
