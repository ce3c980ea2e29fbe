/** A share with its confidence interval: a bar, a dot and whiskers. */

import { html } from '../vendor/preact.js';

/** @param {{value: number, interval: number[]}} props    all 0…1 */
export function IntervalBar({ value, interval: [low, high] }) {
  return html`<svg class="interval" viewBox="0 0 200 20" preserveAspectRatio="none" aria-hidden="true">
    <rect class="interval-track" x="0" y="6" width="200" height="8" />
    <rect class="interval-value" x="0" y="6" width=${200 * value} height="8" />
    <path class="interval-range" d=${`M${200 * low} 2V18M${200 * high} 2V18M${200 * low} 10H${200 * high}`} />
  </svg>`;
}
