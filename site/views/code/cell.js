/** One cell: its task, code, run button and outputs. */

import { html, useEffect, useRef } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Mark } from '../../draw/marks.js';
import { useScreen } from '../../draw/size.js';
import { CodeField } from './field.js';
import { Outputs } from './outputs.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Cell} from '../../state/notebook.js' */

/** The code has the whole width, below what is pressed. */
const CODE_BELOW = '(max-width: 620px)';

/** @param {ViewProps & {cell: Cell, index: number}} props */
export function CodeCell({ cell, index, state: { notebook, editing }, facts, t, commands, dispatch }) {
  const { id, state, outputs, error, example } = cell;
  const fresh = notebook.fresh === id;
  const box = useRef(null);
  useEffect(() => {
    if (fresh) /** @type {any} */ (box.current)?.scrollIntoView({ block: 'nearest' });
  }, []);
  const codeBelow = useScreen(CODE_BELOW);
  const failure = outputs.find((output) => output.type === 'failure');
  const onFetch = notebook.pypi ? () => commands.runCell(id, true) : null;
  const code = html`
    <${CodeField} key=${`code ${t.language}`} source=${cell.source} label=${t('code.editor', { n: index + 1 })}
      phrases=${phrasesIn(t)} fresh=${fresh}
      onShown=${() => dispatch({ type: 'cell/shown', id })}
      mistake=${failure?.type === 'failure' ? failure.line : null} complete=${commands.complete}
      onChange=${(/** @type {string} */ source) => dispatch({ type: 'cell/changed', id, source })}
      onRun=${() => commands.runCell(id)}
    />
  `;
  const tools = html`
    <${Tools} key="tools" id=${id} index=${index} last=${index === notebook.cells.length - 1} t=${t}
      dispatch=${dispatch}
    />
  `;
  return html`
    <section class=${`cell is-${state}`} ref=${box} data-testid="cell" data-item=${id} data-state=${state} data-run=${cell.number}
      aria-label=${t('code.cell', { n: index + 1 })}
    >
      <h2 class="visually-hidden">${t('code.cell', { n: index + 1 })}</h2>
      ${example ? html`<${Task} example=${example} t=${t} />` : null}
      <div class="cell-code">
        <${RunButton} key="run" cell=${cell} t=${t} onRun=${() => commands.runCell(id)} onStop=${commands.stopCell} />
        ${codeBelow ? [tools, code] : [code, tools]}
      </div>
      <${Outputs} outputs=${outputs} edits=${editing.now} standingOf=${facts.standingOf} t=${t}
        onUndo=${commands.undoEdited} onFetch=${onFetch}
      />
      ${error ? html`<div class="mistake" role="alert"><${ErrorText} error=${error} t=${t} /></div>` : null}
      ${
        state === 'stopped'
          ? html`<p class="out-note">${t(notebook.restarted ? 'code.stopped.anew' : 'code.stopped')}</p>`
          : null
      }
    </section>
  `;
}

/** What the editor says itself. @param {ViewProps['t']} t */
function phrasesIn(t) {
  return {
    Completions: t('code.phrase.completions'),
    'Selection deleted': t('code.phrase.deleted'),
    'Control character': t('code.phrase.control'),
  };
}

/** @param {{example: string, t: ViewProps['t']}} props */
function Task({ example, t }) {
  return html`<div class="task">
    <h3>${t(`example.${example}`)}</h3>
    <p>${t(`example.${example}.task`)}</p>
    <details><summary>${t('code.hint')}</summary><p>${t(`example.${example}.hint`)}</p></details>
  </div>`;
}

/** @param {{cell: Cell, t: ViewProps['t'], onRun: () => void, onStop: () => void}} props */
function RunButton({ cell: { state, number }, t, onRun, onStop }) {
  if (state === 'running') {
    return html`
      <button type="button" class="run is-stop" data-testid="cell-stop" onClick=${onStop} title=${t('code.stop')}>
        <${Mark} name="stop" />
        <span class="visually-hidden">${t('code.stop')}</span>
      </button>
    `;
  }
  return html`
    <button type="button" class="run" data-testid="cell-run" disabled=${state === 'waiting'} onClick=${onRun}
      title=${t('code.run.title')}
    >
      <${Mark} name="play" />
      <span class="visually-hidden">${t('code.run')}</span>
      ${number > 0 ? html`<span class="run-number" aria-hidden="true">${number}</span>` : null}
    </button>
  `;
}

/** @param {{id: string, index: number, last: boolean, t: ViewProps['t'], dispatch: ViewProps['dispatch']}} props */
function Tools({ id, index, last, t, dispatch }) {
  return html`
    <div class="cell-tools">
      <button type="button" class="button is-icon" disabled=${index === 0} title=${t('code.up')}
        onClick=${() => dispatch({ type: 'cell/moved', id, by: -1 })}
      >
        <${Mark} name="up" />
        <span class="visually-hidden">${t('code.up')}</span>
      </button>
      <button type="button" class="button is-icon" disabled=${last} title=${t('code.down')}
        onClick=${() => dispatch({ type: 'cell/moved', id, by: 1 })}
      >
        <${Mark} name="down" />
        <span class="visually-hidden">${t('code.down')}</span>
      </button>
      <button type="button" class="button is-icon" data-testid="cell-remove" title=${t('code.remove')}
        onClick=${() => dispatch({ type: 'cell/removed', id })}
      >
        <${Mark} name="bin" />
        <span class="visually-hidden">${t('code.remove')}</span>
      </button>
    </div>
  `;
}
