/**
 * Starts the worker as a place without access: its address is a `data:` one, which has no origin,
 * and it inherits the page's policy. What page and worker say to each other goes through a port that no cell has.
 *
 * @typedef {import('./client.js').Port} Port
 */

import { bootErrorRecord, download, fetchManifest, filesOfStart } from './files.js';
import { foresee, supply } from './supply.js';

const SCRIPT = 'worker/worker.js';

/**
 * All that stands at the worker's address: it runs the script that it is sent, from a Blob of its own. Firefox
 * copies a script's address for each error, which takes 5 ms where the whole script is its own address.
 */
const LOADER = `onmessage = async ({ data }) => {
  onmessage = null;
  const address = URL.createObjectURL(new Blob([data], { type: 'text/javascript' }));
  try {
    await import(address);
    postMessage('');
  } catch (error) {
    postMessage(String(error));
  }
  URL.revokeObjectURL(address);
};`;

/** The same for each worker of this page. @type {ReturnType<typeof prepare> | undefined} */
let prepared;

/** @returns {Port} */
export function startWorker() {
  const { port1: port, port2: theirs } = new MessageChannel();
  /** @type {Worker | undefined} */
  let worker;
  let ended = false;
  /** @type {import('./supply.js').Begun} */
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
  port.onmessage = (event) => started.onmessage?.(event);
  prepared ??= prepare(new URL('..', import.meta.url));
  prepared.then(async ({ script, site, manifest }) => {
    if (ended) return;
    const ordinary = new URLSearchParams(location.search).get('start') === 'ordinary';
    begun = foresee(site, filesOfStart(manifest, ordinary).first);
    const loaded = await load(await script, (started) => { worker = started; });
    if (ended) return loaded.terminate();
    const { port1: wishes, port2: files } = new MessageChannel();
    supply(wishes, site, manifest, begun);
    loaded.onerror = (event) => started.onerror?.(event);
    loaded.postMessage({ site: site.href, ordinary }, [theirs, files]);
  }).catch((error) => {
    prepared = undefined; // who tries again, begins anew
    if (ended) return;
    const data = { kind: 'boot', state: 'failed', error: bootErrorRecord(error) };
    started.onmessage?.(/** @type {MessageEvent} */ (new MessageEvent('message', { data })));
  });
  return started;
}

/**
 * A worker that has run the script, and waits for its first message. WebKit imports no Blob where there is no
 * origin: there the script is the worker's address, which costs nothing in that engine.
 *
 * @param {ArrayBuffer} script
 * @param {(worker: Worker) => void} tell    which worker is to be ended, should that be wanted meanwhile
 */
async function load(script, tell) {
  const options = /** @type {WorkerOptions} */ ({ type: 'module', name: 'zeichenlabor' });
  const worker = new Worker(`data:text/javascript,${encodeURIComponent(LOADER)}`, options);
  tell(worker);
  const refusal = await new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => resolve(message || 'error');
    worker.postMessage(script);
  });
  if (!refusal) return worker;
  worker.terminate();
  const other = new Worker(await dataAddress(script), options);
  tell(other);
  return other;
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
