/** Evaluate: accuracy on the test pictures, mistakes, and analyses. */

import { html } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Mark } from '../../draw/marks.js';
import { NextStep, NothingYet } from '../../draw/next.js';
import { InTurn } from '../../draw/inTurn.js';
import { AtlasCard } from './atlas.js';
import { ClassScores } from './classes.js';
import { Classics } from './classics.js';
import { Confusion } from './confusion.js';
import { FontTest } from './fonts.js';
import { Gallery } from './gallery.js';
import { SheetScores } from './sheets.js';
import { SuspectList } from './suspects.js';
import { Unknown } from './unknown.js';
import { Writers } from './writers.js';
import { BalanceNote } from '../components/balance.js';
import { useLooked } from '../components/looked.js';
import { SinceNote } from '../components/since.js';

/** @import {ViewProps} from '../view.js' */
/** @import {EvaluateResult} from '../../worker/protocol.js' */

/** @param {ViewProps} props */
export function Evaluate(props) {
  const {
    state: { evaluation, training, shelf, boot },
    facts,
    t,
    commands,
  } = props;
  const { open, dialog } = useLooked(props);
  if (evaluation.state === 'working') {
    return html`
      <p class="note note-line" role="status">
        ${t('evaluate.working')}
        <button type="button" class="button is-small" data-testid="evaluate-stop" onClick=${commands.stopEvaluating}>
          <${Mark} name="stop" />
          ${t('evaluate.stop')}
        </button>
      </p>
    `;
  }
  if (evaluation.error)
    return html`<div class="note is-error" role="alert"><${ErrorText} error=${evaluation.error} t=${t} /></div>`;
  if (!evaluation.result && facts.begun && boot.state === 'ready' && training.state !== 'running' && !shelf.opening) {
    return html`
      <p class="note note-line">
        ${t('evaluate.stopped')}
        <button type="button" class="button is-small" data-testid="evaluate-again"
          onClick=${() => void commands.evaluate()}
        >
          ${t('evaluate.again')}
        </button>
      </p>
    `;
  }
  if (!evaluation.result && shelf.opening) return html`<p class="note" role="status">${t('train.opening')}</p>`;
  if (!evaluation.result)
    return html`
      <${NothingYet} step="train" text=${t(training.state === 'running' ? 'evaluate.training' : 'evaluate.none')}
        t=${t}
      />
    `;
  const result = evaluation.result;
  return html`
    <${BalanceNote} warningsOnly ...${props} />
    <${SinceNote} ...${props} />
    <div class="evaluation">
      <div class="evaluation-sum">
        <${Score} result=${result} t=${t} />
        <${Confusion} result=${result} ...${props} />
      </div>
      <div class="evaluation-sum">
        <${InTurn}><${Gallery} result=${result} onOpen=${open} ...${props} /><//>
        <${InTurn}>
          <${ClassScores} result=${result} ...${props} />
          <${SheetScores} result=${result} ...${props} />
        <//>
      </div>
    </div>
    <${InTurn}><section class="card asks">
      <h2>${t('evaluate.asks')}</h2>
      <${SuspectList} onOpen=${open} ...${props} />
      <${AtlasCard} ...${props} />
      <${Classics} ...${props} />
      <${FontTest} ...${props} />
      <${Unknown} ...${props} />
      <${Writers} ...${props} />
    </section><//>
    ${dialog}
    <${NextStep} step="try" t=${t} />`;
}

/** @param {{result: EvaluateResult, t: ViewProps['t']}} props */
function Score({ result: { accuracy, labels, predicted, interval, loss }, t }) {
  const right = labels.filter((label, index) => label === predicted[index]).length;
  const [low, high] = interval;
  return html`
    <div class="score">
      <p class="score-name">${t('evaluate.accuracy')}</p>
      <p class="score-value" data-testid="test-accuracy" data-value=${accuracy}>${t.percent(accuracy, 1)}</p>
      <p class="score-note">${t('evaluate.right', { right, n: labels.length })}</p>
      <p class="score-interval" data-testid="interval" data-low=${low} data-high=${high}>
        ${t('evaluate.interval', { low: t.percent(low, 1), high: t.percent(high, 1) })}
        ${' '}
        ${t('evaluate.loss', { loss: t.number(loss, 3) })}
      </p>
    </div>
  `;
}
