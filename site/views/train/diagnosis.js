/** What is to be said about a training beside its curves: what it suffers from, what a single step did. */

import { html } from '../../vendor/preact.js';
import { rateSaid } from './said.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps} props */
export function DiagnosisNote({ state: { training: { diagnosis } }, t }) {
  if (!diagnosis?.kind) return null;
  return html`<div class="note is-warning" role="status" data-testid="diagnosis" data-kind=${diagnosis.kind}>
    <p><strong>${t(`diagnosis.${diagnosis.kind}`)}</strong> ${t(`diagnosis.${diagnosis.kind}.text`, { epoch: diagnosis.epoch })}</p>
  </div>`;
}

/** @param {ViewProps} props */
export function StepNote({ state: { training: { step } }, t }) {
  if (!step) return null;
  const loss = (/** @type {number} */ value) => t.number(value, 4);
  return html`<p class="step-note" role="status" data-testid="step" data-step=${step.step} data-before=${step.loss} data-after=${step.lossAfter}>
    <strong>${t('train.step.title', { n: step.step })}</strong> ${t('train.step.text', {
      size: step.size, rate: rateSaid(step.learningRate, t), loss: loss(step.loss), after: loss(step.lossAfter),
      accuracy: t.percent(step.accuracy), accuracyAfter: t.percent(step.accuracyAfter),
    })}</p>`;
}
