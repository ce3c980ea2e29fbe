/**
 * The place where Python and the cells of code run: it can compute, and nothing else.
 *
 * The worker's address is a `data:` one, or a Blob of such a one, so its origin is opaque: it has neither the site's
 * storage nor its
 * caches, can start none of its scripts, and the page's policy is its own. Here goes what is left of ways out,
 * so that no request is made at all; files come through a port, from the page, which decides what it gives.
 */

/** What leads outside, or to another realm that has it all again. */
const GLOBALS = [
  'fetch',
  'fetchLater',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'WebTransport',
  'RTCPeerConnection',
  'RTCDataChannel',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'importScripts',
  'caches',
  'cookieStore',
  'indexedDB',
  'storage',
  'FontFace',
  'fonts',
  'Notification',
  'PushManager',
  'ServiceWorkerRegistration',
  'webkitRequestFileSystem',
  'webkitRequestFileSystemSync',
  'webkitResolveLocalFileSystemURL',
  'webkitResolveLocalFileSystemSyncURL',
  'requestFileSystem',
  'postMessage',
  'close',
];
const NAVIGATOR = [
  'locks',
  'storage',
  'storageBuckets',
  'serviceWorker',
  'sendBeacon',
  'connection',
  'permissions',
  'usb',
  'serial',
  'hid',
  'bluetooth',
  'mediaCapabilities',
];

/** @param {MessagePort} files    of the page, see supply.js */
export function closeRealm(files) {
  for (const name of GLOBALS) takeAway(globalThis, name);
  for (const name of NAVIGATOR) takeAway(navigator, name);
  takeAway(URL, 'createObjectURL'); // the policy lets workers start from Blobs, as start.js does in Firefox
  // Not to be defined anew by who finds no other way: it asks the page.
  Object.defineProperty(globalThis, 'fetch', { value: askingPage(files), writable: true, configurable: true });
}

/** @param {object} owner @param {string} name */
function takeAway(owner, name) {
  for (let place = owner; place; place = Object.getPrototypeOf(place)) Reflect.deleteProperty(place, name);
  if (name in owner) throw new Error(`This browser does not let go of ${name}.`);
}

/** @param {MessagePort} files @returns {typeof fetch} */
function askingPage(files) {
  const ask = files.postMessage.bind(files);
  return (input, init) =>
    new Promise((resolve, reject) => {
      const { port1: answer, port2 } = new MessageChannel();
      /** @type {ReadableStreamDefaultController<Uint8Array>} */
      let controller;
      answer.onmessage = ({ data }) => {
        if (data?.status) {
          const body = new ReadableStream({
            start: (given) => {
              controller = given;
            },
          });
          resolve(new Response(body, { status: data.status, headers: { 'Content-Type': data.type } }));
        } else if (data instanceof Uint8Array) {
          controller.enqueue(data);
        } else {
          answer.close();
          if (data === null) controller.close();
          else if (controller) controller.error(new TypeError(data.error));
          else reject(new TypeError(data.error));
        }
      };
      init?.signal?.addEventListener('abort', () => answer.postMessage('abort'), { once: true });
      ask(String(input instanceof Request ? input.url : input), [port2]);
    });
}
