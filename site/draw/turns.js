/**
 * What need not stand there at once comes in turns, one piece after each frame: on a slow machine a place that is drawn
 * whole keeps every click and every stroke waiting, and each piece only as long as itself.
 */

/** Those that have not come yet, the first one first. @type {Set<() => void>} */
const waiting = new Set();
let called = false;

/**
 * In a task of its own, behind a frame: what is computed then and what the browser lays out and paints keep nobody
 * waiting together.
 * @param {() => void} act
 */
export function afterFrame(act) {
  requestAnimationFrame(() => setTimeout(act));
}

function call() {
  if (called || waiting.size === 0) return;
  called = true;
  afterFrame(() => {
    called = false;
    const [first] = waiting;
    waiting.delete(first);
    first?.();
    call();
  });
}

/** @param {() => void} act @returns {() => void}    who does not want it any more */
export function inTurn(act) {
  waiting.add(act);
  call();
  return () => void waiting.delete(act);
}
