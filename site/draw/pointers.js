/**
 * Pointers for drawing: which ones write or erase, their intermediate points, and drawing by keyboard. No DOM.
 */

const RIGHT_OR_ERASER = 2 | 32;

/** Movement by arrow keys: right, down. @type {Record<string, number[]>} */
export const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Not a middle button. @param {PointerEvent} event */
export function isPen(event) {
  return event.button === 0 || isEraser(event);
}

/** By the pen's other end, or the right button. @param {PointerEvent} event */
export function isEraser({ buttons }) {
  return (buttons & RIGHT_OR_ERASER) > 0;
}

/** Where it has been since the last event. @param {PointerEvent} event @returns {PointerEvent[]} */
export function coalescedEvents(event) {
  const all = event.getCoalescedEvents?.() ?? [];
  return all.length > 0 ? all : [event];
}

/** @param {number} value @param {number} most @returns {number} from 0 to the most */
export function clamp(value, most) {
  return Math.min(most, Math.max(0, value));
}
