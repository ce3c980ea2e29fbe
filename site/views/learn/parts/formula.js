/** Formulas as MathML, which every browser draws by itself. */

import { html, useLayoutEffect, useRef } from '../../../vendor/preact.js';
import { parseFormula } from './tex.js';

/** @import {Node} from './tex.js' */

const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** @param {Node} node @returns {Element} */
function elementOf({ name, text, parts = [] }) {
  const element = document.createElementNS(MATHML, name);
  if (name === 'mspace') element.setAttribute('width', '0.6em');
  if (text !== undefined) element.textContent = text;
  element.append(...parts.map(elementOf));
  return element;
}

/** @param {{tex: string}} props */
export function Formula({ tex }) {
  const ref = useRef(null);
  useLayoutEffect(() => {
    const math = document.createElementNS(MATHML, 'math');
    math.setAttribute('display', 'block');
    math.append(elementOf(parseFormula(tex)));
    /** @type {HTMLElement} */ (/** @type {unknown} */ (ref.current)).replaceChildren(math);
  }, [tex]);
  return html`<div class="formula" ref=${ref}></div>`;
}
