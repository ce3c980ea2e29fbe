/** Numbers in squares: matrices, kernels, windows; coloured by their sign, or as ink. */

import { html, useState } from '../../../vendor/preact.js';
import { usePointing } from '../../../draw/pointing.js';
import { ARROWS, largestOf } from '../../../draw/colours.js';
import { shadeOf } from '../../../draw/shade.js';

/**
 * @param {{values: ArrayLike<number>, rows: number, columns: number, label: string, format?: (value: number) => string,
 *     largest?: number, ink?: boolean,
 *     side?: number, lit?: (row: number, column: number) => boolean, at?: [number, number] | null, play?: boolean,
 *     title?: any,
 *     rowNames?: string[], columnNames?: string[], onPoint?: (row: number, column: number) => void, onPick?: (row:
 *     number, column: number) => void}} props
 *     `onPoint`: also while the pointer moves; `onPick`: a click only
 */
export function Grid({
  values,
  rows,
  columns,
  label,
  format,
  largest = largestOf(values),
  ink = false,
  side = 40,
  lit,
  at = null,
  play,
  title,
  rowNames,
  columnNames,
  onPoint,
  onPick,
}) {
  const act = onPick ?? onPoint;
  const [cursor, setCursor] = useState([0, 0]);
  const pointed = at ?? (onPick && !onPoint ? cursor : null);
  /** @param {any} event @param {((row: number, column: number) => void) | undefined} tell */
  function point(event, tell) {
    const cell = document.elementFromPoint(event.clientX, event.clientY)?.closest('td');
    if (cell && event.currentTarget.contains(cell)) tell?.(Number(cell.dataset.row), Number(cell.dataset.column));
  }
  const pointers = usePointing(onPoint && ((event) => point(event, onPoint)));
  /** @param {KeyboardEvent} event */
  function walk(event) {
    if (!act) return;
    const [row, column] = pointed ?? [0, 0];
    if (onPick && (event.key === 'Enter' || event.key === ' ')) onPick(row, column);
    else if (ARROWS[event.key])
      (onPoint ?? ((r, c) => setCursor([r, c])))(
        Math.min(rows - 1, Math.max(0, row + ARROWS[event.key][0])),
        Math.min(columns - 1, Math.max(0, column + ARROWS[event.key][1])),
      );
    else return;
    event.preventDefault();
  }
  return html`
    <figure class="grid-figure">
      ${title ? html`<figcaption>${title}</figcaption>` : null}
      <table class=${`grid ${act ? 'is-live' : ''}`} style=${{ '--side': `${side}px` }}
        tabindex=${act ? 0 : undefined} role=${act ? 'group' : undefined} aria-label=${label}
        data-play=${play || undefined} onClick=${onPick && ((/** @type {any} */ event) => point(event, onPick))}
        ...${pointers} onKeyDown=${walk}
      >
        ${
          columnNames
            ? html`<thead><tr>${
                rowNames
                  ? html`
              <td></td>
            `
                  : null
              }${columnNames.map(
                (name) => html`
              <th key=${name} scope="col">${name}</th>
            `,
              )}</tr></thead>`
            : null
        }
        <tbody>
          ${Array.from(
            { length: rows },
            (_, row) => html`<tr key=${row}>
            ${rowNames ? html`<th scope="row">${rowNames[row]}</th>` : null}
            ${Array.from({ length: columns }, (_unused, column) => {
              const value = values[row * columns + column] ?? 0;
              const share = largest > 0 ? Math.min(1, Math.abs(value) / largest) : 0;
              const { ink: percent, isFull } = shadeOf(share);
              const here = pointed && pointed[0] === row && pointed[1] === column;
              return html`
                <td key=${column} data-row=${row} data-column=${column} style=${{ '--share': percent }}
                  class=${`${ink ? 'is-ink' : value < 0 ? 'is-negative' : 'is-positive'} ${ink && isFull ? 'is-full' : ''} ${lit?.(row, column) ? 'is-lit' : ''} ${here ? 'is-here' : ''}`}
                >
                  ${format ? format(value) : ''}
                </td>
              `;
            })}</tr>`,
          )}
        </tbody>
      </table>
    </figure>
  `;
}
