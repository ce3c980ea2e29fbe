/**
 * Dialogs are opened at their beginning: left alone, a browser puts the focus on the first control, which may be the
 * last line.
 */

/** @param {HTMLDialogElement | null} dialog */
export function showFromTop(dialog) {
  if (!dialog) return;
  dialog.showModal();
  const heading = dialog.querySelector('h2');
  if (heading) heading.tabIndex = -1;
  heading?.focus();
  dialog.scrollTop = 0;
}
