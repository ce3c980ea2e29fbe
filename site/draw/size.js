/** Tells a picture how wide it may be, and again whenever that changes. */

import { useLayoutEffect, useRef, useState } from '../vendor/preact.js';

/**
 * @param {number} initial    width before the first measurement
 * @returns {[{current: any}, number]}    a ref for the element, its width in CSS pixels
 */
export function useWidth(initial) {
  const ref = useRef(null);
  const [width, setWidth] = useState(initial);
  useLayoutEffect(() => {
    const element = /** @type {HTMLElement} */ (/** @type {unknown} */ (ref.current));
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry.contentRect.width)));
    observer.observe(element); // tells the first width, too, and before anything is painted; to ask here costs a layout
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
