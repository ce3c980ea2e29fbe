/** Collects rapid events and delivers them in batches. */

/**
 * @template T
 * @param {(gathered: T[]) => void} deliver
 * @param {number} pause    shortest interval between two batches in milliseconds
 */
export function createInbox(deliver, pause) {
  /** @type {T[]} */
  const waiting = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function flush() {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length > 0) deliver(waiting.splice(0));
  }

  /** @param {T} one */
  function put(one) {
    waiting.push(one);
    timer ??= setTimeout(flush, pause);
  }

  return { put, flush };
}
