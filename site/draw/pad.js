/** The canvas: pointers and keys draw strokes into the ink, which is shown as pixels. */

import { html, useLayoutEffect, useRef, useState } from '../vendor/preact.js';
import { ARROWS, clamp, isEraser, isPen, coalescedEvents } from './pointers.js';
import { useHolding } from './pointing.js';
import { usePalette } from './painting.js';
import { palette } from './palette.js';
import { createStroke } from './pen.js';
import { isSmall } from './small.js';

/** @import {Box, Ink, Place} from './ink.js' */

/**
 * @typedef {object} PadProps
 * @property {Ink} ink
 * @property {boolean} empty
 * @property {'draw' | 'erase'} tool
 * @property {string} label
 * @property {string} hint
 * @property {string} larger    hint for a very small drawing; empty for none
 * @property {string} hook    names it for tests
 * @property {(moved: boolean) => void} [onLift]    the pen was lifted; whether it was more than a tap
 * @property {() => void} onChange
 * @property {() => void} onClear
 */

/** How far an arrow key moves the pen, in pixels of the ink. */
const KEY_STEP = 12;
/** Largest movement of a tap, in CSS pixels. */
const TAP = 6;

/** @param {PadProps} props */
export function Pad({ ink, empty, tool, label, hint, larger, hook, onChange, onClear, onLift = () => {} }) {
  const ref = useRef(null);
  const colours = usePalette();
  const [cursor, setCursor] = useState(/** @type {Cursor | null} */ (null));
  const [small, setSmall] = useState(false);
  const stroke = useRef(/** @type {Stroke | null} */ (null));
  const canvas = () => /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ (ref.current));

  useLayoutEffect(() => {
    // A current stroke is removed with the ink, and does not restore any of it.
    if (empty) stroke.current = null;
    show(canvas(), ink, [wholeOf(ink)]);
  }, [ink, empty, colours]);

  /** @param {Box[]} boxes */
  function changed(boxes) {
    if (boxes.length === 0) return;
    show(canvas(), ink, boxes);
    onChange();
  }

  /** @param {PointerEvent} event */
  function begin(event) {
    if (!isPen(event)) return false;
    event.preventDefault();
    canvas().focus({ preventScroll: true });
    setCursor(null);
    setSmall(false);
    const before = ink.strokes;
    const line = createStroke(ink, tool === 'erase' || isEraser(event));
    // Touch strokes may turn out to be unintended.
    stroke.current = {
      line,
      before: event.pointerType === 'touch' ? before : null,
      from: event,
      moved: false,
    };
    changed(line.touch(touchOf(event, canvas(), ink)));
    return true;
  }

  /** @param {PointerEvent} event */
  function go(event) {
    const current = stroke.current;
    if (!current) return;
    current.moved ||= Math.hypot(event.clientX - current.from.clientX, event.clientY - current.from.clientY) > TAP;
    changed(coalescedEvents(event).flatMap((one) => current.line.touch(touchOf(one, canvas(), ink))));
  }

  function end() {
    if (!stroke.current) return;
    const { line, moved } = stroke.current;
    stroke.current = null;
    changed(line.lift());
    setSmall(moved && isSmall(ink.pixels, ink.size));
    onLift(moved);
  }

  /** Removes the stroke if the system cancels the pointer, or a pen is used. */
  function stop() {
    const before = stroke.current?.before;
    if (!before) return end();
    stroke.current = null;
    ink.put(before);
    changed([wholeOf(ink)]);
    if (before.length === 0) onClear();
  }
  const pointers = useHolding({ begin, go, end, stop });

  /** @param {KeyboardEvent} event */
  function key(event) {
    const now = cursor ?? { x: ink.size / 2, y: ink.size / 2, down: false };
    if (event.key === 'Delete' || event.key === 'Backspace') onClear();
    else if (event.key === ' ') setCursor(press(now));
    else if (event.key in ARROWS) setCursor(walk(now, ARROWS[event.key]));
    else return;
    event.preventDefault();
  }

  /** @param {Cursor} from */
  function press(from) {
    if (!from.down) changed(createStroke(ink, tool === 'erase').touch({ ...from, time: 0, pressure: 0.5 }));
    return { ...from, down: !from.down };
  }

  /** @param {Cursor} from @param {number[]} direction */
  function walk(from, [right, below]) {
    const to = {
      ...from,
      x: clamp(from.x + right * KEY_STEP, ink.size),
      y: clamp(from.y + below * KEY_STEP, ink.size),
    };
    if (from.down) {
      const line = createStroke(ink, tool === 'erase');
      changed(
        [from, to]
          .flatMap(({ x, y }, index) => line.touch({ x, y, time: index * 1000, pressure: 0.5 }))
          .concat(line.lift()),
      );
    }
    return to;
  }

  return html`<div class=${`pad is-${tool}`}>
    <canvas ref=${ref} class="pad-canvas" data-testid=${hook} width=${ink.size} height=${ink.size}
      tabindex="0" role="application" aria-label=${label}
      ...${pointers}
      onContextMenu=${(/** @type {Event} */ event) => event.preventDefault()} onKeyDown=${key}
      onBlur=${() => setCursor(null)}></canvas>
    ${!empty ? null : html`<span class="pad-hint" aria-hidden="true">${hint}</span>`}
    <span class="pad-larger" role="status" data-testid="pad-larger">${small ? larger : ''}</span>
    ${
      cursor
        ? html`<svg class="pad-cursor" viewBox=${`0 0 ${ink.size} ${ink.size}`} aria-hidden="true">
      <circle class=${cursor.down ? 'is-down' : ''} cx=${cursor.x} cy=${cursor.y} r="13" /></svg>`
        : null
    }
  </div>`;
}

/**
 * @typedef {{line: ReturnType<typeof createStroke>, before: Place[][] | null, from: PointerEvent, moved: boolean}}
 *     Stroke    `before`: the strokes without it
 */
/** @typedef {{x: number, y: number, down: boolean}} Cursor    the pen as the keyboard moves it */

/** @param {Ink} ink @returns {Box} */
function wholeOf({ size }) {
  return { x: 0, y: 0, width: size, height: size };
}

/**
 * @param {PointerEvent} event
 * @param {HTMLCanvasElement} canvas
 * @param {Ink} ink
 */
function touchOf(event, canvas, ink) {
  const box = canvas.getBoundingClientRect();
  const scale = ink.size / box.width;
  return {
    x: (event.clientX - box.left) * scale,
    y: (event.clientY - box.top) * scale,
    time: event.timeStamp,
    pressure: event.pointerType === 'pen' ? event.pressure : 0.5,
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Ink} ink
 * @param {Box[]} boxes
 */
function show(canvas, ink, boxes) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const pen = palette().ink;
  for (const { x, y, width, height } of boxes) {
    const picture = context.createImageData(width, height);
    for (let row = 0, target = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1, target += 4) {
        picture.data[target] = pen[0];
        picture.data[target + 1] = pen[1];
        picture.data[target + 2] = pen[2];
        picture.data[target + 3] = ink.pixels[(y + row) * ink.size + x + column];
      }
    }
    context.putImageData(picture, x, y);
  }
}
