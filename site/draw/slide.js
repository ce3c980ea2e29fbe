/** A slider with its value. */

import { html } from '../vendor/preact.js';

/**
 * @param {{label: string, value: number, min: number, max: number, step: number, told?: string, play?: boolean,
 *     onChange: (value: number) => void}} props
 *     `told`: the value in words; `play`: the card's main control
 */
export function Slide({ label, value, min, max, step, told, play, onChange }) {
  return html`
    <label class="slide">
      <span class="slide-name">${label}</span>
      <span class="slide-value" aria-hidden="true">${told ?? value}</span>
      <input type="range" min=${min} max=${max} step=${step} value=${value} data-play=${play || undefined}
        aria-valuetext=${told} onInput=${(/** @type {any} */ event) => onChange(Number(event.currentTarget.value))}
      />
    </label>
  `;
}
