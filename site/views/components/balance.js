/** Hints about the size and balance of the collection, shown in Check, Train and Evaluate. */

import { html } from '../../vendor/preact.js';
import { balanceOf } from './enough.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps & {warningsOnly?: boolean}} props */
export function BalanceNote({ state: { classes }, facts: { counts, pictures }, t, warningsOnly }) {
  if (pictures === 0) return null;
  const { kind, most, least } = balanceOf(counts);
  if (kind === 'balanced' && warningsOnly) return null;
  const said = { most: classes[most], high: counts[most], least: classes[least], low: counts[least] };
  return html`
    <p class=${`note ${kind === 'balanced' ? 'is-good' : 'is-warning'}`} role="status" data-testid="balance"
      data-kind=${kind}
    >
      ${t(`check.${kind}`, said)}
    </p>
  `;
}
