/** The projects on this device: open, rename, delete, restore. */

import { html, useState } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { Deletions } from '../components/deletions.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps & {close: () => void}} props */
export function List({ close, ...props }) {
  const {
    state: { project, boot },
    facts,
    t,
    commands,
  } = props;
  const [picked, pick] = useState(/** @type {string[]} */ ([]));
  const here = project.list.find(({ id }) => id === project.id);
  const others = project.list.filter(({ id }) => id !== project.id);
  const nameOf = (/** @type {{name: string}} */ { name }) => name || t('project.unnamed');

  // The ticked projects, and the open one unless it is empty.
  const open = facts.pictures > 0 ? [{ id: project.id, name: project.name }] : [];
  const merged =
    picked.length > 0
      ? [...open, ...others.filter(({ id }) => picked.includes(id))].map(({ id, name }) => ({
          id,
          name: name || t('project.unnamed'),
        }))
      : [];

  /** @param {() => unknown} command */
  const leave = (command) => () => {
    void command();
    close();
  };

  /** The text beside "new project" is the new project's name. @param {any} event */
  function begin(event) {
    event.preventDefault();
    const { name } = event.currentTarget.elements;
    leave(() => commands.newProject(name.value))();
    name.value = '';
  }

  return html`
    <div class="projects-here">
      <label class="field">
        <span class="field-name">${t('project.name')}</span>
        <input type="text" maxlength="60" data-testid="project-name" value=${project.name}
          placeholder=${t('project.unnamed')} disabled=${project.state === 'opening' || project.state === 'elsewhere'}
          onInput=${(/** @type {any} */ { currentTarget: input }) => commands.renameProject(input.value)}
        />
      </label>
      ${
        here
          ? html`
            <button type="button" class="button is-icon" data-testid="project-remove"
              aria-label=${t('project.remove', { name: nameOf(here) })}
              title=${t('project.remove', { name: nameOf(here) })} onClick=${() => commands.removeProject(here)}
            >
              <${Mark} name="bin" />
            </button>
          `
          : null
      }
    </div>
    <form class="projects-new" onSubmit=${begin}>
      <label class="field">
        <span class="field-name">${t('project.new.name')}</span>
        <input type="text" maxlength="60" name="name" autocomplete="off" placeholder=${t('project.unnamed')}
          disabled=${project.state === 'none'} data-testid="project-new-name"
        />
      </label>
      <button type="submit" class="button is-small" data-testid="project-new" disabled=${project.state === 'none'}>
        <${Mark} name="plus" />
        ${t('project.new')}
      </button>
      <p class="help">${t('project.new.help')}</p>
    </form>
    <${Deletions} place="projects" ...${props} />
    ${
      others.length > 0
        ? html`
          <h3>${t('project.others')}</h3>
          <ul class="projects-list">
            ${others.map(
              (entry) => html`
                <li key=${entry.id} data-testid="project-entry" data-item=${entry.id}
                  data-id=${entry.id}
                >
                  <button type="button" class="projects-open" onClick=${leave(() => commands.openProject(entry.id))}>
                    <span class="projects-name">${nameOf(entry)}</span>
                    <span class="projects-facts">
                      ${t.count('project.pictures', entry.pictures)} · ${t.date(entry.changed)}
                    </span>
                  </button>
                  <button type="button" class="button is-icon"
                    aria-label=${t('project.remove', { name: nameOf(entry) })}
                    title=${t('project.remove', { name: nameOf(entry) })}
                    onClick=${() => commands.removeProject(entry)}
                  >
                    <${Mark} name="bin" />
                  </button>
                  <label class="check projects-merge">
                    <input type="checkbox" data-testid="project-pick" checked=${picked.includes(entry.id)}
                      onChange=${(/** @type {any} */ { currentTarget: input }) =>
                        pick(input.checked ? [...picked, entry.id] : picked.filter((one) => one !== entry.id))}
                    />
                    ${t('project.merge.pick')}
                    <span class="visually-hidden"> (${nameOf(entry)})</span>
                  </label>
                </li>
              `,
            )}
          </ul>
          <p>
            <button type="button" class="button is-small" data-testid="project-merge"
              disabled=${merged.length < 2 || boot.state !== 'ready' || project.filing.state === 'working'}
              onClick=${leave(() => commands.askToMerge(merged))}
            >
              <${Mark} name="stack" />
              ${t('project.merge.join')}
            </button> <span class="help">${t('project.merge.help')}</span>
          </p>
        `
        : null
    }
  `;
}
