/** Changes of the collection since the current network was trained. */

import { html } from '../../vendor/preact.js';

/** @import {ViewProps} from '../view.js' */

/** @type {('added' | 'removed' | 'changed')[]} */
const KINDS = ['added', 'removed', 'changed'];

/** @param {ViewProps} props */
export function SinceNote({ state: { step, training, classes }, facts: { since, begun }, t }) {
  if (!since?.any || !begun || training.state === 'running') return null;
  const changes = KINDS.filter((kind) => since[kind] > 0)
    .map((kind) => t.count(`since.${kind}`, since[kind]))
    .join(', ');
  const fresh = classes.filter((name) => !training.classes.includes(name));
  return html`
    <p class="note since" role="status" data-testid="since" data-added=${since.added} data-removed=${since.removed}
      data-changed=${since.changed}
    >
      ${t('since', { changes })}
      ${fresh.length > 0 ? ` ${t('since.classes', { names: fresh.join(' ') })}` : ''}
      ${step === 'train' ? null : html` <a href="#train">${t('since.train')}</a>`}
    </p>
  `;
}
