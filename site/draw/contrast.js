/** The contrast of a picture as a small chart. */

import { html } from '../vendor/preact.js';
import { BINS } from './spread.js';

/** @import {Spread} from './spread.js' */

const WIDTH = 96;
const HEIGHT = 34;

/**
 * White on the left, black on the right; roots, for most of a cell is paper.
 * @param {{spread: Spread, label: string}} props
 */
export function SpreadChart({ spread, label }) {
  const step = WIDTH / BINS;
  return html`
    <svg class="spread" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${label}>
      ${spread.bins.map(
        (share, index) =>
          html`
            <rect key=${index} x=${index * step} y=${HEIGHT - 1 - Math.sqrt(share) * (HEIGHT - 2)} width=${step - 1}
              height=${Math.sqrt(share) * (HEIGHT - 2)}
            />
          `,
      )}
      <path d=${`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
    </svg>
  `;
}
