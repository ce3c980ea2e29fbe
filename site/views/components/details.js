/** One picture beside its cell, with its writer, origin and state. */

import { html, useMemo, useState } from '../../vendor/preact.js';
import { SpreadChart } from '../../draw/contrast.js';
import { Crop } from '../../draw/crop.js';
import { blackness, spreadOf } from '../../draw/spread.js';
import { Glyph } from '../../draw/tiles.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Picture} from '../../state/collection.js' */

const PIXELS = 784;

/**
 * @param {{picture: Picture | undefined, t: ViewProps['t'], read?: string}} props    `read`: what a network says about
 *     it
 */
export function Details({ picture, t, read }) {
  const [paper, setPaper] = useState(/** @type {Uint8Array | null} */ (null));
  if (!picture)
    return html`
      <aside class="details is-empty" aria-label=${t('access.details')}><p>${t('check.details.none')}</p></aside>
    `;
  const { sheet, cell, written, label, images, index } = picture;
  const page = sheet.result?.page;
  return html`
    <aside class="details" aria-label=${t('access.details')} data-testid="details" data-cell=${cell}
      data-written=${written} data-label=${label ?? ''}
    >
      <div class="details-pictures">
        ${
          page
            ? html`
              <figure>
                <${Crop} page=${page} cell=${cell} label=${t('check.crop')}
                  onPixels=${(/** @type {Uint8ClampedArray} */ rgba) => setPaper(blackness(rgba))}
                />
                <figcaption>${t('check.crop')}</figcaption>
              </figure>
            `
            : null
        }
        <figure>
          <${Glyph} images=${images} index=${index} label=${t('check.glyph')} />
          <figcaption>${t('check.glyph')}</figcaption>
        </figure>
      </div>
      ${
        page && paper
          ? html`<${Contrast} before=${paper} after=${images.subarray(index * PIXELS, (index + 1) * PIXELS)} t=${t} />`
          : null
      }
      <dl>
        <dt>${t('check.details.written')}</dt>
        <dd>${written}</dd>
        ${read ? html`<dt>${t('check.details.read')}</dt><dd>${read}</dd>` : null}
        <dt>${t('check.details.counts')}</dt>
        <dd class=${label === null ? 'is-out' : ''}>${label ?? t(reasonOf(picture))}</dd>
        <dt>${t('check.details.source')}</dt>
        <dd>${sheet.name || t('collect.source.drawn')}</dd>
        ${sheet.writer ? html`<dt>${t('check.details.writer')}</dt><dd>${sheet.writer}</dd>` : null}
        ${
          page
            ? html`
              <dt>${t('check.details.cell')}</dt>
              <dd>
                ${t('check.details.place', {
                  row: Math.floor(cell / page.layout.columns) + 1,
                  column: (cell % page.layout.columns) + 1,
                })}
              </dd>
            `
            : null
        }
      </dl>
    </aside>
  `;
}

/**
 * The histogram of the cell's darkness.
 * @param {{before: Uint8Array, after: Uint8Array, t: ViewProps['t']}} props
 */
function Contrast({ before, after, t }) {
  const [was, is] = useMemo(() => [spreadOf(before), spreadOf(after)], [before, after]);
  const numbers = { paper: was.paper, ink: was.ink, contrast: was.ink - was.paper, after: is.ink - is.paper };
  return html`
    <div class="details-contrast" data-testid="contrast" data-before=${numbers.contrast} data-after=${numbers.after}>
      <div class="details-spreads">
        <${SpreadChart} spread=${was} label=${t('check.spread.before')} />
        <${SpreadChart} spread=${is} label=${t('check.spread.after')} />
      </div>
      <p>${t('check.contrast', numbers)}</p>
    </div>
  `;
}

/** Why a picture does not count. @param {Picture} picture */
function reasonOf({ status, edited }) {
  return edited || status === 'kept' ? 'check.is.out' : status === 'struck' ? 'check.is.struck' : 'check.is.doubtful';
}
