/**
 * Determines which tab has a project open. With Web Locks the answer is immediate; the database ensures that other tabs
 * cannot write.
 */

/** Time for a tab to write its changes before another one takes over. */
const PATIENCE_MS = 3000;

/**
 * @param {string} name    of this site's storage
 * @param {() => Promise<void>} giveUp    writes pending changes, and shows that another tab has taken over
 */
export function createTabs(name, giveUp) {
  const channel = openChannel(name);
  let held = '';
  /** @type {(() => void) | null} */
  let release = null;

  if (channel)
    channel.onmessage = async ({ data }) => {
      if (data.type !== 'wanted' || data.id !== held) return;
      await giveUp();
      letGo();
      channel.postMessage({ type: 'given', id: data.id });
    };

  function letGo() {
    held = '';
    release?.();
    release = null;
  }

  /**
   * @param {string} id
   * @param {LockOptions} options
   * @returns {Promise<boolean>}
   */
  function request(id, options) {
    return new Promise((resolve) => {
      navigator.locks
        .request(`${name} ${id}`, options, (lock) => {
          if (!lock) return resolve(false);
          letGo();
          held = id;
          return new Promise((done) => {
            release = () => done(null);
            resolve(true);
          });
        })
        .catch(() => {
          if (held === id) void giveUp(); // stolen while this tab slept
          resolve(false);
        });
    });
  }

  return {
    /** Whether this tab may open it. @param {string} id */
    hold(id) {
      if (held === id) return Promise.resolve(true);
      if (navigator.locks) return request(id, { ifAvailable: true });
      letGo();
      held = id;
      return askOthers(id);
    },

    /** Asks the other tab to write its changes, and takes over. @param {string} id */
    async take(id) {
      await askOthers(id);
      if (!navigator.locks) {
        held = id;
        return;
      }
      if (!(await request(id, { signal: AbortSignal.timeout(PATIENCE_MS) }))) await request(id, { steal: true });
    },

    letGo,
  };

  /** Without locks, waits for an answer of another tab. @param {string} id @returns {Promise<boolean>} */
  function askOthers(id) {
    return new Promise((resolve) => {
      if (!channel) return resolve(true);
      /** @param {MessageEvent} event */
      const hear = ({ data }) => {
        if (data.type === 'given' && data.id === id) end();
      };
      const timer = setTimeout(end, navigator.locks ? 0 : 300);
      function end() {
        clearTimeout(timer);
        channel?.removeEventListener('message', hear);
        resolve(true);
      }
      channel.addEventListener('message', hear);
      channel.postMessage({ type: 'wanted', id });
    });
  }
}

/** Pages with an opaque origin have no channel. @param {string} name */
function openChannel(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
