/** Probabilities as a bar chart, with the highest one marked. */

import { html } from '../vendor/preact.js';

/** Up to ten classes stand in one row, more in rows of equal length. @param {number} count */
function columnsFor(count) {
  return Math.ceil(count / Math.ceil(count / 10));
}

/**
 * Ten of them stand side by side: one percent sign is seen, and all are heard.
 * @param {{text: string, isTop: boolean}} props
 */
function Share({ text, isTop }) {
  const [number, sign] = /^(.*?)(\s*%)$/.exec(text)?.slice(1) ?? [text, ''];
  return isTop ? text : html`${number}<span class="visually-hidden">${sign}</span>`;
}

/**
 * @param {{shares: number[], names: string[], label: string, format: (share: number) => string}} props
 *     `shares` is empty if there is nothing to show
 */
export function ProbabilityBars({ shares, names, label, format }) {
  const top = shares.indexOf(Math.max(...shares));
  return html`
    <ol class=${names.length > 10 ? 'bars is-many' : 'bars'} aria-label=${label}
      style=${{ '--columns': String(columnsFor(names.length)) }}
    >
      ${names.map((name, index) => {
        const share = shares[index] ?? 0;
        return html`<li key=${name} class=${index === top ? 'bar is-top' : 'bar'}>
          <span class="bar-share">${
            shares.length === 0
              ? ''
              : share >= 0.005
                ? html`<${Share} text=${format(share)} isTop=${index === top} />`
                : html`
            <span class="visually-hidden">${format(share)}</span>
          `
          }</span>
          <span class="bar-track"><span class="bar-fill" style=${{ transform: `scaleY(${share})` }}></span></span>
          <span class="bar-name">${name}</span>
        </li>`;
      })}
    </ol>
  `;
}
