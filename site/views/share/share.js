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
export function Share({ state: { share, boot, training }, t, commands, dispatch }) {
  const none = training.settings === null;
  const away = boot.state !== 'ready' || training.state === 'running' || share.working !== null;
  const idle = none || away;
  /** @param {any} event */
  function bring({ currentTarget }) {
    if (currentTarget.files[0]) void commands.bring(currentTarget.files[0]);
    currentTarget.value = '';
  }
  return html`
    <section class="share" data-testid="share">
      <div class="share-home">
        <h2>${t('share.title')}</h2>
        <p>${t(none ? 'share.none' : 'share.text')}</p>
        <div class="share-act">
          <label class="field">
            <span class="field-name">${t('share.owner')}</span>
            <input type="text" maxlength="60" value=${share.owner} data-testid="share-owner" disabled=${none}
              autocomplete="off"
              onInput=${(/** @type {any} */ event) =>
                dispatch({ type: 'share/owned', owner: event.currentTarget.value })}
            />
          </label>
          <button type="button" class="button is-primary is-large" data-testid="share-page" disabled=${idle}
            onClick=${() => commands.take('page')}
          >
            <${Mark} name="download" />
            ${t('share.page')}
          </button>
        </div>
      </div>
      <${Picture} />
      <div class="share-told" role="status" data-testid="share-state"
        data-state=${share.working ? 'working' : share.error ? 'failed' : share.taken ? 'taken' : 'idle'}
      >
        ${
          share.working
            ? html`<p class="note-line">${t(share.working === 'weights' ? 'share.bringing' : 'share.working')}
          ${
            share.working !== 'weights'
              ? html`
            <button type="button" class="button is-small" data-testid="share-stop" onClick=${commands.stopTaking}>
              <${Mark} name="stop" />
              ${t('share.stop')}
            </button>
          `
              : null
          }</p>`
            : null
        }
        ${share.taken ? html`<${Told} taken=${share.taken} t=${t} />` : null}
        ${share.error ? html`<${ErrorText} error=${share.error} t=${t} />` : null}
      </div>
      <details class="share-more">
        <summary data-testid="share-more">${t('share.more')}</summary>
        <ul>
          ${OTHER_FORMS.map(
            (form) => html`
              <li key=${form}>
                <button type="button" class="button" data-testid=${`share-${form}`} disabled=${idle}
                  onClick=${() => commands.take(form)}
                >
                  <${Mark} name="download" />
                  ${t(`share.form.${form}`)}
                </button>
                <span>${t(`share.form.${form}.text`)}</span>
              </li>
            `,
          )}
        </ul>
      </details>
      <details class="share-more">
        <summary data-testid="share-back">${t('share.back')}</summary>
        <p>${t('share.back.text')}</p>
        <p>${t('share.back.keras')}</p>
        <pre tabindex="0"><code>${KERAS}</code></pre>
        <label class=${`button${away ? ' is-off' : ''}`}>
          <input class="visually-hidden" type="file" accept=".npz" data-testid="share-bring" disabled=${away}
            onChange=${bring}
          />
          <${Mark} name="stack" />
          ${t('share.bring')}
        </label>
      </details>
    </section>
  `;
}

/** @param {{taken: NonNullable<import('../../state/share.js').Share['taken']>, t: ViewProps['t']}} props */
function Told({ taken: { form, size, rounding }, t }) {
  if (form === 'weights') return html`<p>${t('share.brought')}</p>`;
  return html`
    <p>
      ${t(form === 'page' ? 'share.taken.page' : 'share.taken', { size: Math.round(size / 1000) })}
      ${
        rounding
          ? ` ${t('share.rounding', { share: t.percent(rounding.share, 2), different: rounding.different, pictures: rounding.pictures })}`
          : null
      }
    </p>
  `;
}

/** A letter with the page in it. */
function Picture() {
  return html`
    <svg class="share-picture" viewBox="0 0 180 130" aria-hidden="true">
      <path class="share-letter" d="M18 48 L90 4 L162 48 V122 H18 Z" />
      <g class="share-sheet">
        <rect x="40" y="20" width="100" height="80" rx="3" />
        <path class="share-lines"
          d="M40 36H140M40 52H140M40 68H140M40 84H140M56 20V100M72 20V100M88 20V100M104 20V100M120 20V100"
        />
        <path class="share-ink"
          d="M72 36 C84 26 106 28 106 42 C106 52 94 55 86 56 C98 56 110 60 110 72 C110 90 82 94 70 82"
        />
      </g>
      <path class="share-fold" d="M18 50 L90 96 L162 50 V122 H18 Z" />
      <path class="share-seam" d="M18 122 L72 85M162 122 L108 85" />
    </svg>
  `;
}
