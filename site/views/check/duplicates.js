/** Search for nearly identical pictures, and leaving out all but one of each. */

import { html } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Mark } from '../../draw/marks.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps & {shown: boolean, onShow: () => void}} props */
export function DuplicateTools({ state: { duplicates, boot }, facts, t, commands, dispatch, shown, onShow }) {
  const working = duplicates.state === 'working';
  const extra = facts.extraDuplicates.length;
  const current = facts.compared;
  async function search() {
    await commands.findDuplicates();
    onShow();
  }
  return html`<div class="duplicates" data-testid="duplicates" data-state=${duplicates.state} data-value=${extra}>
    ${
      working
        ? html`<progress max="1" value=${duplicates.share} aria-label=${t('duplicates.search')}></progress>
      <button type="button" class="button is-small" onClick=${commands.stopFindingDuplicates}>${t('duplicates.stop')}</button>`
        : null
    }
    ${
      !working && !current
        ? html`
          <button type="button" class="button is-small" data-testid="duplicates-search"
            disabled=${boot.state !== 'ready' || facts.reading} onClick=${search}
          >
            ${t('duplicates.search')}
          </button>
        `
        : null
    }
    ${
      current || shown
        ? html`
      <p role="status">
        ${extra > 0 ? t.count('duplicates.found', extra) : t(facts.duplicates.length > 0 ? 'duplicates.settled' : 'duplicates.none')}
      </p>
    `
        : null
    }
    ${
      extra > 0
        ? html`
          <button type="button" class="button is-small" data-testid="duplicates-keep-one"
            onClick=${() => dispatch({ type: 'pictures/edited', changes: facts.extraDuplicates })}
          >
            <${Mark} name="cross" />
            ${t('duplicates.keep')}
          </button>
        `
        : null
    }
    ${duplicates.error ? html`<${ErrorText} error=${duplicates.error} t=${t} />` : null}
  </div>`;
}
