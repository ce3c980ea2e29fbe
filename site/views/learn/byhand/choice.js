/** What the step by hand is about: the right answer, and which path through the network. */

import { html } from '../../../vendor/preact.js';

/** @import {Translator} from '../../../i18n/index.js' */
/** @import {Path} from '../../../worker/protocol.js' */

/**
 * @typedef {{label: number, unit: number | null, hidden: number | null, source: number | null}} PathChoice    null:
 *     what weighs most
 */
/** @typedef {{label: number, steps: number}} Small */

/** @param {{choice: Small, onChange: (choice: Small) => void, t: Translator}} props */
export function SmallChoice({ choice, onChange, t }) {
  return html`
    <div class="byhand-choice">
      <span>${t('byhand.target')}</span>
      ${[0, 1].map(
        (label) =>
          html`
            <button type="button" key=${label} class="button" aria-pressed=${choice.label === label}
              onClick=${() => onChange({ label, steps: 0 })}
            >
              ${t('byhand.output.name', { n: label + 1 })}
            </button>
          `,
      )}
      <button type="button" class="button" data-testid="byhand-more"
        onClick=${() => onChange({ ...choice, steps: choice.steps + 1 })}
      >
        ${t('byhand.more')}
      </button>
      <span data-testid="byhand-steps" data-value=${choice.steps}>${t('byhand.steps', { n: choice.steps })}</span>
    </div>
  `;
}

/**
 * @param {{path: Path, choice: PathChoice, names: string[], onChange: (choice: PathChoice) => void, t: Translator}}
 *     props
 */
export function NetChoice({ path, choice, names, onChange, t }) {
  const { sizes, label, unit, hidden, source } = path;
  const list = (/** @type {string} */ text, /** @type {'label' | 'unit'} */ key, /** @type {number} */ value) => html`
    <label class="field">
      <span class="field-name">${t(text)}</span>
      <select data-testid=${`byhand-${key}`} value=${value}
        onChange=${(/** @type {any} */ event) => onChange({ ...choice, [key]: Number(event.currentTarget.value) })}
      >
        ${names.map((name, index) => html`<option key=${name} value=${index}>${name}</option>`)}
      </select>
    </label>
  `;
  const number = (
    /** @type {string} */ text,
    /** @type {'hidden' | 'source'} */ key,
    /** @type {number} */ value,
    /** @type {number} */ size,
  ) => html`
    <label class="field">
      <span class="field-name">${t(text, { n: size })}</span>
      <input type="number" data-testid=${`byhand-${key}`} min="1" max=${size} step="1" value=${value + 1}
        onChange=${(/** @type {any} */ event) => changed(event.currentTarget, key, value)}
      />
    </label>
  `;
  /** @param {HTMLInputElement} input @param {'hidden' | 'source'} key @param {number} value */
  function changed(input, key, value) {
    if (input.validity.valid && input.value !== '') onChange({ ...choice, [key]: input.valueAsNumber - 1 });
    else input.value = String(value + 1);
  }
  return html`<div class="byhand-choice is-net">
    ${list('byhand.written', 'label', label)}
    ${list('byhand.unit', 'unit', unit)}
    ${number('byhand.hidden', 'hidden', hidden, sizes[sizes.length - 2])}
    ${sizes.length > 2 ? number('byhand.source', 'source', source, sizes[0]) : null}
  </div>`;
}
