/** Shown if rendering fails: the data are intact, and can be saved. */

import { html } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { FileNote } from '../projects/files.js';
import { Leaving } from '../projects/leaving.js';

/** @import {ViewProps} from '../view.js' */

/** @param {Omit<ViewProps, 'facts'> & {error: Error}} props */
export function Broken({ error, ...props }) {
  const { t, commands } = props;
  const record = { code: 'page/broken', params: {}, detail: String(error?.stack ?? error) };
  return html`
    <main class="page" id="main">
      <section class="note is-error" role="alert" data-testid="broken">
        <h1>${t('broken.title')}</h1>
        <${ErrorText} error=${record} t=${t} />
        <p class="note-ways">
          <button type="button" class="button is-primary" onClick=${() => location.reload()}>
            ${t('broken.again')}
          </button>
          <button type="button" class="button" data-testid="broken-save" onClick=${() => commands.saveProject()}>
            ${t('broken.save')}
          </button>
          <button type="button" class="button" data-testid="broken-new" onClick=${() => commands.newProject()}>
            ${t('broken.new')}
          </button>
        </p>
      </section>
      <${FileNote} ...${props} />
      <${Leaving} ...${props} />
    </main>
  `;
}
