/** The error of a training: what happened, what is left, and what helps. */

import { html } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Mark } from '../../draw/marks.js';
import { rateSaid } from './wording.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps} props */
export function Accident({ state: { training }, facts, t, commands }) {
  const { error, epochs, settings } = training;
  if (!error) return null;
  const slower = facts.diverged && settings ? settings.learningRate / 10 : null;
  return html`<div class="note is-error" role="alert" data-testid="accident" data-code=${error.code}>
    <${ErrorText} error=${error} t=${t} />
    ${
      slower === null
        ? null
        : html`
          <p>${epochs.length > 0 ? t.count('train.good', epochs.length) : t('train.good.none')}</p>
          <button type="button" class="button is-primary" data-testid="train-slower" disabled=${!facts.canTrain}
            onClick=${commands.trainSlower}
          >
            <${Mark} name="undo" />
            ${t('train.slower', { rate: rateSaid(slower, t) })}
          </button>
        `
    }
  </div>`;
}
