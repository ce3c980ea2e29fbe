/** Code: cells of Python, examples, and export as files. */

import { html, useEffect } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Mark } from '../../draw/marks.js';
import { InTurn } from '../../draw/inTurn.js';
import { Deletions } from '../components/deletions.js';
import { CodeCell } from './cell.js';
import { Examples } from './examples.js';
import { Names } from './names.js';
import { Take } from './take.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps} props */
export function Code(props) {
  const {
    state: { notebook, boot },
    facts,
    t,
    commands,
    dispatch,
  } = props;
  const { cells, error, restarted } = notebook;
  useEffect(() => void commands.lookAtPolicy(), []);
  return html`
    <${Examples} ...${props} />
    ${
      facts.pictures === 0
        ? html`<p class="note">${t('code.empty')} <a href="#collect">${t('step.collect')}</a></p>`
        : null
    }
    ${
      restarted
        ? html`
          <p class="note is-warning" role="status" data-testid="restarted">
            ${t(boot.state === 'ready' ? 'code.restarted' : 'code.restarting')}
          </p>
        `
        : null
    }
    ${cells.map((cell, index) => html`<${CodeCell} key=${cell.id} cell=${cell} index=${index} ...${props} />`)}
    <${Deletions} place="code" ...${props} />
    <div class="cells-end">
      <button type="button" class="button" data-testid="cell-add"
        onClick=${() => dispatch({ type: 'cell/added', source: '', example: null, after: null })}
      >
        <span aria-hidden="true">+</span> ${t('code.add')}
      </button>
      ${
        cells.length > 1
          ? html`<button type="button" class="button" data-testid="run-all" onClick=${commands.runAllCells}>
        <${Mark} name="forward" />${t('code.runAll')}</button>`
          : null
      }
      <button type="button" class="button" data-testid="python-restart" disabled=${boot.state === 'booting'}
        title=${t('python.restart.text')} onClick=${commands.restartPython}
      >
        ${t('python.restart')}
      </button>
    </div>
    ${error ? html`<div class="note is-error" role="alert"><${ErrorText} error=${error} t=${t} /></div>` : null}
    <${InTurn}><${Names} t=${t} /><${Take} ...${props} /><//>
  `;
}
