/** Boxes that unfold over the page, with the same rules everywhere. */

import { html, useEffect, useRef } from '../vendor/preact.js';

/** From the edges of the screen, in CSS pixels. */
const MARGIN = 8;

/**
 * Escape folds the box; the focus goes back to the button that opened it.
 *
 * @param {{current: HTMLElement | null}} opener
 * @param {() => boolean} fold    returns whether there was something to fold
 * @returns {(event: KeyboardEvent) => void}    for keys that are pressed inside
 */
export function foldsOnEscape(opener, fold) {
  return (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !fold()) return;
    event.preventDefault();
    opener.current?.focus();
  };
}

/**
 * A button that unfolds a box of further ones; a choice in it, Escape, a click beside it and a focus that goes on fold
 * it again.
 *
 * @param {{name: string, hook: string, children: any}} props
 */
export function Popover({ name, hook, children }) {
  const whole = useRef(/** @type {HTMLDetailsElement | null} */ (null));
  const opener = useRef(/** @type {HTMLElement | null} */ (null));
  const box = useRef(/** @type {HTMLElement | null} */ (null));

  function fold() {
    const details = /** @type {HTMLDetailsElement} */ (whole.current);
    const wasOpen = details.open;
    if (box.current?.contains(document.activeElement)) opener.current?.focus();
    details.open = false;
    return wasOpen;
  }

  useEffect(() => {
    const place = () => whole.current?.open && keepInside(/** @type {HTMLElement} */ (box.current));
    const leave = (/** @type {Event} */ { target }) => {
      if (!whole.current?.contains(/** @type {Node} */ (target))) fold();
    };
    for (const type of ['focusin', 'pointerdown']) document.addEventListener(type, leave);
    whole.current?.addEventListener('toggle', place);
    addEventListener('resize', place);
    return () => {
      for (const type of ['focusin', 'pointerdown']) document.removeEventListener(type, leave);
      removeEventListener('resize', place);
    };
  }, []);

  return html`
    <details class="popover" ref=${whole} onKeyDown=${foldsOnEscape(opener, fold)}>
      <summary class="button is-large" ref=${opener} data-testid=${hook}>${name}</summary>
      <div class="popover-box" ref=${box} onClick=${fold}>${children}</div>
    </details>
  `;
}

/** Moves the box as far as the screen demands: to the left, or above its button. @param {HTMLElement} box */
function keepInside(box) {
  box.style.left = '0';
  box.classList.remove('is-above');
  const { left, right, bottom } = box.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  box.style.left = `${Math.max(MARGIN - left, Math.min(0, clientWidth - MARGIN - right))}px`;
  const covered = parseFloat(document.documentElement.style.getPropertyValue('--dock-height')) || 0;
  box.classList.toggle('is-above', bottom > clientHeight - covered);
}
