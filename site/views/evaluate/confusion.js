/** The confusion matrix; each cell opens its pictures. */

import { html, useState } from '../../vendor/preact.js';

/** @import {ViewProps} from '../view.js' */
/** @import {EvaluateResult} from '../../worker/protocol.js' */

/** @param {ViewProps & {result: EvaluateResult}} props */
export function Confusion({
  result,
  state: {
    evaluation: { picked },
  },
  facts: { netClasses: classes },
  t,
  dispatch,
}) {
  const [asShares, setAsShares] = useState(false);
  const counts = result.confusion;
  const most = Math.max(1, ...counts.flat());
  return html`
    <figure class="confusion">
      <figcaption>
        <strong>${t('evaluate.matrix')}</strong> <span>${t('evaluate.matrix.help')}</span>
        <button type="button" class="button is-plain" data-testid="confusion-shares" aria-pressed=${asShares}
          onClick=${() => setAsShares(!asShares)}
        >
          ${t('evaluate.matrix.shares')}
        </button>
      </figcaption>
      <table>
        <caption class="visually-hidden">${t('evaluate.matrix')}</caption>
        <thead>
          <tr>
            <td class="confusion-axis" colspan=${classes.length + 1}>
              <span>${t('evaluate.actual')} ↓</span>
              <span>${t('evaluate.predicted')} →</span>
            </td>
          </tr>
          <tr><td></td>${classes.map((name) => html`<th key=${name} scope="col">${name}</th>`)}</tr>
        </thead>
        <tbody>
          ${counts.map(
            (row, actual) => html`<tr key=${actual}>
            <th scope="row">${classes[actual]}</th>
            ${row.map(
              (count, predicted) => html`
                <td key=${predicted}>
                  <${Cell} count=${count} most=${most}
                    text=${asShares ? t.number(100 * result.shares[actual][predicted], 0) : t.number(count)}
                    right=${actual === predicted}
                    pressed=${picked?.actual === actual && picked?.predicted === predicted}
                    label=${t('evaluate.cell', { actual: classes[actual], predicted: classes[predicted], n: count })}
                    onPick=${() => dispatch({ type: 'evaluate/picked', picked: { actual, predicted } })}
                  />
                </td>
              `,
            )}
          </tr>`,
          )}
        </tbody>
      </table>
    </figure>
  `;
}

/**
 * @param {{count: number, most: number, text: string, right: boolean, pressed: boolean, label: string, onPick: () =>
 *     void}} props
 */
function Cell({ count, most, text, right, pressed, label, onPick }) {
  // The square root makes a single mistake visible beside a hundred hits.
  if (count === 0)
    return html`<span class="confusion-cell is-none" title=${label}><span class="visually-hidden">0</span></span>`;
  const strength = Math.round(8 + 50 * Math.sqrt(count / most));
  return html`<button type="button" class=${`confusion-cell ${right ? 'is-right' : 'is-wrong'}`}
    style=${{ '--strength': `${strength}%` }} aria-pressed=${pressed} aria-label=${label} title=${label}
    onClick=${onPick}>${text}</button>`;
}
