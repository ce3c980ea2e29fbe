/** Whether single-key shortcuts apply. */

/** Elements in which a key writes, draws, or means something else. */
const OWN_KEYS =
  'input, select, textarea, canvas, [contenteditable], [role="application"], [role="listbox"], [role="slider"], [role="group"][tabindex]';

/** Whether a key that is pressed alone may act on the page. @param {KeyboardEvent} event */
export function isAlone(event) {
  const target = /** @type {Element} */ (event.target);
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !target.closest?.(OWN_KEYS) && !target.shadowRoot && !document.querySelector('dialog[open]');
}
