/** The project's label: its name, whether it is saved, and the dialog with all projects. */

import { html, useMemo, useRef } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Mark } from '../../draw/marks.js';
import { FileButtons } from './files.js';
import { Room } from '../../draw/room.js';
import { List } from './list.js';

/** @import {ViewProps} from '../view.js' */

/** Errors in which the open project is on the screen only. */
const AS_FILE = new Set(['storage/none', 'storage/full', 'storage/left-behind']);

/** @param {ViewProps} props */
export function ProjectLabel(props) {
  const {
    state: { project, boot, deletions },
    facts,
    t,
    commands,
  } = props;
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const name = project.name || t('project.unnamed');

  function open() {
    void commands.refreshProjects();
    dialog.current?.showModal();
  }

  // The page is rendered with every move of a pen; the dialog only when something of it has changed.
  const content = useMemo(() => {
    const close = () => dialog.current?.close();
    return html`
      <div class="projects-head">
        <h2 id="projects-title">${t('project.title')}</h2>
        <form method="dialog">
          <button class="button is-icon" aria-label=${t('project.close')}><${Mark} name="cross" /></button>
        </form>
      </div>
      <${List} ...${props} close=${close} />
      <${FileButtons} ...${props} close=${close} />
      <${Room} room=${project.room} t=${t} />
    `;
  }, [project, boot.state, deletions, facts.pictures, t]);

  return html`
    <button type="button" class="label" data-testid="project" data-state=${project.state} data-id=${project.id}
      title=${t('project.open', { name })} onClick=${open}>
      <span class="brand">${t('app.title')}</span>
      <span class="label-name">${name}</span>
      <span class=${`label-state is-${project.state}`}>${t(`project.state.${project.state}`)}</span>
    </button>
    <dialog class="projects" ref=${dialog} aria-labelledby="projects-title" data-testid="projects">${content}</dialog>`;
}

/**
 * Why the project cannot be stored, and what to do; saving a file is always possible.
 * @param {ViewProps} props
 */
export function ProjectNote({ state: { project, boot }, t, commands }) {
  if (!project.error) return null;
  return html`<section class="note is-warning" role="alert" data-testid="project-note">
    <${ErrorText} error=${project.error} t=${t} />
    ${
      AS_FILE.has(project.error.code)
        ? html`
          <p class="note-ways">
            <button type="button" class="button" data-testid="note-save"
              disabled=${boot.state !== 'ready' || project.filing.state === 'working'}
              onClick=${() => commands.saveProject()}
            >
              <${Mark} name="download" />
              ${t('project.save')}
            </button>
          </p>
        `
        : null
    }
  </section>`;
}

/** Shown instead of the step while the project is open in another tab. @param {ViewProps} props */
export function Elsewhere({ state: { project, training }, t, commands }) {
  return html`
    <section class="note is-warning elsewhere" role="alert" data-testid="elsewhere">
      <h2>${t('project.elsewhere', { name: project.name || t('project.unnamed') })}</h2>
      <p>${t('project.elsewhere.text')}</p>
      ${
        training.state === 'stopped'
          ? html`
            <p data-testid="elsewhere-stopped">${t('project.elsewhere.stopped', { epoch: training.epochs.length })}</p>
          `
          : null
      }
      <p class="note-ways">
        <button type="button" class="button is-primary" data-testid="take-project"
          onClick=${() => commands.takeProject()}
        >
          ${t('project.take')}
        </button>
        <button type="button" class="button" onClick=${() => commands.newProject()}>${t('project.new')}</button>
      </p>
    </section>
  `;
}
