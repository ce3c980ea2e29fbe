/**
 * The service worker: keeps the whole site on the device, so that it needs no network.
 *
 * One cache holds one version of the site. It counts only when every file is in it
 * with the right sha256; what the last version has unchanged is copied from there.
 * From then on its files are served from it alone. A newer version waits beside it
 * until the page asks for it, so that nothing changes in the middle of work.
 */

'use strict';

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** @typedef {{bytes: number, sha256: string}} FileRecord */

const SITE = 'development'; // build.py writes the manifest's id here: a new site is a new service worker
const HOME = worker.registration.scope;
const OWN = `zeichenlabor ${HOME} `; // the origin may be shared with other pages that have caches
const CACHE = OWN + SITE;
const MANIFEST = at('manifest.json');

worker.addEventListener('install', (event) => event.waitUntil(keepSite()));
worker.addEventListener('activate', (event) => event.waitUntil(forgetOthers()));
worker.addEventListener('message', (event) => event.waitUntil(takeOver(event.source)));
worker.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'GET' && url.startsWith(HOME)) event.respondWith(answer(event.request));
});

/** @param {string} path */
function at(path) {
  return new URL(path, HOME).href;
}

async function keepSite() {
  const answered = await fetch(MANIFEST, { cache: 'no-store' });
  const { id, files } = await answered.clone().json();
  if (id !== SITE) throw new Error('The site is just being replaced; the browser will try again.');
  const cache = await caches.open(CACHE);
  const last = await lastVersion();
  /** @type {[string, FileRecord][]} */
  const kept = Object.entries(files).filter(([path]) => path !== 'sw.js');
  const total = kept.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  let loaded = 0;
  for (const [path, record] of kept) {
    // What an interrupted attempt has kept was right, and stays.
    if (!(await cache.match(at(path)))) {
      const same = last?.files[path]?.sha256 === record.sha256 && (await last?.cache.match(at(path)));
      await cache.put(at(path), same || (await fetchRight(path, record)));
    }
    loaded += record.bytes;
    await tellPages({ state: 'saving', loaded, total });
  }
  await cache.put(MANIFEST, answered); // last of all: it says that the cache is complete
}

/**
 * A complete cache of another version of this site, with its files' records.
 *
 * @returns {Promise<{cache: Cache, files: Record<string, FileRecord>} | null>}
 */
async function lastVersion() {
  for (const name of await caches.keys()) {
    if (!name.startsWith(OWN) || name === CACHE) continue;
    const cache = await caches.open(name);
    const manifest = await cache.match(MANIFEST);
    if (manifest) return { cache, files: (await manifest.json()).files };
  }
  return null;
}

/** @param {string} path @param {FileRecord} record */
async function fetchRight(path, { sha256 }) {
  const response = await fetch(at(path), { cache: 'no-cache' });
  const content = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (!response.ok || hex !== sha256) throw new Error(`${path} is missing or damaged`);
  return new Response(content, { headers: { 'Content-Type': response.headers.get('Content-Type') ?? '' } });
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OWN) && name !== CACHE).map((name) => caches.delete(name)));
}

/** @param {Request} request @returns {Promise<Response>} */
async function answer(request) {
  const url = new URL(request.url);
  url.search = url.hash = '';
  const cache = await caches.open(CACHE);
  const kept = await cache.match(url.href === HOME ? at('index.html') : url.href);
  return kept ?? fetch(request);
}

/** Other tabs run on the old version: they would find the new one's files. @param {ExtendableMessageEvent['source']} page */
async function takeOver(page) {
  const open = await pages();
  if (open.length > 1) page?.postMessage({ state: 'others' });
  else await worker.skipWaiting();
}

async function pages() {
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return windows.filter(({ url }) => url.startsWith(HOME));
}

/** @param {import('./worker/protocol.js').Offline} message */
async function tellPages(message) {
  for (const page of await pages()) page.postMessage(message);
}
