/** Pictures optimised for one class. */

import { html } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Glyph } from '../../draw/tiles.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps} props */
export function Dreams({
  state: {
    insight: { dream },
    boot,
  },
  facts: { netClasses },
  t,
  commands,
}) {
  const { result, error } = dream;
  return html`<section class="question">
    <h2>${t('try.dream')}</h2>
    <div class="choices" role="group" aria-label=${t('try.dream')}>${netClasses.map(
      (name, label) => html`
        <button type="button" key=${name} class="button is-class" data-testid="dream" data-class=${name}
          aria-pressed=${result?.label === label} disabled=${boot.state !== 'ready'}
          onClick=${() => commands.dream(label)}
        >
          ${name}
        </button>
      `,
    )}</div>
    ${error ? html`<${ErrorText} error=${error} t=${t} />` : null}
    ${
      result
        ? html`<div class="dreamt" data-testid="dreamt" data-state=${dream.state} data-value=${result.share}>
      <${Glyph} images=${result.glyph} index=${0} label=${t('try.dream.picture', { name: netClasses[result.label] })} />
      <p>${t('try.dream.sure', { name: netClasses[result.label], share: t.sure(result.share) })}</p>
    </div>`
        : null
    }
    <p class="question-note">${t('try.dream.help')}</p>
  </section>`;
}
