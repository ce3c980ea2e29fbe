/** Hooks for the available width and for media queries, which re-render on changes. */

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

/**
 * Whether a media query matches. What has another place on a narrow screen has it in the document, too, since the
 * focus and screen readers follow the document, not the CSS.
 *
 * @param {string} query    of media
 * @returns {boolean}
 */
export function useScreen(query) {
  const [is, setIs] = useState(() => matchMedia(query).matches);
  useLayoutEffect(() => {
    const list = matchMedia(query);
    const look = () => setIs(list.matches);
    look();
    list.addEventListener('change', look);
    return () => list.removeEventListener('change', look);
  }, [query]);
  return is;
}
