/** Controls of cards: sliders, choices, buttons; and the display of results. */

import { html } from '../../../vendor/preact.js';
import { Mark } from '../../../draw/marks.js';

/** @import {Translator} from '../../../i18n/index.js' */

/**
 * @param {{label: string, value: any, options: {value: any, name: any}[], play?: boolean, onChange: (value: any) =>
 *     void}} props
 */
export function Choice({ label, value, options, play, onChange }) {
  return html`<div class="choice" role="group" aria-label=${label}>
    <span class="choice-name" aria-hidden="true">${label}</span>
    <span class="choice-row">${options.map(
      (option, index) => html`
        <button type="button" key=${index} class="choice-one" aria-pressed=${option.value === value}
          data-play=${(play && index === options.length - 1) || undefined} onClick=${() => onChange(option.value)}
        >
          ${option.name}
        </button>
      `,
    )}</span>
  </div>`;
}

/**
 * @param {{running: boolean, label: string, stop: string, play?: boolean, disabled?: boolean, onStart: () => void,
 *     onStop: () => void}} props
 */
export function Start({ running, label, stop, play = true, disabled, onStart, onStop }) {
  return html`
    <button type="button" class=${`button ${running ? 'is-stop' : 'is-primary'}`} data-play=${play || undefined}
      data-running=${String(running)} disabled=${disabled} onClick=${running ? onStop : onStart}
    >
      <${Mark} name=${running ? 'stop' : 'play'} />
      ${running ? stop : label}
    </button>
  `;
}

/** @param {{label: string, mark?: any, play?: boolean, onClick: () => void}} props */
export function Act({ label, mark, play, onClick }) {
  return html`
    <button type="button" class="button" data-play=${play || undefined} onClick=${onClick}>
      ${mark ? html`<${Mark} name=${mark} />` : null}
      ${label}
    </button>
  `;
}

/**
 * The number that a card is about. An attribute has its value independently of the language's notation.
 *
 * @param {{name: string, label: string, value: number | null, text: string, tone?: '' | 'good' | 'bad'}} props
 */
export function Told({ name, label, value, text, tone = '' }) {
  return html`
    <p class=${`told ${tone && `is-${tone}`}`}>
      <span>${label}</span>
      <output data-testid="told" data-name=${name} data-value=${value ?? ''}>${value === null ? '…' : text}</output>
    </p>
  `;
}

/** @param {{children?: any}} props */
export function ToldRow({ children }) {
  return html`<div class="told-row">${children}</div>`;
}

/**
 * Where a card's picture comes from.
 * @param {{picture: {source: string, name: string, another: () => void}, t: Translator, play?: boolean}} props
 */
export function Source({ picture, t, play }) {
  return html`
    <p class="source">
      <span>${t(`learn.source.${picture.source}`, { name: picture.name })}</span>
      <button type="button" class="button" data-play=${play || undefined} onClick=${picture.another}>
        ${t('learn.another')}
      </button>
    </p>
  `;
}

/** Until Python is there. @param {{t: Translator}} props */
export function Soon({ t }) {
  return html`<p class="soon" role="status">${t('learn.soon')}</p>`;
}
