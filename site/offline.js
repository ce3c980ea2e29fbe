/**
 * The page's side of the service worker: registers it, reports whether the site is available offline, and activates
 * updates on request.
 */

/** @import {Offline} from './worker/protocol.js' */

/**
 * @param {(offline: Offline) => void} tell
 * @returns {{start: () => Promise<void>, update: () => void}}
 */
export function createOffline(tell) {
  /** @type {ServiceWorkerRegistration | null} */
  let registration = null;
  let wanted = false;

  /** @param {ServiceWorker} worker    that is being installed */
  function follow(worker) {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'redundant') tell({ state: registration?.active ? 'ready' : 'failed' });
      else if (registration) tell(stateOf(registration));
    });
  }

  return {
    async start() {
      const container = navigator.serviceWorker;
      if (!container || !location.protocol.startsWith('http')) return;
      // A message about saving may be late: the new version may be waiting already.
      container.addEventListener('message', ({ data }) =>
        tell(data.state === 'saving' && registration && !registration.installing ? stateOf(registration) : data),
      );
      container.addEventListener('controllerchange', () => wanted && location.reload());
      try {
        registration = await container.register('sw.js', { updateViaCache: 'none' });
      } catch {
        tell({ state: 'failed' });
        return;
      }
      // Browsers that block service workers may return undefined.
      if (!registration) return;
      registration.addEventListener('updatefound', () => registration?.installing && follow(registration.installing));
      if (registration.installing) follow(registration.installing);
      tell(stateOf(registration));
    },

    update() {
      wanted = true;
      registration?.waiting?.postMessage('take over');
    },
  };
}

/** @param {ServiceWorkerRegistration} registration @returns {Offline} */
function stateOf({ waiting, active, installing }) {
  if (waiting && active) return { state: 'update' };
  if (installing) return { state: 'saving' };
  return { state: waiting || active ? 'ready' : 'failed' }; // it may have failed already
}
