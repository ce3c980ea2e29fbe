/**
 * The page's side of the service worker: registers it, tells how far the site is
 * kept on this device, and takes an update when the user wants it.
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

  /** @param {ServiceWorker} worker    one that is being installed */
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
      // What is told of saving may be late: by then the new version may wait already.
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
      // A browser that blocks service workers from outside answers with nothing.
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
  return { state: waiting || active ? 'ready' : 'failed' }; // it may have failed before the page could look
}
