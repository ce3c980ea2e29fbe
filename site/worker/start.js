/**
 * Starts the worker in a sandbox: its script has a `data:` URL with an opaque origin, and inherits the page's policy.
 * Page and worker communicate through a port that cells cannot access.
 *
 * @typedef {import('./client.js').Port} Port
 */

import { bootErrorRecord, download, fetchManifest, filesOfStart } from './files.js';
import { foresee, supply } from './fileRequests.js';

const SCRIPT = 'worker/worker.js';

/**
 * A worker that starts another one from a Blob, whose URL is short and also has an opaque origin, and forwards
 * messages. It posts '' when the script runs.
 */
const STARTER = `onmessage = ({ data: script }) => {
  const address = URL.createObjectURL(new Blob(['postMessage("");', script], { type: 'text/javascript' }));
  const worker = new Worker(address, { type: 'module', name });
  const tell = (refusal) => {
    URL.revokeObjectURL(address);
    worker.onmessage = worker.onerror = null; // errors are propagated to the page from now on
    postMessage(refusal);
  };
  worker.onmessage = () => tell('');
  worker.onerror = ({ message }) => tell(message || 'error');
  onmessage = ({ data, ports }) => worker.postMessage(data, ports);
};`;

/** Shared by all workers of this page. @type {ReturnType<typeof prepare> | undefined} */
let prepared;

/**
 * @param {'main' | 'helper'} role    helpers do pieces of work only, see pool.js
 * @returns {Port}
 */
export function startWorker(role = 'main') {
  const { port1: port, port2: theirs } = new MessageChannel();
  /** @type {Worker | undefined} */
  let worker;
  let ended = false;
  let runs = false;
  /** @type {import('./fileRequests.js').Begun} */
  let begun = new Map();
  /** @type {Port} */
  const started = {
    onmessage: null,
    onerror: null,
    postMessage: (message, transfer) => port.postMessage(message, transfer),
    terminate() {
      ended = true;
      begun.forEach(({ abort }) => abort.abort());
      worker?.terminate();
      port.close();
    },
  };
  port.onmessage = (event) => {
    runs = true;
    started.onmessage?.(event);
  };
  prepared ??= prepare(new URL('..', import.meta.url));
  prepared
    .then(async ({ script, site, manifest }) => {
      if (ended) return;
      const ordinary = new URLSearchParams(location.search).get('start') === 'ordinary';
      begun = foresee(site, filesOfStart(manifest, ordinary).first);
      const loaded = await load(await script, (started) => {
        worker = started;
      });
      if (ended) return loaded.terminate();
      const { port1: wishes, port2: files } = new MessageChannel();
      supply(wishes, site, manifest, begun);
      loaded.onerror = (event) => {
        event.preventDefault();
        if (!runs) started.onerror?.(event); // later ones come from cells, not from the start
      };
      loaded.postMessage({ site: site.href, ordinary, role }, [theirs, files]);
    })
    .catch((error) => {
      prepared = undefined; // a retry starts from the beginning
      if (ended) return;
      const data = { kind: 'boot', state: 'failed', error: bootErrorRecord(error) };
      started.onmessage?.(/** @type {MessageEvent} */ (new MessageEvent('message', { data })));
    });
  return started;
}

/**
 * A worker that waits for its first message. Its URL contains the script; Firefox copies the URL into each error, which
 * takes 5 ms for the whole script.
 *
 * @param {ArrayBuffer} script
 * @param {(worker: Worker) => void} tell    called with the worker to terminate if needed
 */
async function load(script, tell) {
  const errorsNameTheirFile = 'fileName' in new Error();
  const worker = errorsNameTheirFile && (await loadIndirectly(script, tell));
  if (worker) return worker;
  const direct = workerAt(await dataAddress(script));
  tell(direct);
  return direct;
}

/**
 * The same with an intermediate worker, if the browser supports it.
 * @param {ArrayBuffer} script
 * @param {(worker: Worker) => void} tell
 */
async function loadIndirectly(script, tell) {
  const worker = workerAt(`data:text/javascript,${encodeURIComponent(STARTER)}`);
  tell(worker);
  const refusal = await new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => resolve(message || 'error');
    worker.postMessage(script);
  });
  if (!refusal) return worker;
  worker.terminate();
  return null;
}

/** @param {string} address */
function workerAt(address) {
  return new Worker(address, /** @type {WorkerOptions} */ ({ type: 'module', name: 'zeichenlabor' }));
}

/** Fetches the manifest and the worker's script, verified. @param {URL} site */
async function prepare(site) {
  const manifest = await fetchManifest(new URL('manifest.json', site));
  const script = download(new URL(SCRIPT, site), SCRIPT, manifest.files[SCRIPT], () => {});
  script.catch(() => {}); // reported when a worker is started
  return { site, manifest, script };
}

/** @param {ArrayBuffer} script @returns {Promise<string>} */
export function dataAddress(script) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(/** @type {string} */ (reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(new Blob([script], { type: 'text/javascript;charset=utf-8' }));
  });
}
