/**
 * Palm rejection: only one pointer at a time can draw, and a pen has priority over touches.
 *
 * Browsers report a finger and a pen as primary at the same time, so a resting palm and a pen must be distinguished
 * here. No DOM.
 */

/** Width of a touch from which it is not a fingertip, in CSS pixels. */
const PALM_WIDTH = 120;
/** Time after the last use of a pen during which touches are ignored. */
const PEN_KEPT_MS = 60_000;

/**
 * @typedef {Pick<PointerEvent, 'pointerId' | 'pointerType' | 'timeStamp'> & {type?: string, buttons?: number, width?:
 *     number, height?: number}} Pointer
 */

/** @typedef {{see: (pointer: Pointer) => void, rests: (pointer: Pointer) => boolean}} Pens */

/**
 * Pens used in any field of the page, since the hand may rest on another field.
 * @returns {Pens}
 */
export function createPens() {
  let seen = -Infinity;
  return {
    /** A pen counts from its first event on, also while it hovers. */
    see({ pointerType, timeStamp }) {
      if (pointerType === 'pen') seen = timeStamp;
    },
    /** Whether it is a resting hand. */
    rests: ({ pointerType, timeStamp, width = 0, height = 0 }) =>
      pointerType === 'touch' && (Math.max(width, height) >= PALM_WIDTH || timeStamp - seen < PEN_KEPT_MS),
  };
}

/** @param {Pens} pens    of the page */
export function createHold({ see, rests }) {
  /** @type {{id: number, type: string} | null} */
  let held = null;

  /**
   * A pointer is pressed.
   *
   * @param {Pointer} pointer
   * @returns {'first' | 'instead' | null}    it has the pad now; instead of a hand, whose stroke was not meant; or not
   *     at all
   */
  function take(pointer) {
    see(pointer);
    if (rests(pointer)) return null;
    const other = held !== null && held.id !== pointer.pointerId; // the same one again: its end was missed
    if (other && !(held?.type === 'touch' && pointer.pointerType === 'pen')) return null;
    held = { id: pointer.pointerId, type: pointer.pointerType };
    return other ? 'instead' : 'first';
  }

  /** @param {Pointer} pointer */
  function has(pointer) {
    see(pointer);
    return held?.id === pointer.pointerId;
  }

  /**
   * The active pointer moves without buttons: its release was missed, for instance due to a system dialog.
   * @param {Pointer} pointer
   */
  function isOver({ pointerId, pointerType, buttons = 1 }) {
    return held?.id === pointerId && pointerType !== 'touch' && buttons === 0;
  }

  /** A pointer is released. @param {Pointer} pointer @returns {boolean} whether it had the pad */
  function release(pointer) {
    const had = has(pointer);
    if (had) held = null;
    return had;
  }

  /** Whether this pointer may be used for pointing, including hovering. @param {Pointer} pointer */
  function points(pointer) {
    // A mouse may be released outside, without an event here.
    if (pointer.type === 'pointerdown' && pointer.pointerType !== 'mouse') return take(pointer) !== null;
    if (held) return has(pointer);
    see(pointer);
    return pointer.pointerType !== 'touch';
  }

  return { take, has, isOver, release, points };
}

/**
 * @typedef {object} Holding
 * @property {(event: any) => boolean | void} begin    a pointer is pressed; false: there is nothing to hold
 * @property {(event: any) => void} [go]
 * @property {(event: any) => void} [end]    it is lifted
 * @property {(event: any) => void} [stop]    it is cancelled by the system or by a pen
 */

/**
 * Event handlers for an element that is dragged.
 * @param {ReturnType<typeof createHold>} hold
 * @param {Holding} holding
 */
export function whileHeld(hold, { begin, go = () => {}, end = () => {}, stop = end }) {
  /** @param {any} event */
  function pointerdown(event) {
    const taken = hold.take(event);
    if (!taken) return;
    if (taken === 'instead') stop(event);
    if (begin(event) === false) hold.release(event);
    else event.currentTarget.setPointerCapture(event.pointerId);
  }
  /** @param {any} event */
  function pointerup(event) {
    if (hold.release(event)) end(event);
  }
  /** @param {any} event */
  function pointermove(event) {
    if (hold.isOver(event)) pointerup(event);
    else if (hold.has(event)) go(event);
  }
  /** @param {any} event */
  function gone(event) {
    if (hold.release(event)) stop(event);
  }
  return { pointerdown, pointermove, pointerup, pointercancel: gone, lostpointercapture: gone };
}
