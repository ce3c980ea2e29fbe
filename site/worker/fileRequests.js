/**
 * The page's side of the worker's file requests: it fetches only what the manifest lists.
 *
 * @typedef {import('./files.js').Manifest} Manifest
 * @typedef {{response: Promise<Response>, abort: AbortController}} Begin    a pending request
 * @typedef {Map<string, Begin>} Begun    by absolute URL
 */

/**
 * Limit of files per worker: twice what a start and all packages need. Without a limit, a cell could leak data to the
 * server's log by the sequence of its requests.
 */
export const MOST_WISHES = 48;

/**
 * @param {MessagePort} wishes
 * @param {URL} site
 * @param {Manifest} manifest
 * @param {Begun} begun
 */
export function supply(wishes, site, manifest, begun) {
  let given = 0;
  wishes.onmessage = ({ data: url, ports: [answer] }) => {
    if (typeof url !== 'string' || !answer) return; // not an error of the worker's `fetch`
    const mayAsk = isGiven(url, site, manifest) && (given < MOST_WISHES || !url.startsWith(site.href));
    if (mayAsk) given += 1;
    const request = begun.get(url) ?? begin(url, mayAsk);
    begun.delete(url);
    void give(request, answer);
  };
}

/**
 * Prefetches files that the worker will need before it exists.
 *
 * @param {URL} site
 * @param {string[]} paths
 * @returns {Begun}
 */
export function foresee(site, paths) {
  return new Map(paths.map((path) => new URL(path, site).href).map((url) => [url, begin(url, true)]));
}

/** @param {string} url @param {boolean} given @returns {Begin} */
function begin(url, given) {
  const abort = new AbortController();
  const refusal = new TypeError(
    `Nothing but the site's own files can be fetched here, ${MOST_WISHES} times at most, and not ${url.slice(0, 200)}`,
  );
  const response = given ? fetch(url, { signal: abort.signal }) : Promise.reject(refusal);
  response.catch(() => {}); // reported to the request
  return { response, abort };
}

/**
 * Requests for the site's files reveal nothing; a package server learns package names.
 *
 * @param {string} address
 * @param {URL} site
 * @param {Manifest} manifest
 */
export function isGiven(address, site, { files, packagesFrom }) {
  if (address.startsWith(site.href)) {
    const path = address.slice(site.href.length);
    return path === 'manifest.json' || Object.hasOwn(files, path);
  }
  return packagesFrom.some((server) => address.startsWith(`${server}/`)) && !/[?#]/.test(address);
}

/** @param {Begin} request @param {MessagePort} answer */
async function give({ response: asked, abort }, answer) {
  answer.onmessage = () => abort.abort();
  try {
    const response = await asked;
    answer.postMessage({ status: response.status, type: response.headers.get('Content-Type') ?? '' });
    const reader = response.body?.getReader();
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      const own = piece.value.byteLength === piece.value.buffer.byteLength ? piece.value : piece.value.slice();
      answer.postMessage(own, [own.buffer]);
    }
    answer.postMessage(null);
  } catch (error) {
    answer.postMessage({ error: String(error) });
  }
  // The receiver closes the port at the end: messages to a closed port can be lost.
}
