/** Progress of loading packages. */

import { html } from '../vendor/preact.js';

const MEGABYTE = 1e6;

/** @param {{event: import('../worker/protocol.js').CodeFetching, t: import('../i18n/index.js').Translator}} props */
export function Fetching({ event: { names, fromSite, loaded, total }, t }) {
  const here = total > 0 && loaded >= total;
  const text = t(here ? 'fetching.done' : fromSite ? 'fetching' : 'fetching.pypi', { names: names.join(', ') });
  const megabytes = (/** @type {number} */ bytes) => t.number(bytes / MEGABYTE, 1);
  return html`
    <div class="fetching" data-testid="fetching" data-loaded=${loaded} data-total=${total}>
      <span>
        ${text}
        ${
          total > 0
            ? html` <span class="fetching-bytes">${t('boot.bytes', { loaded: megabytes(loaded), total: megabytes(total) })}</span>`
            : null
        }
      </span>
      ${total > 0 && !here ? html`<progress value=${loaded} max=${total} aria-label=${text}></progress>` : null}
    </div>
  `;
}
