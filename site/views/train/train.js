/** Train: choosing a network and its settings, starting, stopping, continuing, and watching the training. */

import { html } from '../../vendor/preact.js';
import { TakeAlong } from '../../draw/keeping.js';
import { NextStep, NothingYet } from '../../draw/next.js';
import { InTurn } from '../../draw/inTurn.js';
import { Accident } from './failure.js';
import { Controls, Progress } from './controls.js';
import { Curves } from './curves.js';
import { DiagnosisNote, EndingNote, StepNote } from './diagnosis.js';
import { Editor } from './editor.js';
import { Network } from './network.js';
import { Runs } from './runs.js';
import { MoreSettings, Settings } from './settings.js';
import { BalanceNote } from '../components/balance.js';
import { SinceNote } from '../components/since.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps} props */
export function Train(props) {
  const {
    state: { training },
    facts,
    t,
  } = props;
  return html`
    <div class=${`train-plan ${training.state === 'running' ? 'is-running' : ''}`}>
      <h2 class="visually-hidden">${t('access.plan')}</h2>
      <${Network} ...${props} />
      <${Editor} ...${props} />
      <${Settings} ...${props} />
      <${MoreSettings} ...${props} />
    </div>
    <${BalanceNote} warningsOnly ...${props} />
    <${SinceNote} ...${props} />
    <${Controls} ...${props} />
    <${Accident} ...${props} />
    ${facts.pictures === 0 ? html`<${NothingYet} step="collect" text=${t('train.none')} t=${t} />` : null}
    <${StepNote} ...${props} />
    ${facts.begun || training.state === 'running' ? html`<${Progress} ...${props} />` : null}
    <${EndingNote} ...${props} />
    <${DiagnosisNote} ...${props} />
    ${facts.begun ? html`<h2 class="visually-hidden">${t('access.curves')}</h2><${Curves} ...${props} />` : null}
    ${training.samples ? html`<p class="samples">${t('train.samples', training.samples)}</p>` : null}
    ${
      training.otherData && !facts.since?.any
        ? html`<p class="note" role="status" data-testid="other-pictures">${t('train.otherData')}</p>`
        : null
    }
    ${training.state === 'done' ? html`<${TakeAlong} t=${t} onSave=${props.commands.saveProject} />` : null}
    ${facts.steps.train === 'done' ? html`<${NextStep} step="evaluate" t=${t} />` : null}
    <${InTurn}><${Runs} ...${props} /><//>
  `;
}
