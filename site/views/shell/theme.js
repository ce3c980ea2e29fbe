/** Applies the theme: CSS tokens depend on an attribute of the page, canvases on the tokens. */

import { repaint } from '../../draw/palette.js';

/** @import {Theme} from '../../state/theme.js' */

/** Media queries that change the tokens: the system's theme, its contrast setting, printing. */
const MEDIA = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)', 'print'];

/** @param {{theme: Theme, projector: boolean}} state */
export function wear({ theme, projector }) {
  const root = document.documentElement;
  const worn = theme === 'system' ? undefined : theme;
  if (root.dataset.theme === worn && root.classList.contains('is-projector') === projector) return;
  if (worn) root.dataset.theme = worn;
  else delete root.dataset.theme;
  root.classList.toggle('is-projector', projector);
  repaint();
}

export function followSystem() {
  for (const query of MEDIA) matchMedia(query).addEventListener('change', repaint);
}
