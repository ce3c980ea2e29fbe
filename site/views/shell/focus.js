/**
 * Keeps the focus when the focused element disappears.
 *
 * Controls disappear: Start becomes Pause, a deleted sheet removes its button, a link opens another step, a button is
 * disabled while something runs. The browser would then move the focus to the body, so that the next Tab starts at the
 * top. Instead, this module moves it to the nearest equivalent: the same control of the replacement, or else a
 * neighbour, or else the heading above. A control that was only disabled gets it back, unless the user has moved on.
 */

/** Elements that may be given the focus; not fields, which would open a screen keyboard. */
const CONTROLS =
  'a[href], button, summary, input[type="checkbox"], input[type="radio"], input[type="range"], [tabindex="0"]';

/** Headings and regions, which may have the focus without being controls. */
const HEADINGS = 'h1, h2, h3, legend, caption';

/** What can make a control unusable without taking it away. */
const SWITCHES = ['disabled', 'hidden', 'inert', 'open'];

/**
 * @typedef {{box: Element, place: number}} Level    a box, and the place of the child in it that leads to the control
 */

/**
 * @typedef {{control: Element, levels: Level[], lent: Element | null}} Held    `lent`: what has the focus while the
 *     control is out of use
 */

/** What is folded away has boxes in some browsers, too; those can be asked. @param {Element} element */
function isShown(element) {
  const isUnfolded = element.checkVisibility?.() ?? true;
  return element.isConnected && isUnfolded && element.getClientRects().length > 0 && !element.closest('[inert]');
}

/** @param {Element} element */
function isUsable(element) {
  return !element.matches(':disabled') && isShown(element);
}

/** From the control outwards. @param {Element} element @returns {Level[]} */
function levelsAbove(element) {
  const levels = [];
  for (let child = element, box = element.parentElement; box; child = box, box = box.parentElement) {
    levels.push({ box, place: [...box.children].indexOf(child) });
  }
  return levels;
}

/** @param {Element[]} elements */
function controlsIn(elements) {
  return elements
    .flatMap((element) => [element, ...element.querySelectorAll(CONTROLS)])
    .filter((one) => one.matches(CONTROLS) && isUsable(one));
}

/**
 * Where the focus goes from a control that is gone.
 *
 * @param {Held} held
 * @returns {Element | null}    null where nothing near is left
 */
function nearest({ control, levels }) {
  const hook = control.getAttribute('data-testid');
  for (const { box, place } of levels) {
    if (box.matches('main, body, .book')) break; // that far away is another thing
    if (!isShown(box)) continue;
    const [after, before] = [
      controlsIn([...box.children].slice(place)),
      controlsIn([...box.children].slice(0, place)).reverse(),
    ];
    const found =
      [...after, ...before].find((one) => hook !== null && one.getAttribute('data-testid') === hook) ??
      after[0] ??
      before[0];
    if (found) return found;
    const heading = box.querySelector(HEADINGS);
    if (heading && isShown(heading)) return heading;
    if (box.matches('dialog')) return box;
  }
  return null;
}

/** @param {Element} element @param {FocusOptions} [options] */
function give(element, options) {
  if (!element.matches(CONTROLS) && !element.hasAttribute('tabindex')) element.setAttribute('tabindex', '-1');
  /** @type {HTMLElement} */ (element).focus(options);
}

/** What names the place that is open. */
function arrival() {
  return document.querySelector('main h1') ?? document.querySelector('main');
}

/** Watches over the focus of the page. */
export function keepFocus() {
  /** @type {Held | null} */
  let held = null;

  /** @param {MutationRecord[]} records */
  function look(records) {
    if (!held) return;
    const { control, levels, lent } = held;
    const active = document.activeElement;
    if (lent && active === lent && control.isConnected) {
      if (isUsable(control)) give(control);
      return;
    }
    if (lent && active !== lent && lent.isConnected) return; // somebody has gone on from there
    if (active !== document.body && active !== control && active !== lent) return;
    // Asking what is visible costs a layout, so only where it may have changed.
    const switched = active === document.body || records.some(({ type }) => type === 'attributes');
    if (control.isConnected && !switched) return;
    if (isUsable(control)) {
      if (active === document.body) held = null; // left by a click beside it
      return;
    }
    const next = nearest(held) ?? (lent ? null : arrival());
    if (!next) {
      if (lent) held = null;
      return;
    }
    const waits = control.isConnected;
    give(next);
    if (waits) held = { control, levels, lent: next };
  }

  document.addEventListener('focusin', ({ target }) => {
    const control = /** @type {Element} */ (target);
    if (control !== held?.lent) held = { control, levels: levelsAbove(control), lent: null };
  });
  new MutationObserver(look).observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: SWITCHES,
  });
}

/** The heading of a new place gets the focus after a link within the page, or if the focused element disappeared. */
export function arrive() {
  const active = document.activeElement;
  const stays =
    active && active !== document.body && active.isConnected && (!active.closest('main') || active.closest('nav'));
  const name = stays ? null : arrival();
  if (name) give(name, { preventScroll: true });
}
