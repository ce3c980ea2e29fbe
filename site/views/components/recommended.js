/** The recommendation of a preset, shown in Train and beside predictions. */

import { html } from '../../vendor/preact.js';

/** @import {ViewProps} from '../view.js' */

/** Where a network is chosen. @param {ViewProps} props */
export function Recommended({ state, facts, t, dispatch }) {
  const key = facts.recommendedFor(state.choice.preset);
  if (!key) return null;
  return html`
    <p class="is-wide recommended" data-testid="recommended">
      <span>${t('train.recommend', { name: nameOf(key, t) })}</span>
      <button type="button" class="button is-small" onClick=${() => dispatch({ type: 'preset/chosen', key })}>
        ${t('train.recommend.take')}
      </button>
    </p>
  `;
}

/** Where a drawing has been read: the page cannot know whether rightly. @param {ViewProps} props */
export function Misread({ state, facts, t, dispatch }) {
  const key = state.reading.result?.glyph ? facts.recommendedFor(state.training.settings?.preset) : null;
  if (!key) return null;
  return html`
    <p class="note recommended" data-testid="misread">
      ${t('try.misread')} ${t('train.recommend', { name: nameOf(key, t) })}
      ${' '}
      <a href="#train" onClick=${() => dispatch({ type: 'preset/chosen', key })}>${t('train.recommend.take')}</a>
    </p>
  `;
}

/** Without what it is made of. @param {string} key @param {ViewProps['t']} t */
function nameOf(key, t) {
  return t(`preset.${key}`).split(':')[0];
}
