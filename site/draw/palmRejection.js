/**
 * Whose stroke it is: one pointer at a time has a pad, and a pen goes before a hand.
 *
 * Browsers call a finger and a pen primary at the same time, so that a resting palm
 * and a pen must be told apart here. No screen.
 */

/** A touch that is as broad as this is no fingertip: CSS pixels. */
const PALM_WIDTH = 120;
/** So long after its pen a hand only rests: the tablet may be passed on to one who writes with a finger. */
const PEN_KEPT_MS = 60_000;

/**
 * @typedef {Pick<PointerEvent, 'pointerId' | 'pointerType' | 'timeStamp'> & {type?: string, buttons?: number, width?:
 *     number, height?: number}} Pointer
 */

/** @typedef {{see: (pointer: Pointer) => void, rests: (pointer: Pointer) => boolean}} Pens */

/**
 * What a page remembers of pens, over all of its fields: one who writes in one rests the hand on another.
 * @returns {Pens}
 */
export function createPens() {
  let seen = -Infinity;
  return {
    /** A pen counts from its first sign on, also while it hovers. */
    see({ pointerType, timeStamp }) {
      if (pointerType === 'pen') seen = timeStamp;
    },
    /** Whether it is a hand that only rests. */
    rests: ({ pointerType, timeStamp, width = 0, height = 0 }) =>
      pointerType === 'touch' && (Math.max(width, height) >= PALM_WIDTH || timeStamp - seen < PEN_KEPT_MS),
  };
}

/** @param {Pens} pens    of the page */
export function createHold({ see, rests }) {
  /** @type {{id: number, type: string} | null} */
  let held = null;

  /**
   * A pointer has come down.
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
   * The one that has the pad moves with nothing pressed: it was let go unseen, as a dialog of the system was open.
   * @param {Pointer} pointer
   */
  function isOver({ pointerId, pointerType, buttons = 1 }) {
    return held?.id === pointerId && pointerType !== 'touch' && buttons === 0;
  }

  /** A pointer has gone. @param {Pointer} pointer @returns {boolean} whether it had the pad */
  function release(pointer) {
    const had = has(pointer);
    if (had) held = null;
    return had;
  }

  /** Whether this one may point, where pointers that only hover count, too. @param {Pointer} pointer */
  function points(pointer) {
    // A mouse is let go anywhere, without a word to what it left.
    if (pointer.type === 'pointerdown' && pointer.pointerType !== 'mouse') return take(pointer) !== null;
    if (held) return has(pointer);
    see(pointer);
    return pointer.pointerType !== 'touch';
  }

  return { take, has, isOver, release, points };
}

/**
 * @typedef {object} Holding
 * @property {(event: any) => boolean | void} begin    a pointer comes down; false: there is nothing to hold
 * @property {(event: any) => void} [go]
 * @property {(event: any) => void} [end]    it is lifted
 * @property {(event: any) => void} [stop]    it is taken away: by the system, or by a pen
 */

/**
 * For what is held and moved: what its element does at each event of a pointer.
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
