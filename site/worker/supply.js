/**
 * The page's end of the worker's wish for files: it fetches what the manifest names, and nothing else.
 *
 * @typedef {import('./files.js').Manifest} Manifest
 */

/**
 * @param {MessagePort} wishes
 * @param {URL} site
 * @param {Manifest} manifest
 */
export function supply(wishes, site, manifest) {
  wishes.onmessage = ({ data: url, ports: [answer] }) => void give(url, answer, isGiven(url, site, manifest));
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

/** @param {string} url @param {MessagePort} answer @param {boolean} given */
async function give(url, answer, given) {
  const abort = new AbortController();
  answer.onmessage = () => abort.abort();
  try {
    if (!given) throw new TypeError(`Nothing but the site's own files can be fetched here, not ${url.slice(0, 200)}`);
    const response = await fetch(url, { signal: abort.signal });
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
