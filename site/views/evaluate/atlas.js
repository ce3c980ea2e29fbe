/** A map with similar pictures close together, by pixels or by the network's hidden layer. */

import { html, useState } from '../../vendor/preact.js';
import { Scatter } from '../../draw/scatter.js';
import { Glyph } from '../../draw/tiles.js';
import { Ask } from './ask.js';
import { sheetName } from './sheets.js';
import { Work } from './work.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Atlas} from '../../state/insight.js' */

const VIEWS = /** @type {const} */ (['pixels', 'net']);

/** @param {ViewProps} props */
export function AtlasCard(props) {
  const {
    state: {
      insight: { atlas },
      training,
    },
    t,
    commands,
  } = props;
  const { result } = atlas;
  return html`
    <${Ask} hook="atlas" title=${t('atlas.title')} help=${t('atlas.help')} data-state=${atlas.state}
      data-view=${result?.view} data-way=${result?.places?.way}
    >
      <${Work} analysis="atlas" job=${atlas} name=${t('atlas.title')} ...${props}>
        ${VIEWS.map(
          (view) => html`
            <button type="button" key=${view} class="button" data-testid=${`atlas-${view}`}
              aria-pressed=${result?.view === view} disabled=${training.state === 'running'}
              onClick=${() => commands.drawAtlas(view)}
            >
              ${t(`atlas.${view}`)}
            </button>
          `,
        )}
      <//>
      ${result?.pictures && result.places ? html`<${Plot} key=${result.view} atlas=${result} ...${props} />` : null}
    <//>
  `;
}

/** @param {ViewProps & {atlas: Atlas}} props */
function Plot({ atlas: { view, pictures, places }, state, facts: { netClasses }, t }) {
  const [chosen, setChosen] = useState(/** @type {number | null} */ (null));
  if (!pictures || !places) return null;
  const { images, labels, predicted, origins } = pictures;
  const wrong = (/** @type {number} */ point) => labels[point] !== predicted[point];
  return html`
    <div class="atlas">
      <${Scatter} positions=${places.positions} groups=${labels} marks=${netClasses} ringed=${wrong} chosen=${chosen}
        label=${t('atlas.plot')} onChoose=${setChosen}
      />
      <div class="atlas-side">
        <p>${t(`atlas.${view}.how`)} ${t(`atlas.${places.way}`)}</p>
        <p class="atlas-key"><span aria-hidden="true"></span>${t('atlas.wrong')}</p>
        <div class="atlas-picture" aria-live="polite" data-testid="atlas-picture" data-point=${chosen ?? ''}>
          ${
            chosen === null
              ? html`<p>${t('atlas.point')}</p>`
              : html`
                <${Glyph} images=${images} index=${chosen} />
                <p>
                  ${t('atlas.picture', {
                    written: netClasses[labels[chosen]],
                    read: netClasses[predicted[chosen]],
                    sheet: sheetName(origins[chosen].sheet, state, t),
                  })}
                </p>
              `
          }
        </div>
      </div>
    </div>
  `;
}
