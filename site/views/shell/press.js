/**
 * Defers rendering during a press. A press can change the page: it ends the typing in a field, and the new value may
 * move a button. If that were rendered between pointerdown and pointerup, the click would miss the button.
 */

const PRESSED = 'button, a[href], summary, label';
/** Elements that are dragged or typed into are rendered at once. */
const LIVE = 'input, select, textarea';

/** A touch that lasts longer, or moves this far (in CSS pixels), is not a click. */
const LONGEST_MS = 1000;
const FAR = 10;
/** A touch becomes a click only some time after the finger has left. */
const CLICK_MS = 50;

/**
 * @param {() => void} onEnd    what was put off is drawn now
 * @returns {() => boolean}    whether something is being pressed
 */
export function watchPress(onEnd) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let from = { clientX: 0, clientY: 0 };
  const capture = { capture: true };
  addEventListener(
    'pointerdown',
    (event) => {
      const target = /** @type {Element} */ (event.target);
      if (!target.closest(PRESSED) || target.closest(LIVE)) return;
      from = event;
      endIn(LONGEST_MS);
    },
    capture,
  );
  addEventListener(
    'pointermove',
    ({ clientX, clientY }) => {
      if (timer && Math.hypot(clientX - from.clientX, clientY - from.clientY) > FAR) end();
    },
    capture,
  );
  addEventListener(
    'pointerup',
    () => {
      if (timer) endIn(CLICK_MS);
    },
    capture,
  );
  addEventListener(
    'pointercancel',
    () => {
      if (timer) end();
    },
    capture,
  );
  addEventListener('click', () => {
    if (timer) end();
  });
  return () => timer !== undefined;

  /** @param {number} ms */
  function endIn(ms) {
    clearTimeout(timer);
    timer = setTimeout(end, ms);
  }

  function end() {
    clearTimeout(timer);
    timer = undefined;
    onEnd();
  }
}
