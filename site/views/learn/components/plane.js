/** A sheet of squared paper with axes: curves, points, and handles to drag. */

import { html, useRef } from '../../../vendor/preact.js';
import { useHolding } from '../../../draw/pointing.js';
import { linear, path, ticks } from '../../../draw/scale.js';
import { usePalette } from '../../../draw/painting.js';
import { useWidth } from '../../../draw/size.js';

/**
 * @typedef {{points: [number, number][], kind?: string, label?: string}} Line    kind: its look in CSS, `graph-<kind>`
 * @typedef {{x: number, y: number, kind?: string, radius?: number}} Dot
 * @typedef {object} Handle
 * @property {number} x
 * @property {number} y
 * @property {string} label
 * @property {string} told    its place in words
 * @property {'x' | 'y' | 'xy'} moves
 * @property {boolean} [play]
 * @property {(x: number, y: number) => void} onMove    in values, within the axes
 */

/** For type of the usual size. */
const USUAL = { right: 14, top: 12, bottom: 26 };
/** Left of the axis: room for its numbers, pixels a letter. */
const LEAST_LEFT = 38;
const LETTER = 7;
const NEAR = 46;

/** Which way the arrow keys go. @type {Record<string, [number, number]>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * @param {{x: [number, number], y: [number, number], lines?: Line[], dots?: Dot[], handles?: Handle[], label: string,
 *     height?: number, format: (value: number) => string, xName?: string, yName?: string, children?: (x: (value:
 *     number) => number, y: (value: number) => number) => any}} props
 */
