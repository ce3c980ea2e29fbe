/**
 * A pen that writes into ink: turns the few points that a pointer reports into a
 * smooth stroke, a little thinner where the hand is quick.
 */

import { bend } from './curve.js';

/** @import {Box, Ink} from './ink.js' */

/**
 * @typedef {{x: number, y: number, time: number, pressure: number}} Touch    time in ms; pressure 0…1, 0.5 where
 *     unknown
 */

/**
 * Half the width of a slow stroke: what is drawn for the collection then has about as much ink as on the sheets,
 * whether the digit fills the square or two thirds of it.
 */
const RADIUS = 11;
const ERASER_RADIUS = 24;
/** Pixels of ink per millisecond from which a stroke is at its thinnest. */
const QUICK = 1.6;

/**
 * @param {Ink} ink
 * @param {boolean} erase
 * @returns {{touch: (touch: Touch) => Box[], lift: () => Box[]}}    each tells what it changed
 */
export function createStroke(ink, erase) {
  /** @type {{x: number, y: number, radius: number, time: number} | null} */
  let last = null;
  /**
   * Where the curve has got to: half-way between the last two touches.
   * @type {{x: number, y: number, radius: number} | null}
   */
  let tip = null;

  /** @param {Touch} touch */
  function touch(touch) {
    const point = { x: touch.x, y: touch.y, time: touch.time, radius: radiusOf(touch, last, erase) };
    if (!last || !tip) {
      last = tip = point;
      return boxes([erase ? ink.erase([point], ERASER_RADIUS) : ink.begin(point)]);
    }
    if (point.x === last.x && point.y === last.y) return [];
    const target = middle(last, point);
    const path = bend(tip, last, target).map(([, to]) => to);
    const changed = erase ? [ink.erase([tip, ...path], ERASER_RADIUS)] : path.map((place) => ink.go(place));
    last = point;
    tip = target;
    return boxes(changed);
  }

  function lift() {
    if (!last || !tip) return [];
    return boxes([erase ? ink.erase([tip, last], ERASER_RADIUS) : ink.go(last)]);
  }

  return { touch, lift };
}

/**
 * @param {Touch} touch
 * @param {{x: number, y: number, radius: number, time: number} | null} last
 * @param {boolean} erase
 */
function radiusOf(touch, last, erase) {
  if (erase) return ERASER_RADIUS;
  const firm = RADIUS * (0.75 + 0.5 * touch.pressure);
  if (!last) return firm;
  const speed = Math.hypot(touch.x - last.x, touch.y - last.y) / Math.max(1, touch.time - last.time);
  const wanted = firm * (1 - 0.2 * Math.min(1, speed / QUICK));
  return last.radius + 0.3 * (wanted - last.radius);
}

/**
 * @param {{x: number, y: number, radius: number}} a
 * @param {{x: number, y: number, radius: number}} b
 */
function middle(a, b) {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, radius: (a.radius + b.radius) / 2 };
}

/** @param {(Box | null)[]} pieces */
function boxes(pieces) {
  return /** @type {Box[]} */ (pieces.filter((box) => box !== null));
}
