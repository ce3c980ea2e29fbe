/** Export of the trained network: as a page to take home, and for other programs. */

import { html } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Mark } from '../../draw/marks.js';

/** @import {ViewProps} from '../view.js' */

const OTHER_FORMS = /** @type {const} */ (['notebook', 'numpy', 'onnx', 'tensorflow']);

/** What saves weights in Keras; Python's own names need no translation. */
const KERAS = `import numpy as np

np.savez("weights.npz", *model.get_weights())`;

/** @param {ViewProps} props */
export function Export({ state: { exporting, boot, training }, t, commands, dispatch }) {
  const none = training.settings === null;
  const away = boot.state !== 'ready' || training.state === 'running' || exporting.working !== null;
  const idle = none || away;
  /** @param {any} event */
  function importWeights({ currentTarget }) {
    if (currentTarget.files[0]) void commands.importWeights(currentTarget.files[0]);
    currentTarget.value = '';
  }
  return html`
    <section class="export" data-testid="export">
      <div class="export-home">
        <h2>${t('export.title')}</h2>
        <p>${t(none ? 'export.none' : 'export.text')}</p>
        <div class="export-act">
          <label class="field">
            <span class="field-name">${t('export.owner')}</span>
            <input type="text" maxlength="60" value=${exporting.owner} data-testid="export-owner" disabled=${none}
              autocomplete="off"
              onInput=${(/** @type {any} */ event) =>
                dispatch({ type: 'export/owned', owner: event.currentTarget.value })}
            />
          </label>
          <button type="button" class="button is-primary is-large" data-testid="export-page" disabled=${idle}
            onClick=${() => commands.exportAs('page')}
          >
            <${Mark} name="download" />
            ${t('export.page')}
          </button>
        </div>
      </div>
      <${Picture} />
      <div class="export-told" role="status" data-testid="export-state"
        data-state=${exporting.working ? 'working' : exporting.error ? 'failed' : exporting.finished ? 'finished' : 'idle'}
      >
        ${
          exporting.working
            ? html`<p class="note-line">${t(exporting.working === 'weights' ? 'export.importing' : 'export.working')}
          ${
            exporting.working !== 'weights'
              ? html`
            <button type="button" class="button is-small" data-testid="export-stop" onClick=${commands.stopExport}>
              <${Mark} name="stop" />
              ${t('export.stop')}
            </button>
          `
              : null
          }</p>`
            : null
        }
        ${exporting.finished ? html`<${Finished} file=${exporting.finished} t=${t} />` : null}
        ${exporting.error ? html`<${ErrorText} error=${exporting.error} t=${t} />` : null}
      </div>
      <details class="export-more">
        <summary data-testid="export-more">${t('export.more')}</summary>
        <ul>
          ${OTHER_FORMS.map(
            (form) => html`
              <li key=${form}>
                <button type="button" class="button" data-testid=${`export-${form}`} disabled=${idle}
                  onClick=${() => commands.exportAs(form)}
                >
                  <${Mark} name="download" />
                  ${t(`export.form.${form}`)}
                </button>
                <span>${t(`export.form.${form}.text`)}</span>
              </li>
            `,
          )}
        </ul>
      </details>
      <details class="export-more">
        <summary data-testid="weights-more">${t('export.back')}</summary>
        <p>${t('export.back.text')}</p>
        <p>${t('export.back.keras')}</p>
        <pre tabindex="0"><code>${KERAS}</code></pre>
        <label class=${`button${away ? ' is-off' : ''}`}>
          <input class="visually-hidden" type="file" accept=".npz" data-testid="weights-file" disabled=${away}
            onChange=${importWeights}
          />
          <${Mark} name="stack" />
          ${t('export.weights')}
        </label>
      </details>
    </section>
  `;
}

/** @param {{file: NonNullable<import('../../state/exporting.js').Exporting['finished']>, t: ViewProps['t']}} props */
function Finished({ file: { form, size, rounding }, t }) {
  if (form === 'weights') return html`<p>${t('export.brought')}</p>`;
  return html`
    <p>
      ${t(form === 'page' ? 'export.finished.page' : 'export.finished', { size: Math.round(size / 1000) })}
      ${
        rounding
          ? ` ${t('export.rounding', { share: t.percent(rounding.share, 2), different: rounding.different, pictures: rounding.pictures })}`
          : null
      }
    </p>
  `;
}

/** A letter with the page in it. */
function Picture() {
  return html`
    <svg class="export-picture" viewBox="0 0 180 130" aria-hidden="true">
      <path class="export-letter" d="M18 48 L90 4 L162 48 V122 H18 Z" />
      <g class="export-sheet">
        <rect x="40" y="20" width="100" height="80" rx="3" />
        <path class="export-lines"
          d="M40 36H140M40 52H140M40 68H140M40 84H140M56 20V100M72 20V100M88 20V100M104 20V100M120 20V100"
        />
        <path class="export-ink"
          d="M72 36 C84 26 106 28 106 42 C106 52 94 55 86 56 C98 56 110 60 110 72 C110 90 82 94 70 82"
        />
      </g>
      <path class="export-fold" d="M18 50 L90 96 L162 50 V122 H18 Z" />
      <path class="export-seam" d="M18 122 L72 85M162 122 L108 85" />
    </svg>
  `;
}
