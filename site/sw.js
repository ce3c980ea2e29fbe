/**
 * The service worker: stores the whole site on the device for offline use.
 *
 * One cache contains one version of the site. It is used only when every file is in it with the right sha256; unchanged
 * files are copied from the previous version. From then on files are served from the cache only, and verified again,
 * since all pages of this origin share the cache. A newer version waits until the page activates it, so that nothing
 * changes during use.
 */

'use strict';

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** @typedef {{bytes: number, sha256: string}} FileRecord */
/** @typedef {{id: string, files: Record<string, FileRecord>, boot: Record<string, string[]>}} Manifest */

const SITE = 'development'; // build.py writes the manifest's id here, so that every version has another service worker
const HOME = worker.registration.scope;
const OWN = `zeichenlabor ${HOME} `; // other pages of this origin may have caches
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
  const manifest = await answered.clone().json();
  if (!(await isOwn(manifest))) throw new Error('The site is just being replaced; the browser will try again.');
  const cache = await caches.open(CACHE);
  const last = await lastVersion();
  /** @type {[string, FileRecord][]} */
  const kept = Object.entries(manifest.files).filter(([path]) => path !== 'sw.js');
  const total = kept.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  let loaded = 0;
  for (const [path, record] of kept) {
    // Files from an interrupted attempt were verified, and are kept.
    if (!(await cache.match(at(path)))) {
      const same = last?.files[path]?.sha256 === record.sha256 ? await last?.cache.match(at(path)) : undefined;
      const unchanged = same && (await isRight(await same.clone().blob(), record));
      await cache.put(at(path), unchanged ? same : await fetchRight(path, record).catch(leaveNothing));
    }
    loaded += record.bytes;
    await tellPages({ state: 'saving', loaded, total });
  }
  await cache.put(MANIFEST, answered); // last, since it marks the cache as complete
}

/**
 * Deletes a version with a wrong file; after network errors, installation continues later.
 * @param {unknown} error
 * @returns {Promise<never>}
 */
async function leaveNothing(error) {
  if (!(error instanceof TypeError)) await caches.delete(CACHE);
  throw error;
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
async function fetchRight(path, record) {
  const response = await fetch(at(path), { cache: 'no-cache' });
  const content = await response.blob();
  if (!response.ok || !(await isRight(content, record))) throw new Error(`${path} is missing or damaged`);
  return answerOf(content, response);
}

/** @param {Blob} content @param {Response} response    that contained it */
function answerOf(content, { headers }) {
  return new Response(content, { headers: { 'Content-Type': headers.get('Content-Type') ?? '' } });
}

/**
 * Blobs are stored outside this process, which the page shares; so their bytes are in memory only during verification.
 * Otherwise the browser would keep those of all files for half a minute: 50 MB and more.
 *
 * @param {Blob} content
 * @param {FileRecord} record
 */
async function isRight(content, { sha256 }) {
  const bytes = await content.arrayBuffer();
  const same = (await digest(bytes)) === sha256;
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.postMessage(null, [bytes]); // transferring them frees the memory immediately
  port1.close();
  return same;
}

/** @param {BufferSource} content */
async function digest(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OWN) && name !== CACHE).map((name) => caches.delete(name)));
}

/** The manifest of this version, once verified. @type {Manifest | null} */
let known = null;
/**
 * Verified files of Python's start: many megabytes, which their receiver verifies, too.
 * @type {Set<string>}
 */
const right = new Set();

/** @param {Request} request @returns {Promise<Response>} */
async function answer(request) {
  const url = new URL(request.url);
  url.search = url.hash = '';
  const path = url.href === HOME ? 'index.html' : url.href.slice(HOME.length);
  const cache = await caches.open(CACHE);
  try {
    const manifest = await ownManifest(cache);
    if (path === 'manifest.json')
      return new Response(JSON.stringify(manifest), { headers: { 'Content-Type': 'application/json' } });
    if (path === 'sw.js' || !Object.hasOwn(manifest.files, path)) return await fetch(request);
    return await rightFile(cache, path, manifest);
  } catch {
    return await giveUp(request);
  }
}

/** @param {Cache} cache @returns {Promise<Manifest>} */
async function ownManifest(cache) {
  if (known) return known;
  let manifest = await cache
    .match(MANIFEST)
    .then((kept) => kept?.json())
    .catch(() => null);
  if (!(await isOwn(manifest))) {
    const answered = await fetch(MANIFEST, { cache: 'no-store' });
    manifest = await answered.clone().json();
    if (!(await isOwn(manifest))) throw new Error('The manifest is of another version.');
    await cache.put(MANIFEST, answered);
  }
  return (known = manifest);
}

/**
 * Its id is the hash of its contents without the record of this file, which contains the id.
 * @param {any} manifest
 */
async function isOwn(manifest) {
  if (manifest?.id !== SITE || !manifest.files) return false;
  const { id, files, ...others } = manifest;
  const { 'sw.js': self, ...records } = files;
  return (await digest(new TextEncoder().encode(JSON.stringify({ ...others, files: records })))) === SITE;
}

/**
 * Returns the cached file, or, if it was modified, the server's.
 * @param {Cache} cache
 * @param {string} path
 * @param {Manifest} manifest
 */
async function rightFile(cache, path, { files, boot }) {
  const kept = await cache.match(at(path));
  if (kept && right.has(path)) return kept;
  const content = await kept?.blob();
  if (kept && content && (await isRight(content, files[path]))) {
    if (Object.values(boot).some((paths) => paths.includes(path))) right.add(path);
    return answerOf(content, kept);
  }
  const fresh = await fetchRight(path, files[path]);
  await cache.put(at(path), fresh.clone());
  return fresh;
}

/**
 * If a version cannot be repaired: the server's newer one, or an error message.
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function giveUp(request) {
  try {
    const { id } = await (await fetch(MANIFEST, { cache: 'no-store' })).json();
    if (id !== SITE) {
      known = null;
      right.clear();
      await caches.delete(CACHE); // the remaining files do not match the newer version
      return await fetch(request);
    }
  } catch {
    // No network, or the site no longer exists.
  }
  const text =
    'Eine Datei von Zeichenlabor auf diesem Gerät wurde verändert und konnte nicht neu geladen werden. ' +
    'Verbinde das Gerät mit dem Internet und lade die Seite neu. – A file of Zeichenlabor on this device was changed and could not ' +
    'be fetched again. Connect the device to the internet and reload the page.';
  return new Response(text, { status: 503, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}

/**
 * Whether other tabs use the old version: they would get the new one's files.
 * @param {ExtendableMessageEvent['source']} page
 */
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
