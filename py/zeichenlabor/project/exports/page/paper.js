/** Paper for a line: pointers and keys become strokes, side by side; what is read in them is marked where it stands. */

import { element, makeShape } from './elements.js';
import { ARROWS, clamp, isEraser, isPen, coalescedEvents } from './pointers.js';
import { createHold, whileHeld } from './palmRejection.js';
import { erased, pathOf, reachOf, smooth } from './strokes.js';

/** @import {Point, Stroke} from './strokes.js' */
/** @import {Pens} from './palmRejection.js' */

/** @typedef {{box: number[], name: string, isSure: boolean}} PaperMark */

/** In CSS pixels, as all that stands on the paper. */
export const LINE_PEN = 8;
const HEIGHT = 180;
const ERASER = 14;
const KEY_STEP = 10;
/** So much of the view is free at the end of the paper, and is what a button moves it by. */
const ROOM = 0.5;
const MOST_UNDO = 200;

/**
 * @typedef {{touches: Point[], erases: boolean, isHand: boolean}} Draft    the stroke that is under way; isHand: it may
 *     not have been meant
 */

/**
 * @param {Pens} pens    of the page
 * @param {(strokes: Stroke[]) => void} onChange    after each stroke
 */
export function createPaper(pens, onChange) {
  const [sheet, view] = [element('line-paper'), element('line-view')];
  /** @type {WeakMap<Stroke, Element>} */
  const drawn = new WeakMap();
  /** @type {Stroke[]} */
  let strokes = [];
  /** @type {Stroke[][]} */
  let past = [];
  /** @type {Draft | null} */
  let draft = null;
  /** @type {Point & {down: boolean} | null} */
  let cursor = null;
  let erases = false;
  let width = 0;
  let paper = 0;

  /** @param {Stroke} stroke */
  function pathFor(stroke) {
    const path = drawn.get(stroke) ?? makeShape('path', { d: pathOf(stroke) });
    drawn.set(stroke, path);
    return path;
  }

  function show() {
    const shown = draft ? withDraft(strokes, draft) : strokes;
    paper = Math.max(width, Math.round(reachOf(strokes) + ROOM * width));
    sheet.setAttribute('width', paper);
    element('line-ink').replaceChildren(...shown.map(pathFor));
    element('line-cursor').replaceChildren(
      ...(cursor
        ? [makeShape('circle', { cx: cursor.x, cy: cursor.y, r: 9, class: cursor.down ? 'is-down' : '' })]
        : []),
    );
    element('line-hint').hidden = shown.length > 0;
    element('line-moves').hidden = paper <= width;
    element('line-undo').disabled = past.length === 0;
    element('line-clear').disabled = strokes.length === 0;
    element('line-draw').setAttribute('aria-pressed', String(!erases));
    element('line-erase').setAttribute('aria-pressed', String(erases));
    element('line-field').classList.toggle('is-erase', erases);
  }

  /** @param {Stroke[]} next */
  function write(next) {
    if (next === strokes || (next.length === 0 && strokes.length === 0)) return;
    past = [...past.slice(-MOST_UNDO), strokes];
    put(next);
  }

  function undo() {
    if (past.length > 0) put(/** @type {Stroke[]} */ (past.pop()));
  }

  /** @param {Stroke[]} next */
  function put(next) {
    strokes = next;
    show();
    onChange(strokes);
  }

  /** @param {PointerEvent} event @returns {Point} */
  function placeOf({ clientX, clientY }) {
    const { left, top } = sheet.getBoundingClientRect();
    return { x: clamp(clientX - left, paper), y: clamp(clientY - top, HEIGHT) };
  }

  /** @param {PointerEvent} event */
  function begin(event) {
    if (!isPen(event)) return false;
    event.preventDefault();
    sheet.focus({ preventScroll: true });
    cursor = null;
    draft = { touches: [placeOf(event)], erases: erases || isEraser(event), isHand: event.pointerType === 'touch' };
    show();
    return true;
  }

  /** @param {PointerEvent} event */
  function go(event) {
    add(coalescedEvents(event).map(placeOf));
  }

  /** @param {Point[]} touches */
  function add(touches) {
    if (draft) draft = { ...draft, touches: [...draft.touches, ...touches] };
    show();
  }

  function end() {
    if (!draft) return;
    const next = withDraft(strokes, draft);
    draft = null;
    write(next);
    show();
  }

  /** The system takes a resting hand away, or a pen has come: its ink goes, too. */
  function stop() {
    if (draft?.isHand) draft = null;
    end();
    show();
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    const now = cursor ?? { x: clamp(reachOf(strokes) + 40, paper), y: HEIGHT / 3, down: false };
    if (event.key === 'Backspace' || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z')) undo();
    else if (event.key === 'Delete') write([]);
    else if (event.key === ' ') press(now);
    else if (event.key in ARROWS) walk(now, ARROWS[event.key]);
    else return;
    event.preventDefault();
  }

  /** @param {Point & {down: boolean}} from */
  function press({ x, y, down }) {
    cursor = { x, y, down: !down };
    if (down) end();
    else draft = { touches: [{ x, y }], erases, isHand: false };
    show();
  }

  /** @param {Point & {down: boolean}} from @param {number[]} direction */
  function walk(from, [right, below]) {
    cursor = { ...from, x: clamp(from.x + right * KEY_STEP, paper), y: clamp(from.y + below * KEY_STEP, HEIGHT) };
    add([{ x: cursor.x, y: cursor.y }]);
    if (cursor.x > view.scrollLeft + width - 20 || cursor.x < view.scrollLeft + 20)
      view.scrollLeft = cursor.x - width / 2;
  }

  function leave() {
    if (cursor?.down) end();
    cursor = null;
    show();
  }

  /** @param {PaperMark[]} marks */
  function mark(marks) {
    element('line-marks').replaceChildren(
      ...marks.map(({ box: [left, top, right, bottom], name, isSure }) => {
        const group = makeShape('g', { class: isSure ? '' : 'is-unsure' });
        group.append(
          makeShape('rect', { x: left - 4, y: top - 4, width: right - left + 8, height: bottom - top + 8, rx: 4 }),
          makeShape('text', { x: (left + right) / 2, y: Math.max(20, top - 9) }, name),
        );
        return group;
      }),
    );
  }

  const move = (/** @type {number} */ by) => view.scrollBy({ left: by * ROOM * width, behavior: 'smooth' });
  const choose = (/** @type {boolean} */ eraser) => {
    erases = eraser;
    show();
  };
  for (const [name, act] of Object.entries(whileHeld(createHold(pens), { begin, go, end, stop })))
    sheet.addEventListener(name, act);
  sheet.addEventListener('contextmenu', (/** @type {Event} */ event) => event.preventDefault());
  sheet.addEventListener('keydown', key);
  sheet.addEventListener('blur', leave);
  for (const [id, act] of Object.entries({
    draw: () => choose(false),
    erase: () => choose(true),
    undo,
    clear: () => write([]),
    back: () => move(-1),
    on: () => move(1),
  }))
    element(`line-${id}`).addEventListener('click', act);
  sheet.setAttribute('height', HEIGHT);
  element('line-ink').setAttribute('stroke-width', LINE_PEN);
  new ResizeObserver(([entry]) => {
    width = Math.round(entry.contentRect.width);
    show();
  }).observe(view);
  width = view.clientWidth;
  show();
  return { mark };
}

/** @param {Stroke[]} strokes @param {Draft} draft */
function withDraft(strokes, { touches, erases }) {
  return erases ? erased(strokes, touches, ERASER) : [...strokes, smooth(touches)];
}
