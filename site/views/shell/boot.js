/** The start of Python: a progress bar, and a retry button after a failure. */

import { html } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Mark } from '../../draw/marks.js';

/** @import {ViewProps} from '../view.js' */
/** @import {ErrorRecord} from '../../worker/protocol.js' */

const MEGABYTE = 1e6;

/** @param {ViewProps} props */
export function BootStatus({ state: { boot, working: reading, training }, facts: { held }, t }) {
  const working = Math.max(reading, training.state === 'running' ? (training.pace?.workers ?? 0) : 0);
  return html`
    <div class="boot-status" data-testid="boot-status" data-state=${boot.state}
      data-start=${boot.state === 'ready' ? boot.start : null} data-working=${working} role="status"
    >
      ${boot.state === 'booting' ? html`<${Booting} boot=${boot} t=${t} />` : null}
      ${
        held
          ? html`
            <${held === 'cell' ? 'a' : 'span'} class="boot-ready is-held" data-testid="held" data-by=${held}
              href=${held === 'cell' ? '#code' : null}
            >
              ${t(`boot.held.${held}`)}
            <//>
          `
          : null
      }
      ${
        boot.state === 'ready' && !held
          ? html`<span class="boot-ready" title=${told(boot, t)}>${t('boot.ready')}</span>`
          : null
      }
      ${
        boot.state === 'ready' && working > 1
          ? html`<span class="boot-working" aria-hidden="true">${t('boot.working', { count: working })}</span>`
          : null
      }
      ${boot.state === 'failed' ? html`<span class="boot-failed">${t('boot.failed')}</span>` : null}
    </div>
  `;
}

/** Stops the cell that other requests wait for, from any step. @param {ViewProps} props */
export function StopCell({ facts: { held }, t, commands }) {
  if (held !== 'cell') return null;
  return html`
    <button type="button" class="button cover-button is-stop" data-testid="held-stop"
      aria-label=${t('boot.held.stop')} title=${t('boot.held.stop')} onClick=${commands.stopCell}
    >
      <${Mark} name="stop" />
    </button>
  `;
}

/** @param {{backend: string, start: string, why: string}} boot @param {ViewProps['t']} t */
function told({ backend, start, why }, t) {
  return [t('boot.ready.title', { backend }), t(`boot.start.${start}`), why && `(${why})`].filter(Boolean).join(' ');
}

/** @param {{boot: {phase: string, loaded: number, total: number}, t: ViewProps['t']}} props */
function Booting({ boot: { phase, loaded, total }, t }) {
  const megabytes = (/** @type {number} */ bytes) => t.number(bytes / MEGABYTE, 1);
  return html`
    <span class="boot-phase">${t(`boot.phase.${phase}`)}</span>
    ${
      total > 0
        ? html`
          <span class="boot-bytes">${t('boot.bytes', { loaded: megabytes(loaded), total: megabytes(total) })}</span>
        `
        : null
    }
    <progress class="boot-bar" value=${loaded} max=${total || 1} aria-label=${t(`boot.phase.${phase}`)}></progress>
  `;
}

/** Why Python should be restarted, with a button. @param {ViewProps} props */
export function PythonProblem({
  state: {
    notebook: { pythonProblem },
  },
  t,
  commands,
}) {
  if (!pythonProblem) return null;
  const names = pythonProblem.kind === 'damaged' ? pythonProblem.names.join(', ') : '';
  return html`
    <section class="note is-warning" role="alert" data-testid="python-problem" data-kind=${pythonProblem.kind}>
      <p>${t(`python.problem.${pythonProblem.kind}`)} ${names ? html`<code>${names}</code>` : null}</p>
      <p>${t('python.restart.text')}</p>
      <button type="button" class="button is-primary" data-testid="python-problem-restart" onClick=${commands.restartPython}>
        ${t('python.restart')}
      </button>
    </section>
  `;
}

/** @param {{error: ErrorRecord, t: ViewProps['t'], onRetry: () => void}} props */
export function BootFailure({ error, t, onRetry }) {
  return html`<section class="note is-error boot-failure" role="alert">
    <h2>${t('boot.failed.title')}</h2>
    <${ErrorText} error=${error} t=${t} />
    <p>${t('boot.failed.stay')}</p>
    <button type="button" class="button is-primary" onClick=${onRetry}>${t('boot.retry')}</button>
  </section>`;
}
