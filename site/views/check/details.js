/** One picture beside the cell that it came from: who wrote it, where, and what became of it. */

import { html } from '../../vendor/preact.js';
import { Crop } from '../../draw/crop.js';
import { Glyph } from '../../draw/tiles.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Picture} from '../../state/collection.js' */

/** @param {{picture: Picture | undefined, t: ViewProps['t']}} props */
export function Details({ picture, t }) {
  if (!picture) return html`<aside class="details is-empty"><p>${t('check.details.none')}</p></aside>`;
  const { sheet, cell, written, label, images, index } = picture;
  const page = sheet.result?.page;
  return html`<aside class="details" data-testid="details" data-cell=${cell} data-written=${written} data-label=${label ?? ''}>
    <div class="details-pictures">
      ${page ? html`<figure><${Crop} page=${page} cell=${cell} label=${t('check.crop')} /><figcaption>${t('check.crop')}</figcaption></figure>` : null}
      <figure><${Glyph} images=${images} index=${index} label=${t('check.glyph')} /><figcaption>${t('check.glyph')}</figcaption></figure>
    </div>
    <dl>
      <dt>${t('check.details.written')}</dt><dd>${written}</dd>
      <dt>${t('check.details.counts')}</dt><dd class=${label === null ? 'is-out' : ''}>${label ?? t(reasonOf(picture))}</dd>
      <dt>${t('check.details.source')}</dt><dd>${sheet.name || t(`collect.source.${sheet.id}`)}</dd>
      ${sheet.writer ? html`<dt>${t('check.details.writer')}</dt><dd>${sheet.writer}</dd>` : null}
      ${page ? html`<dt>${t('check.details.cell')}</dt><dd>${t('check.details.place', { row: Math.floor(cell / page.layout.columns) + 1, column: (cell % page.layout.columns) + 1 })}</dd>` : null}
    </dl>
  </aside>`;
}

/** Why a picture does not count. @param {Picture} picture */
function reasonOf({ status, edited }) {
  return edited || status === 'kept' ? 'check.is.out' : status === 'struck' ? 'check.is.struck' : 'check.is.doubtful';
}
