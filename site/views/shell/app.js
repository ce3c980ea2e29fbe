/** The whole page: header, tabs, the current step and the drawing pad. */

import { html, useEffect, useState } from '../../vendor/preact.js';
import { Check } from '../check/check.js';
import { Code } from '../code/code.js';
import { Program } from '../code/program.js';
import { Collect } from '../collect/collect.js';
import { Dock } from '../dock/dock.js';
import { Evaluate } from '../evaluate/evaluate.js';
import { Foot, UpdateNote } from '../privacy/privacy.js';
import { FileNote } from '../projects/files.js';
import { Leaving } from '../projects/leaving.js';
import { Elsewhere, ProjectLabel, ProjectNote } from '../projects/projects.js';
import { Learn } from '../learn/learn.js';
import { Export } from '../export/export.js';
import { Train } from '../train/train.js';
import { Try } from '../try/try.js';
import { PythonProblem, BootFailure, BootStatus, StopCell } from './boot.js';
import { Entrance } from './entrance.js';
import { PathBar } from './pathBar.js';
import { Spoken } from './spoken.js';
import { Steps, StepTurn } from './steps.js';
import { isForTeachers, placeName } from './title.js';
import { LANGUAGES } from '../../i18n/index.js';
import { Mark, Underline } from '../../draw/marks.js';
import { InTurn } from '../../draw/inTurn.js';
import { useScreen } from '../../draw/size.js';

/** @import {ViewProps} from '../view.js' */

/** The steps have a row of their own, below the project and the tools. */
const STEPS_BELOW = '(max-width: 1239px)';

const VIEWS = { collect: Collect, check: Check, train: Train, evaluate: Evaluate, try: Try, learn: Learn, code: Code };

/** @param {ViewProps} props */
export function App(props) {
  const { state, facts, t, commands, dispatch } = props;
  const dropping = useDropAnywhere(commands.takeFiles, () => {
    location.hash = '#collect';
  });
  const View = VIEWS[state.step];
  const place = placeName(state, t);
  /** On small screens the pad is unfolded first. @param {MouseEvent} event */
  function toPad(event) {
    event.preventDefault();
    if (!state.dockOpen && state.step !== 'try') dispatch({ type: 'dock/toggled' });
    requestAnimationFrame(() => requestAnimationFrame(() => focusOn('.dock .pad-canvas')(event)));
  }
  const stepsBelow = useScreen(STEPS_BELOW);
  const alone = isForTeachers(state);
  const dock = alone ? null : html`<${InTurn} key="dock"><${Dock} ...${props} /><//>`;
  const steps = state.projector
    ? html`<${StepTurn} key="turn" ...${props} />`
    : html`<${Steps} key="steps" ...${props} />`;
  const tools = html`
    <div key="tools" class="cover-tools">
      <button type="button" class="button cover-button" data-testid="projector" aria-pressed=${state.projector}
        aria-label=${t('app.projector')} title=${t('app.projector.title')}
        onClick=${() => dispatch({ type: 'projector/toggled' })}
      >
        <${Mark} name="projector" />
      </button>
      <${StopCell} ...${props} />
      <${BootStatus} ...${props} />
      <${LanguageChoice} t=${t}
        onChoose=${(/** @type {string} */ language) => dispatch({ type: 'language/chosen', language })}
      />
    </div>
  `;
  return html`
    <div class=${`book is-${state.step} ${alone ? 'is-alone' : ''}`}>
      <a key="skip" class="skip" href="#main" onClick=${focusOn('#main')}>${t('app.skip')}</a>
      ${alone ? null : html`<a key="skip-pad" class="skip" href="#dock-body" onClick=${toPad}>${t('app.skip.pad')}</a>`}
      <header key="cover" class="cover">
        <${ProjectLabel} key="label" ...${props} />
        ${stepsBelow ? [tools, steps] : [steps, tools]}
      </header>
      ${state.step === 'try' ? dock : null}
      <main key="main" class="page" id="main" tabindex="-1">
        ${
          state.boot.state === 'failed'
            ? html`<${BootFailure} error=${state.boot.error} t=${t} onRetry=${commands.retryBoot} />`
            : null
        }
        <${PythonProblem} ...${props} />
        <${UpdateNote} ...${props} />
        <${ProjectNote} ...${props} />
        <${FileNote} ...${props} />
        ${state.project.state === 'elsewhere' ? html`<${Elsewhere} ...${props} />` : null}
        ${facts.isHere ? html`<${PathBar} ...${props} />` : null}
        ${
          facts.isHere
            ? html`<div class="page-head">
          <h1 tabindex="-1">${t(`step.${state.step}`)}${
            place
              ? html`
            <span class="visually-hidden">: ${place}</span>
          `
              : null
          }<${Underline} /></h1>
          <p class="lead">${t(`step.${state.step}.lead`)}</p>
        </div>
        ${state.step === 'collect' ? html`<${Entrance} ...${props} />` : null}
        <${InTurn} key=${state.step}><${View} ...${props} /><//>
        <${InTurn} key=${`beside ${state.step}`}>
          ${state.step === 'try' || state.step === 'code' ? html`<${Export} ...${props} />` : null}
          <${Program} ...${props} />
        <//>`
            : null
        }
        <${InTurn}><${Foot} ...${props} /><//>
      </main>
      ${state.step === 'try' ? null : dock}
      <${Spoken} key="spoken" state=${state} facts=${facts} t=${t} />
      <${InTurn} key="leaving"><${Leaving} ...${props} /><//>
      ${dropping ? html`<div key="veil" class="drop-veil" aria-hidden="true"><p>${t('app.drop')}</p></div>` : null}
    </div>
  `;
}

/** @param {{t: ViewProps['t'], onChoose: (language: string) => void}} props */
function LanguageChoice({ t, onChoose }) {
  return html`
    <label class="language">
      <span class="visually-hidden">${t('app.language')}</span>
      <select data-testid="language" value=${t.language}
        onChange=${(/** @type {any} */ event) => onChoose(event.currentTarget.value)}
      >
        ${Object.entries(LANGUAGES).map(
          ([tag, { name }]) => html`<option key=${tag} value=${tag} lang=${tag}>${name}</option>`,
        )}
      </select>
    </label>
  `;
}

/** The address holds the step, so the skip links move the focus themselves. @param {string} selector */
function focusOn(selector) {
  return (/** @type {MouseEvent} */ event) => {
    event.preventDefault();
    /** @type {HTMLElement | null} */ (document.querySelector(selector))?.focus();
  };
}

/**
 * @param {(files: Iterable<File>) => void} onFiles
 * @param {() => void} onDrop
 * @returns {boolean}    whether files hover over the page
 */
function useDropAnywhere(onFiles, onDrop) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    /** @param {DragEvent} event */
    const carriesFiles = (event) => event.dataTransfer?.types.includes('Files') ?? false;
    /** @param {DragEvent} event */
    const hover = (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    /** @param {DragEvent} event */
    const leave = (event) => event.relatedTarget === null && setOver(false);
    /** @param {DragEvent} event */
    const drop = (event) => {
      if (!carriesFiles(event)) return;
      setOver(false);
      if (event.defaultPrevented) return; // what it fell on has taken it
      event.preventDefault();
      onDrop();
      onFiles(event.dataTransfer?.files ?? []);
    };
    addEventListener('dragover', hover);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', hover);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  return over;
}
