/** A task that takes time: its buttons, or its progress and a stop button; and its error. */

import { html } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Fetching } from '../../draw/fetching.js';
import { Mark } from '../../draw/marks.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Job, Part} from '../../state/insight.js' */

/** @param {ViewProps & {part: Part, job: Job<any>, name: string, children?: any}} props */
export function Work({ part, job, name, children, t, commands }) {
  return html`<div class="card-tools">
      ${
        job.state === 'working'
          ? html`
            <button type="button" class="button is-stop" data-testid=${`${part}-stop`} disabled=${job.stopping}
              onClick=${() => commands.stopInspecting(part)}
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
