/** Hooks for pointer events, for one pointer at a time. */

import { useRef } from '../vendor/preact.js';
import { createHold, createPens, whileHeld } from './palmRejection.js';

/** @import {Holding} from './palmRejection.js' */

/** The page's. */
const pens = createPens();

/** For elements that are dragged. @param {Holding} holding */
export function useHolding(holding) {
  const { pointerdown, pointermove, pointerup, pointercancel, lostpointercapture } = whileHeld(useHold(), holding);
  return {
    onPointerDown: pointerdown,
    onPointerMove: pointermove,
    onPointerUp: pointerup,
    onPointerCancel: pointercancel,
    onLostPointerCapture: lostpointercapture,
  };
}

/** For elements that follow a hovering or pressed pointer. @param {((event: any) => void) | undefined} point */
export function usePointing(point) {
  const hold = useHold();
  if (!point) return {};
  const tell = (/** @type {any} */ event) => {
    if (hold.points(event)) point(event);
  };
  const release = (/** @type {any} */ event) => {
    hold.release(event);
  };
  return { onPointerDown: tell, onPointerMove: tell, onPointerUp: release, onPointerCancel: release };
}

function useHold() {
  const hold = useRef(/** @type {ReturnType<typeof createHold> | null} */ (null));
  hold.current ??= createHold(pens);
  return hold.current;
}
