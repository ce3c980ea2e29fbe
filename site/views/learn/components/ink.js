/** A picture of 28 × 28 pixels to point at, with room for what a card draws over it. */

import { html } from '../../../vendor/preact.js';
import { usePointing } from '../../../draw/pointing.js';
import { ARROWS } from '../../../draw/colours.js';
import { Squares } from '../../../draw/pixels.js';
import { SIDE } from '../../../draw/tiles.js';

/**
 * @param {{image: Uint8Array, label: string, at?: [number, number] | null, step?: number, play?: boolean, onPoint?:
 *     (row: number, column: number) => void, children?: any}} props
 *     children: SVG in units of pixels; `step`: how far an arrow key goes
 */
export function Ink({ image, label, at = null, step = 1, play, onPoint, children }) {
  const within = (/** @type {number} */ value) => Math.min(SIDE - 1, Math.max(0, Math.floor(value)));
  /** @param {any} event */
  function point(event) {
    const box = event.currentTarget.getBoundingClientRect();
    onPoint?.(
      within(((event.clientY - box.top) / box.height) * SIDE),
      within(((event.clientX - box.left) / box.width) * SIDE),
    );
  }
  const pointers = usePointing(onPoint && point);
  /** @param {KeyboardEvent} event */
  function walk(event) {
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    const [row, column] = at ?? [14, 14];
    onPoint?.(within(row + step * way[0]), within(column + step * way[1]));
  }
  return html`
    <div class=${`ink ${onPoint ? 'is-live' : ''}`} tabindex=${onPoint ? 0 : undefined}
      role=${onPoint ? 'group' : 'img'} aria-label=${label} data-play=${play || undefined} ...${pointers}
      onKeyDown=${onPoint && walk}
    >
      <${Squares} images=${image} index=${0} />
      <svg viewBox=${`0 0 ${SIDE} ${SIDE}`} aria-hidden="true">${children}</svg>
    </div>
  `;
}
