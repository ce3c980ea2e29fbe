/** Try: explanations of the prediction for the drawing, lines, and photos. */

import { html, useEffect } from '../../vendor/preact.js';
import { InTurn } from '../../draw/inTurn.js';
import { Dreams } from './dreams.js';
import { EdgePicture } from './edges.js';
import { Inside } from './inside.js';
import { Line } from './line.js';
import { Photo } from './photo.js';
import { Neighbours, Relevance } from './pixels.js';
import { Misread } from '../components/recommended.js';
import { SinceNote } from '../components/since.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps} props */
export function Try(props) {
  const { state, t, commands } = props;
  useEffect(() => void commands.look({}), []);
  return html`
    ${state.reading.epochs === null ? html`<p class="note is-warning">${t('try.untrained')}</p>` : null}
    <${SinceNote} ...${props} />
    <${Misread} ...${props} />
    <${InTurn}><${Line} ...${props} /><//>
    <${InTurn}><${Photo} ...${props} /><//>
    <${InTurn}><${Inside} ...${props} /><//>
    <${InTurn}>
      <div class="questions">
        <${EdgePicture} ...${props} />
        <${Relevance} ...${props} />
        <${Neighbours} ...${props} />
        <${Dreams} ...${props} />
        <section class="question">
          <h2>${t('byhand.open')}</h2>
          <p>${t('byhand.lead')}</p>
          <a class="button" href="#learn/byhand" data-testid="byhand-open">
            ${t('byhand.open')} <span aria-hidden="true">→</span>
          </a>
        </section>
      </div>
    <//>
  `;
}
