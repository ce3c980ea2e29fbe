/** A map of numbers as a picture, with the place that is looked at. */

import { html } from '../../../vendor/preact.js';
import { ValuePicture } from '../../../draw/values.js';

/**
 * @param {{values: ArrayLike<number>, side: number, channels?: number, channel?: number, largest: number, label:
 *     string, at?: [number, number] | null, onPoint?: (row: number, column: number) => void}} props
 */
export function MapPicture({ values, side, channels = 1, channel = 0, largest, label, at = null, onPoint }) {
  return html`
    <figure class="one">
      <${ValuePicture} values=${values} shape=${[side, side, channels]} channel=${channel} largest=${largest}
        label=${label} at=${at} onPoint=${onPoint}
      />
      <figcaption>${label}</figcaption>
    </figure>
  `;
}
