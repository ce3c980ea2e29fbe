/** A field for writing a line with pointers or keys; the symbols read are marked in it. */

import { html, useRef, useState } from '../vendor/preact.js';
import { ARROWS, clamp, isEraser, isPen, coalescedEvents } from './pointers.js';
import { useHolding } from './pointing.js';
import { useScreen, useWidth } from './size.js';
import { erased, pathOf, reachOf, smooth } from './strokes.js';

/** @import {Point, Stroke} from './strokes.js' */

/**
 * @typedef {object} LineFieldProps
 * @property {Stroke[]} strokes
 * @property {number} pen    its width
 * @property {'draw' | 'erase'} tool
 * @property {{box: number[], name: string, isSure: boolean}[]} marks
 * @property {string} label
 * @property {string} hint
 * @property {{back: string, on: string}} words    of the buttons that move the paper
 * @property {string} hook    its test id
 * @property {(strokes: Stroke[]) => void} onChange    after each stroke
 * @property {() => void} onUndo
 */

/** In CSS pixels, like everything on the paper. */
const HEIGHT = 180;
const ERASER = 14;
const KEY_STEP = 10;
/** Share of the view that is kept free at the end of the paper, and by which a button moves it. */
const ROOM = 0.5;

/**
 * @typedef {{touches: Point[], erases: boolean, isHand: boolean}} Draft    the current stroke; isHand: it may be
 *     unintended
 */

/** @param {LineFieldProps} props */
export function LineField({ strokes, pen, tool, marks, label, hint, words, hook, onChange, onUndo }) {
  const [view, width] = useWidth(600);
  const still = useScreen('(prefers-reduced-motion: reduce)');
  const sheet = useRef(/** @type {SVGSVGElement | null} */ (null));
  // Several moves may come before the next rendering: the stroke as it is by then.
  const draft = useRef(/** @type {Draft | null} */ (null));
  const [, redraw] = useState({});
  const [cursor, setCursor] = useState(/** @type {Point & {down: boolean} | null} */ (null));
  const paper = Math.max(width, Math.round(reachOf(strokes) + ROOM * width));

  /** @param {Draft | null} next */
  function take(next) {
    draft.current = next;
    redraw({});
  }
  /** @param {Point[]} touches */
  const add = (touches) => draft.current && take({ ...draft.current, touches: [...draft.current.touches, ...touches] });

  /** @param {PointerEvent} event @returns {Point} */
  function placeOf({ clientX, clientY }) {
    const { left, top } = /** @type {SVGSVGElement} */ (sheet.current).getBoundingClientRect();
    return { x: clamp(clientX - left, paper), y: clamp(clientY - top, HEIGHT) };
  }

  /** @param {PointerEvent} event */
  function begin(event) {
    if (!isPen(event)) return false;
    event.preventDefault();
    sheet.current?.focus({ preventScroll: true });
    setCursor(null);
    take({
      touches: [placeOf(event)],
      erases: tool === 'erase' || isEraser(event),
      isHand: event.pointerType === 'touch',
    });
    return true;
  }

  /** @param {PointerEvent} event */
  function go(event) {
    add(coalescedEvents(event).map(placeOf));
  }

  function end() {
    if (!draft.current) return;
    const next = withDraft(strokes, draft.current);
    take(null);
    if (next !== strokes) onChange(next);
  }

  /** Removes the stroke if the system cancels the pointer, or a pen is used. */
  function stop() {
    if (draft.current?.isHand) take(null);
    else end();
  }
  const pointers = useHolding({ begin, go, end, stop });

  /** @param {KeyboardEvent} event */
  function key(event) {
    const now = cursor ?? { x: clamp(reachOf(strokes) + 40, paper), y: HEIGHT / 3, down: false };
    const undo = event.key === 'Backspace' || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z');
    if (undo) onUndo();
    else if (event.key === 'Delete') onChange([]);
    else if (event.key === ' ') press(now);
    else if (event.key in ARROWS) walk(now, ARROWS[event.key]);
    else return;
    event.preventDefault();
  }

  /** @param {Point & {down: boolean}} from */
  function press({ x, y, down }) {
    setCursor({ x, y, down: !down });
    if (down) end();
    else take({ touches: [{ x, y }], erases: tool === 'erase', isHand: false });
  }

  /** @param {Point & {down: boolean}} from @param {number[]} direction */
  function walk(from, [right, below]) {
    const to = { ...from, x: clamp(from.x + right * KEY_STEP, paper), y: clamp(from.y + below * KEY_STEP, HEIGHT) };
    setCursor(to);
    add([{ x: to.x, y: to.y }]);
    const { current } = view;
    if (to.x > current.scrollLeft + width - 20 || to.x < current.scrollLeft + 20) current.scrollLeft = to.x - width / 2;
  }

  function leave() {
    if (cursor?.down) end();
    setCursor(null);
  }

  /** @param {number} by    views */
  const move = (by) => view.current.scrollBy({ left: by * ROOM * width, behavior: still ? 'auto' : 'smooth' });
  const shown = draft.current ? withDraft(strokes, draft.current) : strokes;
  return html`
    <div class=${`line-field is-${tool}`}>
      <div class="line-view" ref=${view}>
        <svg ref=${sheet} class="line-paper" data-testid=${hook} width=${paper} height=${HEIGHT} tabindex="0"
          role="application" aria-label=${label} ...${pointers}
          onContextMenu=${(/** @type {Event} */ event) => event.preventDefault()} onKeyDown=${key} onBlur=${leave}
        >
          <g class="line-marks" aria-hidden="true">
            ${marks.map(
              (
                { box: [left, top, right, bottom], name, isSure },
                index,
              ) => html`<g key=${index} class=${isSure ? '' : 'is-unsure'}>
              <rect x=${left - 4} y=${top - 4} width=${right - left + 8} height=${bottom - top + 8} rx="4" />
              <text x=${(left + right) / 2} y=${Math.max(20, top - 9)}>${name}</text></g>`,
            )}
          </g>
          <g class="line-ink" stroke-width=${pen}>
            ${shown.map((stroke, index) => html`<path key=${index} d=${knownPath(stroke)} />`)}
          </g>
          ${
            cursor
              ? html`
                <circle class=${`line-cursor ${cursor.down ? 'is-down' : ''}`} cx=${cursor.x} cy=${cursor.y} r="9"
                  aria-hidden="true"
                />
              `
              : null
          }
        </svg>
      </div>
      ${shown.length === 0 ? html`<span class="line-hint" aria-hidden="true">${hint}</span>` : null}
      ${
        paper > width
          ? html`
            <span class="line-moves">
              <button type="button" class="button is-icon" aria-label=${words.back} title=${words.back}
                onClick=${() => move(-1)}
              >
                <span aria-hidden="true">←</span>
              </button>
              <button type="button" class="button is-icon" data-testid="line-on" aria-label=${words.on}
                title=${words.on} onClick=${() => move(1)}
              >
                <span aria-hidden="true">→</span>
              </button>
            </span>
          `
          : null
      }
    </div>
  `;
}

/** @param {Stroke[]} strokes @param {Draft} draft */
function withDraft(strokes, { touches, erases }) {
  return erases ? erased(strokes, touches, ERASER) : [...strokes, smooth(touches)];
}

/** @type {WeakMap<Stroke, string>} */
const paths = new WeakMap();

/** Strokes are immutable. @param {Stroke} stroke */
function knownPath(stroke) {
  const path = paths.get(stroke) ?? pathOf(stroke);
  paths.set(stroke, path);
  return path;
}
