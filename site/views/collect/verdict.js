/** The quality of a page's picture, and hints for better ones. */

import { html } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Quality} from '../../worker/protocol.js' */

/** A sharp scan reaches it: the bar is then full. */
const SHARP = 0.65;

/** @param {{quality: Quality, t: ViewProps['t']}} props */
export function Verdict({ quality: { frame, sharpness, light, warnings }, t }) {
  const good = warnings.length === 0;
  return html`
    <div class=${`verdict-paper ${good ? 'is-good' : 'is-doubtful'}`} data-testid="sheet-verdict"
      data-warnings=${warnings.join(' ')}
    >
      ${
        good
          ? html`<p class="verdict-good"><${Mark} name="tick" />${t('quality.good')}</p>`
          : html`<ul class="verdict-advice">${warnings.map(
              (one) => html`
            <li key=${one}>${t(`quality.${one}`)}</li>
          `,
            )}</ul>`
      }
      <details>
        <summary>${t('quality.details')}</summary>
        <dl class="verdict-numbers">
          <${Gauge} name="frame" share=${frame} t=${t} />
          <${Gauge} name="sharpness" share=${Math.min(1, sharpness / SHARP)} t=${t} />
          <${Gauge} name="light" share=${light} t=${t} />
        </dl>
      </details>
    </div>
  `;
}

/** @param {{name: string, share: number, t: ViewProps['t']}} props */
function Gauge({ name, share, t }) {
  return html`
    <div>
      <dt>${t(`quality.gauge.${name}`)}</dt>
      <dd><meter min="0" max="1" value=${share}>${t.percent(share)}</meter> ${t.percent(share)}</dd>
    </div>
  `;
}
