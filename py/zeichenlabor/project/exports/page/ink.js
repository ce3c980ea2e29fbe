/** The drawing: a square of bytes, ink 255 on 0. The screen shows these bytes and the network is given them. */

import { ARROWS, partsOf } from './pointers.js';
import { createHold, createPens } from './palmRejection.js';
import { drawSegment, within } from './segment.js';

/** @import {Pens} from './palmRejection.js' */

export const INK_SIZE = 336;
/** Half the width of a stroke: about as much ink as on the paper that the network learned from. */
const RADIUS = 11;
/** Royal blue, as school ink is. */
export const PEN = [29, 62, 140];

/**
 * @param {HTMLCanvasElement} canvas    a square of INK_SIZE pixels
 * @param {() => void} onChange
 * @param {Pens} [pens]    of the page
 */
export function createPad(canvas, onChange, pens = createPens()) {
  const pixels = new Uint8Array(INK_SIZE * INK_SIZE);
  const picture = new ImageData(INK_SIZE, INK_SIZE);
  pixels.forEach((_, index) => picture.data.set([...PEN, 0], 4 * index));
  const hold = createHold(pens);
  /** @type {{x: number, y: number} | null} */
  let pen = null;
  /** The ink without what a hand is drawing, which may not be meant. @type {Uint8Array | null} */
  let before = null;
  let cursor = { x: INK_SIZE / 2, y: INK_SIZE / 2 };

  /** @param {{x: number, y: number}} from @param {{x: number, y: number}} to */
  function line(from, to) {
    drawSegment(pixels, INK_SIZE, from, to, RADIUS, (index) => {
      picture.data[4 * index + 3] = pixels[index];
    });
    show();
  }

  function show() {
    canvas.getContext('2d')?.putImageData(picture, 0, 0);
    onChange();
  }

  /** @param {PointerEvent} event */
  function placeOf(event) {
    const box = canvas.getBoundingClientRect();
    const scale = INK_SIZE / box.width;
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
  }

  canvas.addEventListener('pointerdown', (event) => {
    const taken = event.button === 0 && hold.take(event);
    if (!taken) return;
    if (taken === 'instead') withdraw();
    canvas.setPointerCapture(event.pointerId);
    before = event.pointerType === 'touch' ? pixels.slice() : null;
    pen = placeOf(event);
    line(pen, pen);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (hold.isOver(event)) return lift(event);
    if (!hold.has(event) || !pen) return;
    for (const place of partsOf(event).map(placeOf)) {
      line(pen, place);
      pen = place;
    }
  });
  canvas.addEventListener('pointerup', lift);
  for (const end of /** @type {const} */ (['pointercancel', 'lostpointercapture'])) {
    canvas.addEventListener(end, (event) => {
      if (lift(event)) withdraw();
    });
  }
  canvas.addEventListener('keydown', (event) => {
    const [right, below] = ARROWS[event.key] ?? [0, 0];
    if (event.key === 'Delete' || event.key === 'Backspace') clear();
    else if (event.key === ' ') pen = pen ? null : cursor;
    else if (!(event.key in ARROWS)) return;
    event.preventDefault();
    const next = { x: within(cursor.x + 12 * right, INK_SIZE), y: within(cursor.y + 12 * below, INK_SIZE) };
    if (pen) line(cursor, next);
    cursor = next;
    if (pen) pen = next;
  });
  canvas.addEventListener('blur', () => {
    pen = null;
  });

  /** @param {PointerEvent} event @returns {boolean} whether it was the one that drew */
  function lift(event) {
    const drew = hold.release(event);
    if (drew) pen = null;
    return drew;
  }

  function clear() {
    // A stroke that was under way is gone with the ink, and brings back nothing of it.
    pen = before = null;
    put(new Uint8Array(pixels.length));
  }

  /** A resting hand was taken away by the system, or a pen has come. */
  function withdraw() {
    if (before) put(before);
    before = null;
  }

  /** @param {Uint8Array} ink */
  function put(ink) {
    pixels.set(ink);
    ink.forEach((one, index) => {
      picture.data[4 * index + 3] = one;
    });
    show();
  }

  return { pixels, clear };
}
