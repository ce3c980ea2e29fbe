/** Pictures that are nearly the same: looking for them, and leaving out all but one of each. */

import { html } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Mark } from '../../draw/marks.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps & {shown: boolean, onShow: () => void}} props */
export function TwinTools({ state: { twins, boot }, facts, t, commands, dispatch, shown, onShow }) {
  const working = twins.state === 'working';
  const extra = facts.extraTwins.length;
  const current = facts.compared;
  async function search() {
    await commands.findTwins();
    onShow();
  }
  return html`<div class="twins" data-testid="twins" data-state=${twins.state} data-value=${extra}>
    ${
      working
        ? html`<progress max="1" value=${twins.share} aria-label=${t('twins.search')}></progress>
      <button type="button" class="button is-small" onClick=${commands.stopFindingTwins}>${t('twins.stop')}</button>`
        : null
    }
    ${
      !working && !current
        ? html`
          <button type="button" class="button is-small" data-testid="twins-search"
            disabled=${boot.state !== 'ready' || facts.reading} onClick=${search}
          >
            ${t('twins.search')}
          </button>
        `
        : null
    }
    ${
      current || shown
        ? html`
      <p role="status">
        ${extra > 0 ? t.count('twins.found', extra) : t(facts.twins.length > 0 ? 'twins.settled' : 'twins.none')}
      </p>
    `
        : null
    }
    ${
      extra > 0
        ? html`
          <button type="button" class="button is-small" data-testid="twins-keep-one"
            onClick=${() => dispatch({ type: 'pictures/edited', changes: facts.extraTwins })}
          >
            <${Mark} name="cross" />
            ${t('twins.keep')}
          </button>
        `
        : null
    }
    ${twins.error ? html`<${ErrorText} error=${twins.error} t=${t} />` : null}
  </div>`;
}
