/**
 * Thousands of pictures on one canvas of the viewport's size: rows outside of it are not drawn. Each group begins a new
 * row, with its name in the margin. One picture is active (for the keyboard), any number can be selected.
 */

import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from '../vendor/preact.js';
import { usePalette } from './painting.js';
import { palette } from './palette.js';
import { layRows, walk } from './rows.js';
import { useWidth } from './size.js';
import { paintTiles, SIDE } from './tiles.js';
import { useWallOnPaper } from './wallOnPaper.js';

/** @import {Group, Row, WallTile} from './rows.js' */

const PITCH = SIDE + 1;
const SCALE = 1.5;
const STEP = PITCH * SCALE;
const MARGIN = 46;

/** @type {Set<string>} */
const NONE = new Set();

/**
 * The rows that were painted last: choosing among them paints none anew.
 * @typedef {{of: unknown[], picture: OffscreenCanvas}} Painted
 */

/**
 * @param {object} props
 * @param {Group[]} props.groups
 * @param {Set<string>} props.chosen
 * @param {string | null} props.active
 * @param {string} props.label
 * @param {(key: string) => string} props.tell    a picture in words
 * @param {(key: string, how: 'one' | 'more' | 'range') => void} props.onChoose
 */
export function Wall({ groups, chosen, active, label, tell, onChoose }) {
  const [box, width] = useWidth(600);
  const canvas = useRef(null);
  const paper = useRef(/** @type {HTMLElement | null} */ (null));
  const painted = useRef(/** @type {Painted | null} */ (null));
  const colours = usePalette();
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(400);
  const tiles = useMemo(() => groups.flatMap((group) => group.tiles), [groups]);
  const columns = Math.max(1, Math.floor((width - MARGIN - 2) / STEP));
  const rows = useMemo(() => layRows(groups, columns), [groups, columns]);
  const total = rows.length * STEP;
  const at = useMemo(() => (active === null ? -1 : tiles.findIndex(({ key }) => key === active)), [tiles, active]);

  useEffect(() => {
    const element = /** @type {HTMLElement} */ (box.current);
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const view = /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ (canvas.current));
    drawWall(view, {
      tiles,
      rows,
      columns,
      top,
      width,
      height: Math.min(height, Math.max(total, 1)),
      chosen,
      active,
      painted,
    });
  }, [tiles, rows, top, width, height, chosen, active, colours]);

  const drawOnPaper = useMemo(
    () => (/** @type {HTMLCanvasElement} */ piece, /** @type {Row[]} */ some) =>
      drawWall(piece, {
        tiles,
        rows: some,
        columns,
        top: 0,
        width,
        height: some.length * STEP,
        chosen: NONE,
        active: null,
        painted: { current: null },
      }),
    [tiles, columns, width],
  );
  useWallOnPaper(paper, rows, drawOnPaper);

  /** @param {number} index */
  function reveal(index) {
    const row = rows.findIndex(({ first, count }) => index < first + count);
    const element = /** @type {HTMLElement} */ (box.current);
    if (row * STEP < element.scrollTop) element.scrollTop = row * STEP;
    if ((row + 1) * STEP > element.scrollTop + height) element.scrollTop = (row + 1) * STEP - height;
  }

  // A picture that counts for another class now has another place: it is followed there, near the top, for the
  // wall may be higher than what is seen of it.
  useEffect(() => {
    const row = rows.findIndex(({ first, count }) => at < first + count);
    const element = /** @type {HTMLElement} */ (box.current);
    const seen = row * STEP >= element.scrollTop - STEP && (row + 1) * STEP <= element.scrollTop + height + STEP;
    if (at >= 0 && !seen) element.scrollTop = (row - 1) * STEP;
  }, [at]);

  /** @param {KeyboardEvent} event */
  function key(event) {
    if (tiles.length === 0) return;
    if (event.key === ' ') onChoose(tiles[Math.max(0, at)].key, 'more');
    else {
      const next = walk(rows, Math.max(0, at), event.key, Math.max(1, Math.floor(height / STEP)));
      if (next === null || event.ctrlKey || event.altKey || event.metaKey) return;
      onChoose(tiles[at < 0 && event.key !== 'End' ? 0 : next].key, event.shiftKey ? 'range' : 'one');
      reveal(next);
    }
    event.preventDefault();
  }

  /** @param {any} event */
  function click(event) {
    const bounds = event.currentTarget.getBoundingClientRect();
    const row = rows[Math.floor((event.clientY - bounds.top + top) / STEP)];
    const column = Math.floor((event.clientX - bounds.left - MARGIN) / STEP);
    if (!row || column < 0 || column >= row.count) return;
    const touch = event.pointerType === 'touch';
    onChoose(
      tiles[row.first + column].key,
      event.shiftKey ? 'range' : event.ctrlKey || event.metaKey || touch ? 'more' : 'one',
    );
  }

  return html`
    <div class="wall" ref=${box} tabindex="0" role="listbox" aria-multiselectable="true" aria-label=${label}
      data-testid="wall" data-columns=${columns} data-rows=${rows.length}
      aria-activedescendant=${at >= 0 ? `wall-${at}` : undefined} onKeyDown=${key}
      onScroll=${(/** @type {any} */ event) => setTop(event.currentTarget.scrollTop)}
    >
      ${
        at >= 0
          ? html`<span key=${at} class="visually-hidden" id=${`wall-${at}`} role="option" aria-selected=${chosen.has(tiles[at].key)}
        aria-posinset=${at + 1} aria-setsize=${tiles.length}>${tell(tiles[at].key)}</span>`
          : null
      }
      <div class="wall-paper" ref=${paper}></div>
      <div class="wall-content" style=${{ height: `${total}px` }}>
        <canvas ref=${canvas} class="wall-canvas" onClick=${click}></canvas>
      </div>
    </div>
  `;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{tiles: WallTile[], rows: Row[], columns: number, top: number, width: number, height: number, chosen:
 *     Set<string>, active: string | null, painted: {current: Painted | null}}} view
 */
