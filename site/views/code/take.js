/** Export and import of cells as files. */

import { html } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps} props */
export function Take({ state: { notebook, boot }, t, commands }) {
  const away = boot.state !== 'ready';
  const empty = away || notebook.cells.length === 0;
  const noteOf = (/** @type {string} */ example) => `## ${t(`example.${example}`)}\n${t(`example.${example}.task`)}`;
  /** @param {any} event */
  function open({ currentTarget }) {
    if (currentTarget.files[0]) void commands.openCells(currentTarget.files[0]);
    currentTarget.value = '';
  }
  return html`
    <details class="take">
      <summary>${t('code.take')}</summary>
      <p>${t('code.take.text')}</p>
      <div class="take-buttons">
        <button type="button" class="button" data-testid="save-ipynb" disabled=${empty}
          onClick=${() => commands.saveCells('ipynb', noteOf)}
        >
          <${Mark} name="download" />
          ${t('code.save.ipynb')}
        </button>
        <button type="button" class="button" data-testid="save-py" disabled=${empty}
          onClick=${() => commands.saveCells('py', noteOf)}
        >
          <${Mark} name="download" />
          ${t('code.save.py')}
        </button>
        <button type="button" class="button" data-testid="save-data" disabled=${away} onClick=${commands.saveCodeData}>
          <${Mark} name="download" />
          ${t('code.save.data')}
        </button>
        <label class="button">
          <input class="visually-hidden" type="file" accept=".ipynb,.py" data-testid="open-cells" disabled=${away}
            onChange=${open}
          />
          <${Mark} name="stack" />
          ${t('code.open')}
        </label>
      </div>
      ${location.protocol === 'file:' ? null : html`<p><a href="api.html" data-testid="api">${t('code.api')}</a></p>`}
    </details>
  `;
}
