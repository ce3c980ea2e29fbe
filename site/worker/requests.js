/**
 * Counts network requests as recorded by the browser: the page and its worker each observe their own.
 *
 * @param {(count: {own: number, foreign: number}) => void} tell    called with the number of new requests; own: to the
 *     site's server
 */
export function watchRequests(tell) {
  const observer = new PerformanceObserver((list) => {
    const origins = list
      .getEntries()
      .map(({ name }) => new URL(name))
      .filter(isNetwork)
      .map(({ origin }) => origin);
    const own = origins.filter((origin) => origin === globalThis.origin).length;
    if (origins.length > 0) tell({ own, foreign: origins.length - own });
  });
  observer.observe({ type: 'resource', buffered: true });
}

/** @param {URL} url */
function isNetwork({ protocol }) {
  return protocol === 'http:' || protocol === 'https:';
}