function drawWall(canvas, { tiles, rows, columns, top, width, height, chosen, active, painted }) {
  const density = globalThis.devicePixelRatio || 1;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const { css: colour } = palette();
  context.scale(density, density);
  const begin = Math.floor(top / STEP);
  const seen = rows.slice(begin, Math.ceil((top + height) / STEP));
  if (seen.length === 0) return;
  const offset = begin * STEP - top;
  context.imageSmoothingEnabled = true;
  context.drawImage(
    paintRows(seen, tiles, columns, painted),
    MARGIN,
    offset,
    (columns * PITCH + 1) * SCALE,
    (seen.length * PITCH + 1) * SCALE,
  );
  context.font = `700 22px ${colour('sans')}`;
  context.textBaseline = 'middle';
  seen.forEach((row, line) => {
    const y = offset + line * STEP;
    if (row.name) {
      context.fillStyle = colour('pen');
      context.fillText(row.name, 4, y + STEP / 2, MARGIN - 8);
    }
    for (let column = 0; column < row.count; column += 1) {
      const tile = tiles[row.first + column];
      markTile(context, MARGIN + column * STEP, y, tile.mark, colour);
      if (chosen.has(tile.key)) frame(context, MARGIN + column * STEP, y, colour('positive'), 3, true);
      if (tile.key === active) frame(context, MARGIN + column * STEP, y, colour('focus'), 3, false);
    }
  });
}

/**
 * @param {Row[]} rows
 * @param {WallTile[]} tiles
 * @param {number} columns
 * @param {{current: Painted | null}} painted
 */
function paintRows(rows, tiles, columns, painted) {
  const now = [tiles, columns, rows[0], rows.length, palette()];
  const { current } = painted;
  if (current && now.every((one, at) => one === current.of[at])) return current.picture;
  const grid = { columns, rows: rows.length, width: columns * PITCH + 1, height: rows.length * PITCH + 1 };
  const small = new OffscreenCanvas(grid.width, grid.height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (small.getContext('2d'));
  const picture = context.createImageData(grid.width, grid.height);
  const shown = rows.flatMap(({ first, count }) =>
    Array.from({ length: columns }, (_, column) => (column < count ? tiles[first + column] : null)),
  );
  paintTiles(shown, grid, palette(), picture.data);
  context.putImageData(picture, 0, 0);
  painted.current = { of: now, picture: small };
  return small;
}

/**
 * Marks that are distinguishable without colour: dashes, a cross, a corner.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} x @param {number} y
 * @param {WallTile['mark']} mark
 * @param {(name: string) => string} colour
 */
function markTile(context, x, y, mark, colour) {
  if (mark === '') return;
  context.save();
  context.lineWidth = 2;
  if (mark === 'doubtful') {
    context.setLineDash([4, 3]);
    context.strokeStyle = colour('orange-ink');
    context.strokeRect(x + 3, y + 3, STEP - 5, STEP - 5);
  } else if (mark === 'out') {
    context.fillStyle = colour('faded');
    context.fillRect(x + 2, y + 2, STEP - 3, STEP - 3);
    context.strokeStyle = colour('red');
    context.beginPath();
    context.moveTo(x + 7, y + STEP - 6);
    context.lineTo(x + STEP - 6, y + 7);
    context.stroke();
  } else {
    context.fillStyle = colour('positive');
    context.beginPath();
    context.moveTo(x + STEP - 13, y + 2);
    context.lineTo(x + STEP, y + 2);
    context.lineTo(x + STEP, y + 15);
    context.fill();
  }
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x @param {number} y
 * @param {string} colour
 * @param {number} line
 * @param {boolean} filled
 */
function frame(context, x, y, colour, line, filled) {
  context.strokeStyle = colour;
  context.lineWidth = line;
  context.strokeRect(x + 1.5, y + 1.5, STEP - 2, STEP - 2);
  if (!filled) return;
  context.globalAlpha = 0.16;
  context.fillStyle = colour;
  context.fillRect(x, y, STEP, STEP);
  context.globalAlpha = 1;
}
