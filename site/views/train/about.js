/** The network as Keras' summary and as Python code. */

import { html } from '../../vendor/preact.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps} props */
export function About({
  state: {
    design: { description },
  },
  t,
}) {
  if (!description) return null;
  return html`
    <div class="about">
      <details class="fold">
        <summary>${t('design.summary')}</summary>
        <pre tabindex="0" data-testid="summary">${description.summary}</pre>
      </details>
      <details class="fold">
        <summary>${t('design.code')}</summary>
        <pre tabindex="0" data-testid="network-code">${description.code}</pre>
      </details>
    </div>
  `;
}
