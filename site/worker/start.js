/**
 * Starts the worker as a place without access: its script comes from a `data:` address, which has no origin,
 * and inherits the page's policy. What page and worker say to each other goes through a port that no cell has.
 *
 * @typedef {import('./client.js').Port} Port
 */

import { bootErrorRecord, download, fetchManifest } from './files.js';
import { supply } from './supply.js';

const SCRIPT = 'worker/worker.js';

/** The same for each worker of this page. @type {ReturnType<typeof prepare> | undefined} */
let prepared;

/** @returns {Port} */
export function startWorker() {
  const { port1: port, port2: theirs } = new MessageChannel();
  /** @type {Worker | undefined} */
  let worker;
  let ended = false;
  /** @type {Port} */
  const started = {
    onmessage: null,
    onerror: null,
    postMessage: (message, transfer) => port.postMessage(message, transfer),
    terminate() {
      ended = true;
      worker?.terminate();
      port.close();
    },
  };
  port.onmessage = (event) => started.onmessage?.(event);
  prepared ??= prepare(new URL('..', import.meta.url));
  prepared.then(({ address, site, manifest }) => {
    if (ended) return;
    const { port1: wishes, port2: files } = new MessageChannel();
    supply(wishes, site, manifest);
    worker = new Worker(address, { type: 'module', name: 'zeichenlabor' });
    worker.onerror = (event) => started.onerror?.(event);
    const ordinary = new URLSearchParams(location.search).get('start') === 'ordinary';
    worker.postMessage({ site: site.href, ordinary }, [theirs, files]);
  }).catch((error) => {
    prepared = undefined; // who tries again, begins anew
    if (ended) return;
    const data = { kind: 'boot', state: 'failed', error: bootErrorRecord(error) };
    started.onmessage?.(/** @type {MessageEvent} */ (new MessageEvent('message', { data })));
  });
  return started;
}

/** The worker's script as an address of its own, checked. @param {URL} site */
async function prepare(site) {
  const manifest = await fetchManifest(new URL('manifest.json', site));
  const script = await download(new URL(SCRIPT, site), SCRIPT, manifest.files[SCRIPT], () => {});
  return { site, manifest, address: await dataAddress(script) };
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
