/** The examples, from the first cell to fooling the network. */

import { html } from '../../vendor/preact.js';
import { EXAMPLES } from '../components/examples.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps} props */
export function Examples({ state: { notebook, boot }, t, commands }) {
  const opened = new Set(notebook.cells.map(({ example }) => example));
  return html`<details class="examples" open=${notebook.cells.length === 0}>
    <summary>${t('code.examples')}</summary>
    <ol>${EXAMPLES.map(
      (key, index) => html`<li key=${key}>
      <button type="button" class=${`example ${opened.has(key) ? 'is-open' : ''}`} data-testid="example" data-key=${key}
        disabled=${boot.state !== 'ready'} onClick=${() => commands.openExample(key)}>
        <span class="example-number" aria-hidden="true">${index + 1}</span>${t(`example.${key}`)}</button>
    </li>`,
    )}</ol>
  </details>`;
}
