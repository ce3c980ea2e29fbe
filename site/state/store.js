/** Holds the state of the page and notifies subscribers of changes. */

/**
 * @template S, A
 * @typedef {object} Store
 * @property {() => S} getState
 * @property {(action: A) => void} dispatch
 * @property {(listener: () => void) => () => void} subscribe    returns the unsubscribe function
 */

/**
 * @template S, A
 * @param {(state: S, action: A) => S} reducer
 * @param {S} initial
 * @returns {Store<S, A>}
 */
export function createStore(reducer, initial) {
  let state = initial;
  /** @type {Set<() => void>} */
  const listeners = new Set();
  return {
    getState: () => state,
    dispatch(action) {
      const next = reducer(state, action);
      if (next === state) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * Resolved as soon as the state fulfils a condition.
 *
 * @template S
 * @param {Pick<Store<S, any>, 'getState' | 'subscribe'>} store
 * @param {(state: S) => boolean} isSo
 * @returns {Promise<void>}
 */
export function until({ getState, subscribe }, isSo) {
  return new Promise((resolve) => {
    const end = subscribe(look);
    look();
    function look() {
      if (!isSo(getState())) return;
      end();
      resolve();
    }
  });
}
