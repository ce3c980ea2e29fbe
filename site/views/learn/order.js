/** The station about shuffling: a guess, the switch, and the results of the user's trainings. */

import { html } from '../../vendor/preact.js';

/** @import {ViewProps} from '../view.js' */

/** Where the guess is kept among the answers. */
const GUESS = 'order.guess';
const GUESSES = ['same', 'late', 'never'];

/** @param {ViewProps} props */
export function Order({ state, facts: { route, fullSettings }, t, dispatch }) {
  const guess = state.path.answers[GUESS];
  const off = fullSettings?.shuffle === false;
  return html`
    <fieldset class="station-guess">
      <legend>${t('order.guess')}</legend>
      ${GUESSES.map(
        (one) => html`
          <label key=${one}>
            <input type="radio" name="order-guess" value=${one} checked=${guess === one}
              onChange=${() => dispatch({ type: 'path/answered', station: GUESS, text: one })}
            /> ${t(`order.guess.${one}`)}
          </label>
        `,
      )}
    </fieldset>
    <p class="station-swap">
      <button type="button" class="button" data-testid="path-order" aria-pressed=${off} disabled=${!guess || !fullSettings}
        onClick=${() => dispatch({ type: 'settings/changed', settings: { shuffle: off } })}
      >
        ${t(off ? 'order.on' : 'order.off')}
      </button>
      ${off ? html`<span role="status">${t('order.now')}</span>` : null}
    </p>
    ${guess && route.orders.sorted ? html`<${Comparison} orders=${route.orders} t=${t} />` : null}
  `;
}

/** @param {Pick<ViewProps, 't'> & {orders: ViewProps['facts']['route']['orders']}} props */
function Comparison({ orders, t }) {
  const rows = /** @type {const} */ (['mixed', 'sorted']);
  const ends = /** @type {const} */ (['first', 'last']);
  return html`<table class="station-orders" data-testid="path-orders">
    <caption>${t('order.caption')}</caption>
    <thead><tr><td></td>${ends.map((end) => html`<th scope="col" key=${end}>${t(`order.${end}`)}</th>`)}</tr></thead>
    <tbody>${rows.map(
      (row) => html`
        <tr key=${row}>
          <th scope="row">${t(`order.${row}`)}</th>
          ${ends.map(
            (end) =>
              html`
                <td key=${end} data-order=${row} data-end=${end} data-value=${orders[row]?.[end]}>
                  ${orders[row] ? t.percent(orders[row][end]) : '–'}
                </td>
              `,
          )}
        </tr>
      `,
    )}</tbody>
  </table>
  ${orders.mixed ? null : html`<p>${t('order.missing')}</p>`}`;
}
