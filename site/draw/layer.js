/** A layer's output as selectable squares: a tile per unit, or a picture per feature map. */

import { html, useLayoutEffect, useRef } from '../vendor/preact.js';
import { usePointing } from './pointing.js';
import { arrange, boxOf, placeAt } from './arrangement.js';
import { hatch } from './hatch.js';
import { usePalette } from './painting.js';
import { palette } from './palette.js';
import { useWidth } from './size.js';
import { ARROWS, colourOf, paintMaps } from './colours.js';

/** @import {Arrangement, Place} from './arrangement.js' */

/**
 * @param {{values: ArrayLike<number>, shape: number[], largest: number, label: string, chosen: Place | null, onChoose:
 *     (place: Place) => void}} props
 */
export function LayerMap({ values, shape, largest, label, chosen, onChoose }) {
  const [ref, room] = useWidth(480);
  const canvas = useRef(null);
  const colours = usePalette();
  const arrangement = arrange(shape, room);
  const { columns, width, gap, whole } = arrangement;
  const full = columns * (width + gap) - gap;
  useLayoutEffect(
    () => paint(/** @type {any} */ (canvas.current), values, shape, largest, arrangement, full),
    [values, room, colours],
  );
  /** @param {any} event */
  function point(event) {
    const box = event.currentTarget.getBoundingClientRect();
    const place = placeAt(shape, arrangement, event.clientX - box.left, event.clientY - box.top);
    if (place && !samePlace(place, chosen)) onChoose(place);
  }
  const pointers = usePointing(point);
  /** @param {KeyboardEvent} event */
  function walk(event) {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    const unit = (chosen?.unit ?? -1) + step[0] * columns + step[1];
    if (unit < 0 || unit >= shape[shape.length - 1]) return;
    onChoose({ unit, row: chosen?.row ?? middle(shape[0]), column: chosen?.column ?? middle(shape[1]) });
  }
  const box = chosen && boxOf(chosen, shape, arrangement);
  return html`
    <div class="layer-map" ref=${ref}>
      <div class="layer-frame" style=${{ width: `${full}px`, height: `${whole}px` }} tabindex="0" role="group"
        aria-label=${label} ...${pointers} onKeyDown=${walk}
      >
        <canvas ref=${canvas} aria-hidden="true"></canvas>
        ${
          box
            ? html`<svg viewBox=${`0 0 ${full} ${whole}`} aria-hidden="true">
          <rect class="layer-chosen" x=${box.x - 1} y=${box.y - 1} width=${box.width + 2} height=${box.height + 2} />
          ${box.cell ? html`<rect class="layer-cell" ...${box.cell} />` : null}
        </svg>`
            : null
        }
      </div>
    </div>
  `;
}

/** @param {number | undefined} size */
function middle(size) {
  return size === undefined ? 0 : Math.floor(size / 2);
}

/** @param {Place} a @param {Place | null} b */
function samePlace(a, b) {
  return b !== null && a.unit === b.unit && a.row === b.row && a.column === b.column;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {ArrayLike<number>} values
 * @param {number[]} shape
 * @param {number} largest
 * @param {Arrangement} arrangement
 * @param {number} full    width of all columns
 */
function paint(canvas, values, shape, largest, { columns, width, height, gap, whole }, full) {
  const sharp = Math.min(2, devicePixelRatio || 1);
  canvas.width = Math.round(full * sharp);
  canvas.height = Math.round(whole * sharp);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.scale(sharp, sharp);
  context.imageSmoothingEnabled = false;
  const count = shape[shape.length - 1];
  const strip = shape.length === 3 ? stripOf(values, /** @type {[number, number, number]} */ (shape), largest) : null;
  for (let unit = 0; unit < count; unit += 1) {
    const x = (unit % columns) * (width + gap);
    const y = Math.floor(unit / columns) * (height + gap);
    context.fillStyle = palette().css('sheet');
    context.fillRect(x, y, width, height);
    if (strip) {
      context.drawImage(strip, 0, unit * shape[0], shape[1], shape[0], x, y, width, height);
      hatch(context, (row, column) => values[(row * shape[1] + column) * count + unit], [shape[0], shape[1]], largest, {
        x,
        y,
        width,
        height,
      });
    } else paintUnit(context, values[unit], largest, { x, y, width, height });
    context.strokeStyle = palette().css('grid-strong');
    context.lineWidth = 1;
    context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
  }
}

/**
 * Negative values have a minus, so that colour is not needed.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} value
 * @param {number} largest
 * @param {{x: number, y: number, width: number, height: number}} box
 */
function paintUnit(context, value, largest, { x, y, width, height }) {
  const [red, green, blue, alpha] = colourOf(value, largest);
  context.fillStyle = `rgb(${red} ${green} ${blue} / ${alpha / 255})`;
  context.fillRect(x, y, width, height);
  if (value < 0 && alpha > 8) {
    context.fillStyle = palette().css('ink');
    context.fillRect(x + width / 2 - 4, y + height / 2 - 0.75, 8, 1.5);
  }
}

/** @param {ArrayLike<number>} values @param {[number, number, number]} shape @param {number} largest */
function stripOf(values, shape, largest) {
  const [height, width, channels] = shape;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height * channels;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const picture = context.createImageData(width, height * channels);
  paintMaps(values, shape, largest, picture.data);
  context.putImageData(picture, 0, 0);
  return canvas;
}
