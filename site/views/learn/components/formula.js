/** Formulas as MathML, which every browser draws by itself. */

import { html, useLayoutEffect } from '../../../vendor/preact.js';
import { useWidth } from '../../../draw/size.js';
import { parseFormula } from './tex.js';

/** @import {Node} from './tex.js' */

const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** @param {Node} node @returns {Element} */
function elementOf({ name, text, children = [] }) {
  const element = document.createElementNS(MATHML, name);
  if (name === 'mspace') element.setAttribute('width', '0.6em');
  if (text !== undefined) element.textContent = text;
  element.append(...children.map(elementOf));
  return element;
}

/** A formula that is too wide for its place gets smaller, down to this; then it can be scrolled. */
const SMALLEST = 0.72;

/** @param {{tex: string}} props */
export function Formula({ tex }) {
  const [ref, width] = useWidth(320);
  useLayoutEffect(() => {
    const math = document.createElementNS(MATHML, 'math');
    math.setAttribute('display', 'block');
    math.append(elementOf(parseFormula(tex)));
    ref.current.replaceChildren(math);
    const share = ref.current.clientWidth / math.getBoundingClientRect().width;
    if (share < 1) math.style.fontSize = `${Math.max(SMALLEST, share)}em`;
  }, [tex, width]);
  return html`<div class="formula" ref=${ref}></div>`;
}
