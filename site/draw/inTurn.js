/** Deferred rendering of parts that may appear a moment later. */

import { html, useLayoutEffect, useState } from '../vendor/preact.js';
import { inTurn } from './turns.js';

/** A part that is rendered when its turn has come, and then stays. @param {{children?: any}} props */
export function InTurn({ children }) {
  const [here, setHere] = useState(false);
  useLayoutEffect(() => inTurn(() => setHere(true)), []);
  return here ? children : html`<div class="in-turn" data-testid="in-turn"></div>`;
}
