/** Line charts: an SVG with axes, faint and strong lines, and a table for screen readers. */

import { html } from '../vendor/preact.js';
import { linear, path, thin, ticks } from './scale.js';
import { InTurn } from './inTurn.js';
import { usePalette } from './painting.js';
import { useWidth } from './size.js';

/**
 * @typedef {object} Series
 * @property {string} id    its colour and its mark in CSS: `line-<id>`
 * @property {string} label
 * @property {[number, number][]} points    [x, y] in values
 * @property {boolean} [faint]    no marks, no row in the legend
 * @property {boolean} [dashed]
 * @property {keyof typeof MARKS} [mark]    circle, or square where it is dashed
 *
 * @typedef {object} ChartProps
 * @property {string} title
 * @property {string} xLabel
 * @property {Series[]} series
 * @property {[number, number]} xDomain
 * @property {[number, number]} yDomain
 * @property {(value: number) => string} formatX
 * @property {(value: number) => string} formatY
 * @property {boolean} [live]    still growing: the table is added when it is complete
 * @property {number} [height]
 */

/** Around the axes, for type of the usual size. */
const MARGIN = { top: 12, right: 12, bottom: 33, left: 52 };
/** To distinguish lines without colour. @type {Record<string, string>} */
const MARKS = {
  circle: 'M-3.2 0a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0Z',
  square: 'M-3 -3H3V3H-3Z',
  triangle: 'M0 -4L4 3.4H-4Z',
  diamond: 'M0 -4.4L4.4 0L0 4.4L-4.4 0Z',
};
/** Room for half a mark around the axes. */
const EDGE = 5;

/** @param {ChartProps} props */
export function LineChart({
  title,
  xLabel,
  series,
  xDomain,
  yDomain,
  formatX,
  formatY,
  live = false,
  height: usual = 172,
}) {
  const [ref, width] = useWidth(480);
  const { zoom } = usePalette();
  const height = Math.round(usual * zoom);
  const left = MARGIN.left * zoom;
  const right = Math.max(left + 40, width - MARGIN.right);
  const bottom = height - MARGIN.bottom * zoom;
  const x = linear(xDomain, [left, right]);
  const y = linear(yDomain, [bottom, MARGIN.top]);
  const strong = series.filter((one) => !one.faint);
  return html`
    <figure class="chart" ref=${ref}>
      <figcaption class="chart-head">
        <span class="chart-title">${title}</span>
        <span class="chart-legend">
          ${strong.map(
            (one) => html`<span class="chart-key" key=${one.id}>
            <svg width="26" height="12" aria-hidden="true">
              <line x1="0" y1="6" x2="26" y2="6" class=${lineClass(one)} />
              <${Mark} series=${one} x=${13} y=${6} />
            </svg>${one.label}</span>`,
          )}
        </span>
      </figcaption>
      <svg class="chart-plot" width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} aria-hidden="true">
        ${ticks(yDomain[0], yDomain[1], 4).map(
          (value) => html`<g key=${`y${value}`}>
          <line class="chart-grid" x1=${left} x2=${right} y1=${y(value)} y2=${y(value)} />
          <text class="chart-tick" x=${left - 8} y=${y(value)} dy="0.35em" text-anchor="end">${formatY(value)}</text>
        </g>`,
        )}
        ${ticks(xDomain[0], xDomain[1], width > 420 * zoom ? 8 : 5, 1).map(
          (value) => html`
            <text key=${`x${value}`} class="chart-tick" x=${x(value)} y=${bottom + 16 * zoom} text-anchor="middle">
              ${formatX(value)}
            </text>
          `,
        )}
        <text class="chart-tick" x=${right} y=${height - 4} text-anchor="end">${xLabel}</text>
        <line class="chart-axis" x1=${left} x2=${right} y1=${bottom} y2=${bottom} />
        <${Window} left=${left} top=${MARGIN.top} right=${right} bottom=${bottom}>
          ${series.map((one, index) => html`<${Line} key=${index} series=${one} x=${x} y=${y} />`)}
        <//>
      </svg>
      ${
        live
          ? null
          : html`
            <${InTurn}>
              <${DataTable} title=${title} xLabel=${xLabel} series=${strong} formatX=${formatX} formatY=${formatY} />
            <//>
          `
      }
    </figure>
  `;
}

/**
 * Clips what exceeds the axes, except marks on their edge.
 * @param {{left: number, top: number, right: number, bottom: number, children?: any}} props
 */
function Window({ left, top, right, bottom, children }) {
  const [x, y, width, height] = [left - EDGE, top - EDGE, right - left + 2 * EDGE, bottom - top + 2 * EDGE];
  return html`
    <svg x=${x} y=${y} width=${width} height=${height} viewBox=${`${x} ${y} ${width} ${height}`}>${children}</svg>
  `;
}

/** @param {{series: Series, x: (value: number) => number, y: (value: number) => number}} props */
function Line({ series, x, y }) {
  const points = series.points
    .filter(([, up]) => Number.isFinite(up))
    .map(([across, up]) => ({ x: x(across), y: y(up) }));
  return html`<g>
    <path class=${lineClass(series)} d=${path(thin(points))} />
    ${
      !series.faint && points.length <= 60
        ? points.map((point, index) => html`<${Mark} key=${index} series=${series} x=${point.x} y=${point.y} />`)
        : null
    }
  </g>`;
}

/** @param {{series: Series, x: number, y: number}} props */
function Mark({ series: { id, dashed, mark = dashed ? 'square' : 'circle' }, x, y }) {
  return html`<path class=${`chart-mark line-${id}`} transform=${`translate(${x} ${y})`} d=${MARKS[mark]} />`;
}

/** @param {Series} series */
function lineClass(series) {
  return `chart-line line-${series.id}${series.faint ? ' is-faint' : ''}${series.dashed ? ' is-dashed' : ''}`;
}

/** @param {Pick<ChartProps, 'title' | 'xLabel' | 'series' | 'formatX' | 'formatY'>} props */
function DataTable({ title, xLabel, series, formatX, formatY }) {
  const rows = [...new Set(series.flatMap((one) => one.points.map(([across]) => across)))].sort((a, b) => a - b);
  const columns = series.map((one) => new Map(one.points));
  // A table takes the height of its rows whatever its style says: only a box around it can be small.
  return html`
    <div class="visually-hidden">
      <table>
        <caption>${title}</caption>
        <thead>
          <tr>
            <th scope="col">${xLabel}</th>
            ${series.map((one) => html`<th scope="col" key=${one.id}>${one.label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (across) => html`<tr key=${across}>
            <th scope="row">${formatX(across)}</th>
            ${columns.map(
              (column, index) => html`
              <td key=${index}>${column.has(across) ? formatY(column.get(across) ?? 0) : ''}</td>
            `,
            )}
          </tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}
