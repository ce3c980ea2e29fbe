/** Project files: the question for several files, and messages after opening. */

import { html, useEffect, useRef } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Mark } from '../../draw/marks.js';

/** @import {ViewProps} from '../view.js' */

/**
 * Results are shown on the page, since the dialog with these buttons would hide them.
 * @param {ViewProps & {close: () => void}} props
 */
export function FileButtons({ state, t, commands, close }) {
  const { filing } = state.project;
  /** @param {any} event */
  function chosen({ currentTarget: input }) {
    const files = [...input.files];
    input.value = '';
    close();
    void commands.openFiles(files);
  }
  function save() {
    close();
    void commands.saveProject();
  }
  return html`
    <div class="projects-files">
      <button type="button" class="button is-small" data-testid="project-save"
        disabled=${state.boot.state !== 'ready' || filing.state === 'working'} onClick=${save}
      >
        <${Mark} name="download" />
        ${t('project.save')}
      </button>
      <label class="button is-small">
        <${Mark} name="stack" />
        ${t('project.load')}
        <input class="visually-hidden" type="file" multiple accept=".zip" data-testid="project-file"
          onChange=${chosen}
        />
      </label>
      <p class="help">${t('project.load.help')}</p>
    </div>
  `;
}

/**
 * Above the step: the question, or the result; the focus is moved there.
 * @param {Pick<ViewProps, 'state' | 't' | 'commands'>} props
 */
export function FileNote({
  state: {
    project: { filing },
  },
  t,
  commands,
}) {
  const { state, files, kept, error, lost, twice } = filing;
  const note = useRef(/** @type {HTMLElement | null} */ (null));
  const kind =
    files.length > 1
      ? 'question'
      : state === 'working'
        ? 'working'
        : error || lost.length + twice.length > 0
          ? 'answer'
          : '';
  useEffect(() => {
    // Below the cover, which stays where it is while the page scrolls.
    note.current?.scrollIntoView({ block: 'center' });
    if (kind !== 'working') note.current?.focus({ preventScroll: true });
  }, [kind]);
  if (kind === 'question') {
    return html`
      <section class="note" role="alertdialog" aria-labelledby="merge-title" tabindex="-1" ref=${note}
        data-testid="merge"
      >
        <h2 id="merge-title">${t('project.merge', { n: files.length })}</h2>
        <p>${t('project.merge.text')}</p>
        <p class="note-ways">
          <button type="button" class="button is-primary" data-testid="merge-join"
            onClick=${() => commands.mergeFiles(files, t('project.merge.name'))}
          >
            ${t('project.merge.join')}
          </button>
          ${
            kept
              ? null
              : html`
                <button type="button" class="button" data-testid="merge-each" onClick=${() => commands.openEach(files)}>
                  ${t('project.merge.each')}
                </button>
              `
          }
          <button type="button" class="button" onClick=${commands.leaveFiles}>${t('project.merge.cancel')}</button>
        </p>
      </section>
    `;
  }
  if (kind === 'working')
    return html`
      <p class="note note-line" role="status" ref=${note}>
        ${t('project.working')}
        <button type="button" class="button is-small" data-testid="project-stop" onClick=${commands.stopFiling}>
          <${Mark} name="stop" />
          ${t('project.stop')}
        </button>
      </p>
    `;
  if (kind === '') return null;
  return html`
    <section class=${`note ${error || lost.length > 0 ? 'is-warning' : ''}`} role="status" tabindex="-1" ref=${note}
      data-testid="file-note"
    >
      ${error ? html`<${ErrorText} error=${error} t=${t} />` : null}
      ${lost.length > 0 ? html`<p>${t('project.lost')}</p><${Names} names=${lost} />` : null}
      ${twice.length > 0 ? html`<p>${t('project.twice')}</p><${Names} names=${twice} />` : null}
      <p>
        <button type="button" class="button is-small" onClick=${commands.leaveFiles}>${t('project.understood')}</button>
      </p>
    </section>
  `;
}

/** @param {{names: string[]}} props */
function Names({ names }) {
  return html`<ul class="projects-names">${names.map((name, index) => html`<li key=${index}>${name}</li>`)}</ul>`;
}
