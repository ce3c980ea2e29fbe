/**
 * Messages about a training: diagnosis, how it ended, the effect of a single step.
 */

import { html } from '../../vendor/preact.js';
import { rateSaid } from './wording.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps} props */
export function DiagnosisNote({
  state: {
    training: { diagnosis },
  },
  t,
}) {
  if (!diagnosis?.kind) return null;
  return html`
    <div class="note is-warning" role="status" data-testid="diagnosis" data-kind=${diagnosis.kind}>
      <p>
        <strong>${t(`diagnosis.${diagnosis.kind}`)}</strong> ${t(`diagnosis.${diagnosis.kind}.text`, {
          epoch: diagnosis.epoch,
        })}
      </p>
    </div>
  `;
}

/** Why it ended before its last epoch, and which epoch's weights count. @param {ViewProps} props */
export function EndingNote({
  state: {
    training: { ending, goal },
  },
  t,
}) {
  if (!ending) return null;
  const { epoch, early, monitor, bestEpoch, restored } = ending;
  return html`
    <div class="note" role="status" data-testid="ending" data-epoch=${epoch} data-best=${bestEpoch}
      data-restored=${restored}
    >
      ${
        early
          ? html`
            <p>
              <strong>${t('ending.early', { epoch, goal })}</strong> ${t.count(
                `ending.early.${monitor}`,
                epoch - bestEpoch,
                { best: bestEpoch },
              )}
            </p>
          `
          : null
      }
      <p>${t(restored ? 'ending.restored' : 'ending.last', { epoch, best: bestEpoch })}</p>
    </div>
  `;
}

/** @param {ViewProps} props */
export function StepNote({
  state: {
    training: { step },
  },
  t,
}) {
  if (!step) return null;
  const loss = (/** @type {number} */ value) => rateSaid(value, t);
  return html`
    <p class="step-note" role="status" data-testid="step" data-step=${step.step} data-before=${step.loss}
      data-after=${step.lossAfter}
    >
      <strong>${t('train.step.title', { n: step.step })}</strong> ${t('train.step.text', {
        size: step.size,
        rate: rateSaid(step.learningRate, t),
        loss: loss(step.loss),
        after: loss(step.lossAfter),
        accuracy: t.percent(step.accuracy),
        accuracyAfter: t.percent(step.accuracyAfter),
      })}
    </p>
  `;
}
