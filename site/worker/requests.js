/**
 * Counts what the network is asked for, as the browser itself records it: the page
 * and its worker each watch their own requests.
 *
 * @param {(count: {own: number, foreign: number}) => void} tell    how many more; own: to the site's own server
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
