/** What an element hears of pointers, so that one at a time moves what it shows. */

import { useRef } from '../vendor/preact.js';
import { createHold, createPens } from './hold.js';

/** The page's. */
const pens = createPens();

/**
 * @typedef {object} Holding
 * @property {(event: any) => boolean | void} begin    a pointer comes down; false: there is nothing to hold
 * @property {(event: any) => void} [go]
 * @property {(event: any) => void} [end]    it is lifted
 * @property {(event: any) => void} [stop]    it is taken away: by the system, or by a pen
 */

/** For what is held and moved. @param {Holding} holding */
export function useHolding({ begin, go = () => {}, end = () => {}, stop = end }) {
  const hold = useHold();
  /** @param {any} event */
  function down(event) {
    const taken = hold.take(event);
    if (!taken) return;
    if (taken === 'instead') stop(event);
    if (begin(event) === false) hold.release(event);
    else event.currentTarget.setPointerCapture(event.pointerId);
  }
  /** @param {any} event */
  function up(event) {
    if (hold.release(event)) end(event);
  }
  return {
    onPointerDown: down,
    onPointerMove: (/** @type {any} */ event) => { if (hold.isOver(event)) up(event); else if (hold.has(event)) go(event); },
    onPointerUp: up,
    onPointerCancel: (/** @type {any} */ event) => { if (hold.release(event)) stop(event); },
    onLostPointerCapture: (/** @type {any} */ event) => { if (hold.release(event)) stop(event); },
  };
}

/** For what follows a pointer that hovers, or one that is down. @param {((event: any) => void) | undefined} point */
export function usePointing(point) {
  const hold = useHold();
  if (!point) return {};
  const tell = (/** @type {any} */ event) => { if (hold.points(event)) point(event); };
  const release = (/** @type {any} */ event) => { hold.release(event); };
  return { onPointerDown: tell, onPointerMove: tell, onPointerUp: release, onPointerCancel: release };
}

function useHold() {
  const hold = useRef(/** @type {ReturnType<typeof createHold> | null} */ (null));
  hold.current ??= createHold(pens);
  return hold.current;
}
