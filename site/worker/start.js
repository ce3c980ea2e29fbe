/**
 * Starts the worker as a place without access: its script comes from a `data:` address, which has no origin,
 * and it inherits the page's policy. What page and worker say to each other goes through a port that no cell has.
 *
 * @typedef {import('./client.js').Port} Port
 */

import { bootErrorRecord, download, fetchManifest, filesOfStart } from './files.js';
import { foresee, supply } from './fileRequests.js';

const SCRIPT = 'worker/worker.js';

/**
 * A worker that starts another one from a Blob of its own, whose address is short and as much without origin, and
 * hands on what it is sent. It says '' when the script runs.
 */
const STARTER = `onmessage = ({ data: script }) => {
  const address = URL.createObjectURL(new Blob(['postMessage("");', script], { type: 'text/javascript' }));
  const worker = new Worker(address, { type: 'module', name });
  const tell = (refusal) => {
    URL.revokeObjectURL(address);
    worker.onmessage = worker.onerror = null; // errors rise to the page from now on
    postMessage(refusal);
  };
  worker.onmessage = () => tell('');
  worker.onerror = ({ message }) => tell(message || 'error');
  onmessage = ({ data, ports }) => worker.postMessage(data, ports);
};`;

/** The same for each worker of this page. @type {ReturnType<typeof prepare> | undefined} */
let prepared;

/**
 * @param {'main' | 'helper'} part    a helper is asked for pieces of work alone, see pool.js
 * @returns {Port}
 */
export function startWorker(part = 'main') {
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
        if (!runs) started.onerror?.(event); // later ones are of cells, and no failed start
      };
      loaded.postMessage({ site: site.href, ordinary, part }, [theirs, files]);
    })
    .catch((error) => {
      prepared = undefined; // who tries again, begins anew
      if (ended) return;
      const data = { kind: 'boot', state: 'failed', error: bootErrorRecord(error) };
      started.onmessage?.(/** @type {MessageEvent} */ (new MessageEvent('message', { data })));
    });
  return started;
}

/**
 * A worker of this script that waits for its first message. The script is its address; only Firefox writes the address
 * into each error, which takes 5 ms where that is the whole script.
 *
 * @param {ArrayBuffer} script
 * @param {(worker: Worker) => void} tell    which worker is to be ended, should that be wanted meanwhile
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
 * The same by way of a second worker, where the browser starts one.
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

/** The manifest, and the worker's script, checked. @param {URL} site */
async function prepare(site) {
  const manifest = await fetchManifest(new URL('manifest.json', site));
  const script = download(new URL(SCRIPT, site), SCRIPT, manifest.files[SCRIPT], () => {});
  script.catch(() => {}); // who starts a worker hears of it
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
