/** Charts of a code cell: curves and bars. */

import { html } from '../vendor/preact.js';
import { LineChart } from './lineChart.js';
import { linear, ticks } from './scale.js';
import { usePalette } from './painting.js';
import { useWidth } from './size.js';

/** Number of curves with different colours. */
const COLOURS = 4;

/**
 * @param {{title: string, lines: {name: string, x: number[], y: number[]}[], format: (value: number) => string}} props
 */
export function Plot({ title, lines, format }) {
  return html`
    <${LineChart} title=${title} xLabel="" height=${240}
      series=${lines.map(({ name, x, y }, index) => ({
        id: `plot${index % COLOURS}`,
        label: name,
        dashed: index % 2 === 1,
        points: x.map((across, place) => [across, y[place]]).filter(([across]) => Number.isFinite(across)),
      }))}
      xDomain=${extent(lines.flatMap(({ x }) => x))} yDomain=${extent(lines.flatMap(({ y }) => y))} formatX=${format}
      formatY=${format}
    />
  `;
}

/** From the least to the greatest finite number; never empty. @param {number[]} values @returns {[number, number]} */
function extent(values) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values.filter(Number.isFinite)) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(high >= low)) return [0, 1];
  return high > low ? [low, high] : [low - 0.5, high + 0.5];
}

const MARGIN = { top: 22, bottom: 26, left: 52 };
const USUAL_HEIGHT = 220;

/**
 * @param {{title: string, names: string[], values: number[], format: (value: number) => string}} props
 */
export function Columns({ title, names, values, format }) {
  const [ref, width] = useWidth(480);
  const { zoom } = usePalette();
  const margin = { top: MARGIN.top * zoom, bottom: MARGIN.bottom * zoom, left: MARGIN.left * zoom };
  const height = Math.round(USUAL_HEIGHT * zoom);
  const [low, high] = extent([0, ...values]);
  const y = linear([low, high], [height - margin.bottom, margin.top]);
  const pitch = Math.max(1, width - margin.left) / Math.max(1, names.length);
  const most = Math.max(1, Math.floor(pitch / (8 * zoom)));
  return html`
    <figure class="chart" ref=${ref}>
      ${title ? html`<figcaption class="chart-title">${title}</figcaption>` : null}
      <svg class="chart-plot" width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} aria-hidden="true">
        ${ticks(low, high, 4).map(
          (value) => html`
            <g key=${value}>
              <line class="chart-grid" x1=${margin.left} x2=${width} y1=${y(value)} y2=${y(value)} />
              <text class="chart-tick" x=${margin.left - 8} y=${y(value)} dy="0.35em" text-anchor="end">
                ${format(value)}
              </text>
            </g>
          `,
        )}
        ${values.map(
          (value, index) => html`
            <g key=${index} transform=${`translate(${margin.left + index * pitch} 0)`}>
              ${
                Number.isFinite(value)
                  ? html`
                    <rect class=${value < 0 ? 'column is-negative' : 'column'} x=${pitch * 0.14} width=${pitch * 0.72}
                      y=${Math.min(y(0), y(value))} height=${Math.abs(y(value) - y(0))}
                    />
                  `
                  : null
              }
              ${
                pitch > 46 * zoom
                  ? html`
                <text class="chart-tick" x=${pitch / 2}
                  y=${(Number.isFinite(value) ? Math.min(y(0), y(value)) : y(0)) - 6} text-anchor="middle"
                >
                  ${format(value)}
                </text>
              `
                  : null
              }
              <text class="chart-tick" x=${pitch / 2} y=${height - 8} text-anchor="middle">
                ${shortened(names[index], most)}
              </text>
            </g>
          `,
        )}
        <line class="chart-axis" x1=${margin.left} x2=${width} y1=${y(0)} y2=${y(0)} />
      </svg>
      <div class="visually-hidden">
        <table>
          <caption>${title}</caption>
          <tbody>
            ${values.map(
              (value, index) =>
                html`<tr key=${index}><th scope="row">${names[index]}</th><td>${format(value)}</td></tr>`,
            )}
          </tbody>
        </table>
      </div>
    </figure>
  `;
}

/** @param {string} name @param {number} most */
function shortened(name, most) {
  return name.length <= most ? name : `${name.slice(0, Math.max(1, most - 1))}…`;
}
