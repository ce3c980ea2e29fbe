/**
 * Schedules deferred rendering, one piece after each frame: on a slow machine, rendering a whole step at once would
 * block clicks and strokes.
 */

/** Those that have not come yet, the first one first. @type {Set<() => void>} */
const waiting = new Set();
let called = false;

/**
 * In a task of its own after a frame: in one with the browser's layout and paint it would block input for longer.
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
