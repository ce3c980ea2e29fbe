/** Setting the four corners of a frame by pointer, arrow keys or numbers. */

import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { ARROWS } from '../../draw/pointers.js';
import { useHolding } from '../../draw/pointing.js';
import { fromUnitSquare } from '../../draw/projection.js';
import { usePictureUrl } from '../../draw/sheet.js';
import { TextField } from '../../draw/textField.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Pointing} from '../../state/sheets.js' */

const NAMES = ['topLeft', 'topRight', 'bottomRight', 'bottomLeft'];
/** Share of the picture's width that the lens shows. */
const LENS = 0.16;
const GRID = { columns: 20, rows: 30 };

/** @param {ViewProps & {pointing: Pointing}} props */
export function Corners({ pointing, state, t, commands, dispatch }) {
  const { id, name, picture } = pointing;
  const [corners, setCorners] = useState(pointing.corners);
  // If no frame was found, every corner has to be set; those that were found may be right.
  const found = state.sheets.some((sheet) => sheet.id === id && sheet.result);
  const unset = found ? 0 : corners.filter((corner, index) => corner === pointing.corners[index]).length;
  const [active, setActive] = useState(0);
  const dialog = useRef(null);
  const svg = useRef(null);
  const url = usePictureUrl(picture.preview.bytes);
  const close = () => dispatch({ type: 'corners/opened', pointing: null });
  useEffect(() => /** @type {HTMLDialogElement} */ (/** @type {unknown} */ (dialog.current)).showModal(), []);

  /** @param {number} index @param {number} x @param {number} y */
  function move(index, x, y) {
    const within = [Math.min(picture.width, Math.max(0, x)), Math.min(picture.height, Math.max(0, y))];
    setCorners((before) => before.map((corner, place) => (place === index ? within : corner)));
  }
  /** @param {PointerEvent} event */
  function drag(event) {
    const view = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (svg.current));
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(view.getScreenCTM()?.inverse());
    move(active, x, y);
  }
  const pointers = useHolding({
    begin(event) {
      if (event.button !== 0) return false;
      setActive(Number(event.currentTarget.dataset.index));
    },
    go: drag,
  });
  /** @param {KeyboardEvent} event @param {number} index */
  function key(event, index) {
    const direction = ARROWS[event.key];
    if (!direction) return;
    event.preventDefault();
    const step = event.shiftKey ? picture.width / 100 : Math.max(1, picture.width / 1000);
    move(index, corners[index][0] + direction[0] * step, corners[index][1] + direction[1] * step);
  }
  const radius = picture.width / 30;
  const drawing = html`
    ${url ? html`<image href=${url} width=${picture.width} height=${picture.height} />` : null}
    <path class="corners-grid" d=${gridPath(corners)} />
    <polygon class="found-frame" points=${corners.map((corner) => corner.join(',')).join(' ')} />
  `;
  const [x, y] = corners[active];
  const lens = picture.width * LENS;
  return html`
    <dialog class="corners" ref=${dialog} aria-labelledby="corners-title" onClose=${close} onCancel=${close}
      data-testid="corners"
    >
      <h2 id="corners-title">${t('corners.title', { name })}</h2>
      <p class="help">${t('corners.help')}</p>
      <div class="corners-body">
        <svg class="corners-page on-photo" ref=${svg} viewBox=${`0 0 ${picture.width} ${picture.height}`}>
          ${drawing}
          ${corners.map(
            ([cx, cy], index) => html`
              <g key=${index} class=${`corner ${index === active ? 'is-active' : ''}`} tabindex="0" role="slider"
                data-testid="corner" aria-label=${t(`corners.${NAMES[index]}`)} aria-valuemin="0"
                aria-valuemax=${picture.width} aria-valuenow=${Math.round(cx)}
                aria-valuetext=${t('corners.place', { x: Math.round(cx), y: Math.round(cy) })}
                onFocus=${() => setActive(index)} onKeyDown=${(/** @type {any} */ event) => key(event, index)}
                data-index=${index} ...${pointers}
              >
                <circle class="corner-reach" cx=${cx} cy=${cy} r=${radius * 1.6} />
                <circle class="corner-ring" cx=${cx} cy=${cy} r=${radius} />
                <path class="corner-cross"
                  d=${`M${cx - radius / 2} ${cy}h${radius}M${cx} ${cy - radius / 2}v${radius}`}
                />
              </g>
            `,
          )}
        </svg>
        <div class="corners-side">
          <svg class="corners-lens on-photo" viewBox=${`${x - lens / 2} ${y - lens / 2} ${lens} ${lens}`}
            aria-hidden="true"
          >
            ${drawing}
            <path class="corner-cross" d=${`M${x - lens} ${y}h${2 * lens}M${x} ${y - lens}v${2 * lens}`} />
          </svg>
          <div class="corners-numbers">
            ${corners.map(
              (corner, index) => html`<fieldset key=${index}><legend>${t(`corners.${NAMES[index]}`)}</legend>
              ${corner.map(
                (value, axis) => html`
                  <label key=${axis}>
                    ${axis === 0 ? 'x' : 'y'}
                    <${TextField} type="number" step="1" min="0" max=${axis === 0 ? picture.width : picture.height}
                      value=${String(Math.round(value))} data-testid="corner-number" onFocus=${() => setActive(index)}
                      onFinish=${(/** @type {string} */ typed) =>
                        move(index, axis === 0 ? Number(typed) : corner[0], axis === 1 ? Number(typed) : corner[1])}
                    />
                  </label>
                `,
              )}
            </fieldset>`,
            )}
          </div>
        </div>
      </div>
      <div class="corners-actions">
        <button type="button" class="button is-primary" data-testid="read-corners" data-unset=${unset}
          disabled=${unset > 0} onClick=${() => commands.readAtCorners(id, corners)}
        >
          ${t('corners.read')}
        </button>
        <button type="button" class="button" onClick=${close}>${t('corners.cancel')}</button>
        ${unset > 0 ? html`<p class="help" role="status">${t.count('corners.unset', unset)}</p>` : null}
      </div>
    </dialog>
  `;
}

/** The lines that the page should show between these corners. @param {number[][]} corners */
function gridPath(corners) {
  const place = fromUnitSquare(corners);
  const line = (/** @type {number[]} */ from, /** @type {number[]} */ to) =>
    `M${place(from[0], from[1]).join(' ')}L${place(to[0], to[1]).join(' ')}`;
  const upright = Array.from({ length: GRID.columns - 1 }, (_, index) => (index + 1) / GRID.columns).map((u) =>
    line([u, 0], [u, 1]),
  );
  const level = Array.from({ length: GRID.rows - 1 }, (_, index) => (index + 1) / GRID.rows).map((v) =>
    line([0, v], [1, v]),
  );
  return [...upright, ...level].join('');
}
