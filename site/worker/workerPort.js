/**
 * A port between two workers of this page: the main worker sends requests, a helper computes micro-batches. Cells run
 * in the main worker and could send requests, too; so helpers answer only requests to a replica on this port.
 *
 * @typedef {import('./protocol.js').Request} PageRequest
 * @typedef {(message: any, transfer: Transferable[]) => void} Send
 */

// Everything that a cell could replace is looked up before any cell runs, as in worker.js.
const { apply } = Reflect;
const dataOf = /** @type {() => any} */ (Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')?.get);
const portsOf = /** @type {() => readonly MessagePort[]} */ (
  Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'ports')?.get
);
const { postMessage } = MessagePort.prototype;
const listen = /** @type {(hear: (event: MessageEvent) => void) => void} */ (
  Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage')?.set
);

/** The methods that a helper answers on this port, see `lab/training/helpers.py`. */
const REPLICA_METHODS = ['replica.open', 'replica.compute', 'replica.hear', 'replica.alter'];

/**
 * The port transferred with a message; without iterators, which a cell may have replaced.
 * @param {MessageEvent} event
 */
export function portOf(event) {
  return apply(portsOf, event, [])[0];
}

/**
 * In a helper: answers the main worker's requests.
 *
 * @param {MessagePort} port
 * @param {(request: PageRequest, to: Send) => void} answer
 */
export function serveReplica(port, answer) {
  hear(port, (request) => {
    const { id, method } = request;
    if (REPLICA_METHODS.includes(method)) answer(request, sender(port));
    else sender(port)({ kind: 'error', id, error: { code: 'request/unknown', params: { method } } }, []);
  });
}

/**
 * In the main worker: sends requests to a helper and receives its events.
 *
 * @param {MessagePort} port
 * @param {{onEvent: (event: any) => void, onError: () => void}} hopes
 * @returns {Send}
 */
export function connectReplica(port, { onEvent, onError }) {
  hear(port, (message) => {
    if (message.kind === 'event') onEvent(message.event);
    else if (message.kind === 'error') onError();
  });
  return sender(port);
}

/** @param {MessagePort} port @returns {Send} */
function sender(port) {
  return (message, transfer) => apply(postMessage, port, [message, transfer]);
}

/** @param {MessagePort} port @param {(message: any) => void} onMessage */
function hear(port, onMessage) {
  apply(listen, port, [(/** @type {MessageEvent} */ event) => onMessage(apply(dataOf, event, []))]);
}
