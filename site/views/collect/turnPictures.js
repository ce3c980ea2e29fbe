/** For a dataset whose symbols lie on their side or are mirrored: how its pictures are to be turned. */

import { html } from '../../vendor/preact.js';

/** @import {Given} from '../../state/sheets.js' */
/** @import {ViewProps} from '../view.js' */

/** The names in `data/righting.py`. */
const TURNS = ['given', 'transposed', 'left', 'right', 'upside-down', 'mirrored'];

/** @param {{given: Given, t: ViewProps['t'], onTurn: (turn: string) => void}} props */
export function TurnPictures({ given, t, onTurn }) {
  /** @param {{currentTarget: HTMLSelectElement}} event */
  const choose = ({ currentTarget }) => onTurn(currentTarget.value);
  return html`
    <label class="field">
      <span class="field-name">${t('collect.lie')}</span>
      <select data-testid="sheet-lie" value=${given.turn ?? ''} onChange=${choose}>
        ${given.turn ? null : html`<option value="">${t('collect.lie.fits')}</option>`}
        ${TURNS.map((turn) => html`<option value=${turn}>${t(`collect.lie.${turn}`)}</option>`)}
      </select>
    </label>
  `;
}
