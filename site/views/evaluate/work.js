/** A task that takes time: its buttons, or its progress and a stop button; and its error. */

import { html } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Fetching } from '../../draw/fetching.js';
import { Mark } from '../../draw/marks.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Job, Analysis} from '../../state/insight.js' */

/** @param {ViewProps & {analysis: Analysis, job: Job<any>, name: string, children?: any}} props */
export function Work({ analysis, job, name, children, t, commands }) {
  return html`<div class="card-tools">
      ${
        job.state === 'working'
          ? html`
            <button type="button" class="button is-stop" data-testid=${`${analysis}-stop`} disabled=${job.stopping}
              onClick=${() => commands.stopInspecting(analysis)}
            >
              <${Mark} name="stop" />
              ${t(job.stopping ? 'evaluate.stopping' : 'code.stop')}
            </button>
            ${
              job.fetching
                ? html`<${Fetching} event=${job.fetching} t=${t} />`
                : html`<progress value=${job.share} max="1" aria-label=${name}></progress>`
            }
          `
          : children
      }
    </div>
    ${job.error ? html`<div role="alert"><${ErrorText} error=${job.error} t=${t} /></div>` : null}`;
}
