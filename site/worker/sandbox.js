/**
 * Removes everything from the worker's global scope that Python and cells must not use.
 *
 * The worker's URL is a `data:` URL, or a Blob created by one, so its origin is opaque: it cannot access the site's
 * storage, caches and scripts, and inherits the page's policy. This module removes the remaining ways to make requests;
 * files are provided by the page through a port.
 */

/** Globals that allow requests, or give access to another realm. */
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
  takeAway(URL, 'createObjectURL'); // the policy allows workers from Blobs, as start.js needs in Firefox
  // Not configurable; `fetch` requests files from the page.
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
