/**
 * The page's end of the worker's wish for files: it fetches what the manifest names, and nothing else.
 *
 * @typedef {import('./files.js').Manifest} Manifest
 * @typedef {{response: Promise<Response>, abort: AbortController}} Begin    a request that is under way
 * @typedef {Map<string, Begin>} Begun    by absolute URL
 */

/**
 * So many of the site's files a worker is given: twice what any start and all packages need. Without an end, a cell
 * could spell a picture to whoever reads the server's log, by which file it asks for next.
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
    if (typeof url !== 'string' || !answer) return; // nothing that the worker's own `fetch` would say
    const mayAsk = isGiven(url, site, manifest) && (given < MOST_WISHES || !url.startsWith(site.href));
    if (mayAsk) given += 1;
    const request = begun.get(url) ?? begin(url, mayAsk);
    begun.delete(url);
    void give(request, answer);
  };
}

/**
 * Asks for files that the worker will want, while it is not even there.
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
  response.catch(() => {}); // who asks hears of it
  return { response, abort };
}

/**
 * Nothing can be told to a server by asking for a file of the site; a server of packages hears their names.
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
  // Who asked closes the port, when all has come: what is under way to a port whose other end is closed can be lost.
}
