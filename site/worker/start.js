/**
 * Starts the worker as a place without access: its script comes from a `data:` address, which has no origin,
 * and inherits the page's policy. What page and worker say to each other goes through a port that no cell has.
 *
 * @typedef {import('./client.js').Port} Port
 */

import { bootErrorRecord, download, fetchManifest, filesOfStart } from './files.js';
import { foresee, supply } from './supply.js';

const SCRIPT = 'worker/worker.js';

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
    const address = await script;
    if (ended) return;
    const { port1: wishes, port2: files } = new MessageChannel();
    supply(wishes, site, manifest, begun);
    worker = new Worker(address, { type: 'module', name: 'zeichenlabor' });
    worker.onerror = (event) => started.onerror?.(event);
    worker.postMessage({ site: site.href, ordinary }, [theirs, files]);
  }).catch((error) => {
    prepared = undefined; // who tries again, begins anew
    if (ended) return;
    const data = { kind: 'boot', state: 'failed', error: bootErrorRecord(error) };
    started.onmessage?.(/** @type {MessageEvent} */ (new MessageEvent('message', { data })));
  });
  return started;
}

/** The manifest, and the worker's script as an address of its own, checked. @param {URL} site */
async function prepare(site) {
  const manifest = await fetchManifest(new URL('manifest.json', site));
  const script = download(new URL(SCRIPT, site), SCRIPT, manifest.files[SCRIPT], () => {}).then(dataAddress);
  script.catch(() => {}); // who starts a worker hears of it
  return { site, manifest, script };
}

/** @param {ArrayBuffer} script @returns {Promise<string>} */
function dataAddress(script) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(/** @type {string} */ (reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(new Blob([script], { type: 'text/javascript;charset=utf-8' }));
  });
}
