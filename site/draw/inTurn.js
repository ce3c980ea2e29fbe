/** A part that comes in its turn: what may stand below the fold, or a moment later. */

import { html, useLayoutEffect, useState } from '../vendor/preact.js';
import { inTurn } from './turns.js';

/** A part of a place, when its turn has come; it then stays. @param {{children?: any}} props */
export function InTurn({ children }) {
  const [here, setHere] = useState(false);
  useLayoutEffect(() => inTurn(() => setHere(true)), []);
  return here ? children : html`<div class="in-turn" data-testid="in-turn"></div>`;
}
