/**
 * The drawing: strokes, which the network is given, and what the screen shows of them, a square of bytes, ink 255 on 0.
 */

import { ARROWS, coalescedEvents } from './pointers.js';
import { createHold, createPens } from './palmRejection.js';
import { drawSegment, within } from './segment.js';

/** @import {Pens} from './palmRejection.js' */
/** @import {Stroke} from './strokes.js' */

export const INK_SIZE = 336;
/** Half the width of a stroke on the screen. */
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
  /** @type {Stroke[]} */
  let strokes = [];
  const picture = new ImageData(INK_SIZE, INK_SIZE);
  pixels.forEach((_, index) => picture.data.set([...PEN, 0], 4 * index));
  const hold = createHold(pens);
  /** @type {{x: number, y: number} | null} */
  let pen = null;
  /** The strokes without what a hand is drawing, which may not be meant. @type {Stroke[] | null} */
  let before = null;
  let cursor = { x: INK_SIZE / 2, y: INK_SIZE / 2 };

  /** A new stroke. @param {{x: number, y: number}} place */
  function begin(place) {
    strokes = [...strokes, [place]];
    draw(place, place);
    show();
  }

  /** The stroke goes on. @param {{x: number, y: number}} from @param {{x: number, y: number}} to */
  function line(from, to) {
    strokes[strokes.length - 1].push(to);
    draw(from, to);
    show();
  }

  /** @param {{x: number, y: number}} from @param {{x: number, y: number}} to */
  function draw(from, to) {
    drawSegment(pixels, INK_SIZE, from, to, RADIUS, (index) => {
      picture.data[4 * index + 3] = pixels[index];
    });
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
    before = event.pointerType === 'touch' ? strokes : null;
    pen = placeOf(event);
    begin(pen);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (hold.isOver(event)) return lift(event);
    if (!hold.has(event) || !pen) return;
    for (const place of coalescedEvents(event).map(placeOf)) {
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
    if (event.key === 'Delete' || event.key === 'Backspace') clear();
    else if (event.key === ' ') {
      pen = pen ? null : cursor;
      if (pen) begin(pen);
    } else if (event.key in ARROWS) walk(ARROWS[event.key]);
    else return;
    event.preventDefault();
  });
  canvas.addEventListener('blur', () => {
    pen = null;
  });

  /** @param {number[]} direction */
  function walk([right, below]) {
    const next = { x: within(cursor.x + 12 * right, INK_SIZE), y: within(cursor.y + 12 * below, INK_SIZE) };
    if (pen) line(cursor, next);
    cursor = next;
    if (pen) pen = next;
  }

  /** @param {PointerEvent} event @returns {boolean} whether it was the one that drew */
  function lift(event) {
    const drew = hold.release(event);
    if (drew) pen = null;
    return drew;
  }

  function clear() {
    // A stroke that was under way is gone with the ink, and brings back nothing of it.
    pen = before = null;
    put([]);
  }

  /** A resting hand was taken away by the system, or a pen has come. */
  function withdraw() {
    if (before) put(before);
    before = null;
  }

  /** @param {Stroke[]} all */
  function put(all) {
    strokes = all;
    pixels.fill(0);
    pixels.forEach((_, index) => {
      picture.data[4 * index + 3] = 0;
    });
    for (const stroke of strokes) stroke.forEach((place, index) => draw(stroke[Math.max(0, index - 1)], place));
    show();
  }

  return { pixels, strokes: () => strokes, clear };
}