export function Plane({
  x: xs,
  y: ys,
  lines = [],
  dots = [],
  handles = [],
  label,
  height: usual = 300,
  format,
  xName = '',
  yName = '',
  children,
}) {
  const [ref, width] = useWidth(560);
  const { zoom } = usePalette();
  const height = Math.round(usual * zoom);
  const edge = { right: USUAL.right, top: USUAL.top, bottom: USUAL.bottom * zoom };
  const heights = ticks(ys[0], ys[1], height / (60 * zoom)).map((value) => ({ value, name: format(value) }));
  const left = zoom * Math.max(LEAST_LEFT, 10 + LETTER * Math.max(...heights.map(({ name }) => name.length)));
  const x = linear(xs, [left, Math.max(left + 60, width - edge.right)]);
  const y = linear(ys, [height - edge.bottom, edge.top]);
  const held = useRef(/** @type {Handle | null} */ (null));

  /** @param {any} event */
  function valuesAt(event) {
    const box = event.currentTarget.getBoundingClientRect();
    return [
      linear([x(xs[0]), x(xs[1])], xs)(event.clientX - box.left),
      linear([y(ys[0]), y(ys[1])], ys)(event.clientY - box.top),
    ];
  }
  /** @param {any} event */
  function grip(event) {
    const box = event.currentTarget.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    const far = (/** @type {Handle} */ one) =>
      Math.hypot(
        one.moves === 'y' ? x(one.x) - px : one.moves === 'x' ? 0.3 * (x(one.x) - px) : x(one.x) - px,
        one.moves === 'x' ? 0 : 0.6 * (y(one.y) - py),
      );
    const nearest = [...handles].sort((a, b) => far(a) - far(b))[0];
    if (!nearest || (handles.length > 1 && far(nearest) > NEAR)) return false;
    event.preventDefault();
    held.current = nearest;
    drag(event);
    return true;
  }
  /** @param {any} event */
  function drag(event) {
    const handle = held.current && handles.find((one) => one.label === held.current?.label);
    if (!handle) return;
    const [vx, vy] = valuesAt(event);
    move(handle, vx, vy);
  }
  const pointers = useHolding({ begin: grip, go: drag });
  /** @param {Handle} handle @param {number} vx @param {number} vy */
  function move(handle, vx, vy) {
    handle.onMove(handle.moves === 'y' ? handle.x : within(vx, xs), handle.moves === 'x' ? handle.y : within(vy, ys));
  }
  /** @param {KeyboardEvent} event @param {Handle} handle */
  function walk(event, handle) {
    const step = KEYS[event.key];
    if (!step) return;
    event.preventDefault();
    // What moves along one axis only follows all four keys.
    const [right, up] = handle.moves === 'xy' ? step : [step[0] + step[1], step[0] + step[1]];
    move(handle, handle.x + (right * (xs[1] - xs[0])) / 40, handle.y + (up * (ys[1] - ys[0])) / 40);
  }

  return html`
    <div class="graph" ref=${ref}>
      <svg width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="group" aria-label=${label}
        class=${handles.length > 0 ? 'is-live' : ''} ...${pointers}
      >
        ${ticks(xs[0], xs[1], Math.max(3, width / (90 * zoom))).map(
          (value) => html`
            <g key=${`x${value}`}>
              <line class=${value === 0 ? 'graph-axis' : 'graph-grid'} x1=${x(value)} x2=${x(value)} y1=${edge.top}
                y2=${height - edge.bottom}
              />
              <text class="graph-tick" x=${x(value)} y=${height - edge.bottom + 17 * zoom} text-anchor="middle">
                ${format(value)}
              </text>
            </g>
          `,
        )}
        ${heights.map(
          ({ value, name }) => html`
            <g key=${`y${value}`}>
              <line class=${value === 0 ? 'graph-axis' : 'graph-grid'} x1=${left} x2=${x(xs[1])} y1=${y(value)}
                y2=${y(value)}
              />
              <text class="graph-tick" x=${left - 6} y=${y(value)} dy="0.35em" text-anchor="end">${name}</text>
            </g>
          `,
        )}
        ${
          xName
            ? html`
              <text class="graph-name" x=${x(xs[1])} y=${height - edge.bottom - 7} text-anchor="end">${xName}</text>
            `
            : null
        }
        ${yName ? html`<text class="graph-name" x=${left + 7} y=${edge.top + 12 * zoom}>${yName}</text>` : null}
        <svg x=${left - 4} y=${edge.top - 4} width=${Math.max(1, x(xs[1]) - left + 8)}
          height=${height - edge.bottom - edge.top + 8}
          viewBox=${`${left - 4} ${edge.top - 4} ${Math.max(1, x(xs[1]) - left + 8)} ${height - edge.bottom - edge.top + 8}`}
        >
          ${lines.map(
            (line, index) =>
              html`
                <path key=${index} class=${`graph-line graph-${line.kind ?? 'curve'}`}
                  d=${path(line.points.filter(([, up]) => Number.isFinite(up)).map(([a, b]) => ({ x: x(a), y: y(b) })))}
                />
              `,
          )}
          ${children?.(x, y)}
          ${dots.map(
            (dot, index) =>
              html`
                <circle key=${index} class=${`graph-dot graph-${dot.kind ?? 'dot'}`} cx=${x(dot.x)} cy=${y(dot.y)}
                  r=${dot.radius ?? 4.5}
                />
              `,
          )}
        </svg>
        ${handles.map(
          (handle) => html`
            <g key=${handle.label} class="graph-handle" tabindex="0" role="slider" aria-label=${handle.label}
              aria-valuetext=${handle.told} aria-valuenow=${handle.moves === 'y' ? handle.y : handle.x}
              data-play=${handle.play || undefined} onKeyDown=${(/** @type {any} */ event) => walk(event, handle)}
            >
              <circle class="graph-reach" cx=${x(handle.x)} cy=${y(handle.y)} r="22" />
              <circle class="graph-grip" cx=${x(handle.x)} cy=${y(handle.y)} r="10" />
              <path class="graph-arrows"
                d=${
                  handle.moves === 'y'
                    ? `M${x(handle.x)} ${y(handle.y) - 22}l-4 5h8zM${x(handle.x)} ${y(handle.y) + 22}l-4 -5h8z`
                    : `M${x(handle.x) - 22} ${y(handle.y)}l5 -4v8zM${x(handle.x) + 22} ${y(handle.y)}l-5 -4v8z`
                }
              />
            </g>
          `,
        )}
      </svg>
      ${
        lines.some((line) => line.label)
          ? html`<p class="graph-legend">${lines
              .filter((line) => line.label)
              .map(
                (line) => html`
            <span key=${line.label}>
              <svg width="26" height="10" aria-hidden="true">
                <path class=${`graph-line graph-${line.kind ?? 'curve'}`} d="M1 5H25" />
              </svg>
              ${line.label}
            </span>
          `,
              )}</p>`
          : null
      }
    </div>
  `;
}

/** @param {number} value @param {[number, number]} range */
function within(value, [low, high]) {
  return Math.min(high, Math.max(low, value));
}
