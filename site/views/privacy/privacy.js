/** The privacy section: what is stored on the device, the policy, and the number of network requests. */

import { html, useRef } from '../../vendor/preact.js';
import { Room } from '../../draw/room.js';
import { showFromTop } from '../components/dialog.js';
import { Keys } from './keys.js';
import { Statement } from './statement.js';

/** @import {ViewProps} from '../view.js' */

const MEGABYTE = 1e6;

/** @param {ViewProps} props */
export function Foot({ state, facts, t, dispatch }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  return html`
    <footer class="foot">
      <button type="button" class="foot-link" data-testid="privacy" onClick=${() => showFromTop(dialog.current)}>
        ${t('privacy.title')}
      </button>
      <${ThemeChoice} theme=${state.theme} themes=${facts.themes} t=${t} dispatch=${dispatch} />
      <${Keys} state=${state} t=${t} dispatch=${dispatch} />
      <${Statement} t=${t} />
      <${Kept} offline=${state.offline} t=${t} />
      <dialog class="privacy" ref=${dialog} aria-labelledby="privacy-title">
        <h2 id="privacy-title">${t('privacy.title')}</h2>
        <p>${t('privacy.here')}</p>
        ${location.protocol === 'file:' ? null : html`<p>${t('privacy.host')}</p>`}
        <${Room} room=${state.project.room} t=${t} />
        <dl class="privacy-counts">
          <dt>${t('privacy.foreign')}</dt>
          <dd class="privacy-zero" data-testid="requests-foreign" data-value=${state.requests.foreign}>
            ${t.number(state.requests.foreign)}
          </dd>
          <dt>${t('privacy.own')}</dt>
          <dd data-testid="requests-own" data-value=${state.requests.own}>${t.number(state.requests.own)}</dd>
        </dl>
        <p>${t('privacy.try')}</p>
        <h3>${t('privacy.policy')}</h3>
        <p>${t('privacy.policy.text')}</p>
        <ul class="privacy-policy" data-testid="policy">
          ${policy().map((rule) => html`<li key=${rule}><code>${rule}</code></li>`)}
        </ul>
        <form method="dialog"><button class="button is-primary">${t('privacy.close')}</button></form>
      </dialog>
    </footer>
  `;
}

/**
 * @param {Pick<ViewProps, 't' | 'dispatch'> & {theme: ViewProps['state']['theme'], themes:
 *     ViewProps['facts']['themes']}} props
 */
function ThemeChoice({ theme, themes, t, dispatch }) {
  return html`
    <label class="theme">
      ${t('theme')}
      <select data-testid="theme" value=${theme}
        onChange=${(/** @type {any} */ event) => dispatch({ type: 'theme/chosen', theme: event.currentTarget.value })}
      >
        ${themes.map((one) => html`<option key=${one} value=${one}>${t(`theme.${one}`)}</option>`)}
      </select>
    </label>
  `;
}

/** @param {Pick<ViewProps, 't'> & {offline: ViewProps['state']['offline']}} props */
function Kept({ offline: { state, loaded = 0, total = 0 }, t }) {
  if (state === 'none') return null;
  const params = { loaded: t.number(loaded / MEGABYTE, 1), total: t.number(total / MEGABYTE, 1) };
  return html`<span class=${`kept is-${state}`} data-testid="offline" data-state=${state} role="status">
    ${state === 'saving' && total === 0 ? t('offline.begins') : t(`offline.${state}`, params)}
  </span>`;
}

/** @param {ViewProps} props */
export function UpdateNote({ state: { offline }, t, takeUpdate }) {
  if (offline.state !== 'update' && offline.state !== 'others') return null;
  return html`<section class="note update-note" data-testid="update" role="status">
    <p>${t(`offline.${offline.state}.text`)}</p>
    <button type="button" class="button" data-testid="update-take" onClick=${takeUpdate}>${t('offline.take')}</button>
  </section>`;
}

/** The rules that the browser enforces, read from the page itself. */
function policy() {
  const meta = document.querySelector('meta[http-equiv="Content-Security-Policy"]');
  return (meta?.getAttribute('content') ?? '').split('; ');
}
