/** The question before an unsaved project is closed. */

import { html, useEffect, useRef } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';

/** @import {ViewProps} from '../view.js' */

/** @param {Pick<ViewProps, 'state' | 't' | 'commands'>} props */
export function Leaving({ state: { project, boot }, t, commands }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    if (project.leaving) dialog.current?.showModal();
    else dialog.current?.close();
  }, [project.leaving]);
  /** Escape means staying. @param {Event} event */
  function cancel(event) {
    event.preventDefault();
    commands.answerLeaving(false);
  }
  return html`
    <dialog class="projects leaving" role="alertdialog" ref=${dialog} aria-labelledby="leaving-title"
      data-testid="leaving" onCancel=${cancel}
    >
      <h2 id="leaving-title">${t('project.leaving', { name: project.name || t('project.unnamed') })}</h2>
      <p>${t('project.leaving.text')}</p>
      <p class="note-ways">
        <button type="button" class="button is-primary" data-testid="leaving-save" disabled=${boot.state === 'failed'}
          onClick=${() => commands.saveProject()}
        >
          <${Mark} name="download" />
          ${t('project.save')}
        </button>
        <button type="button" class="button" data-testid="leaving-stay" onClick=${() => commands.answerLeaving(false)}>
          ${t('project.leaving.stay')}
        </button>
        <button type="button" class="button" data-testid="leaving-leave" onClick=${() => commands.answerLeaving(true)}>
          ${t('project.leaving.leave')}
        </button>
      </p>
    </dialog>
  `;
}
