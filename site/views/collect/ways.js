/** The other ways of collecting, each with its panel. */

import { html, useEffect, useRef } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { CameraPanel } from './camera.js';
import { DrawMany } from './drawMany.js';
import { Ready } from './ready.js';
import { PrintPages, Template } from './template.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Way} from '../../state/sheets.js' */

/** @type {{way: Way, mark: string, panel: (props: ViewProps) => any}[]} */
const WAYS = [
  { way: 'template', mark: 'printer', panel: Template },
  { way: 'draw', mark: 'pencil', panel: DrawMany },
  { way: 'camera', mark: 'camera', panel: CameraPanel },
  { way: 'ready', mark: 'stack', panel: Ready },
];

/** @param {ViewProps} props */
export function Ways(props) {
  const { state, t, dispatch } = props;
  const open = WAYS.find(({ way }) => way === state.way);
  const ways = useRef(/** @type {HTMLElement | null} */ (null));
  // The panel makes the content above smaller: a user who has scrolled to the button would end up in the middle of
  // it.
  useEffect(() => {
    if (open) ways.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  return html`
    <div class="ways" ref=${ways} role="group" aria-label=${t('collect.ways')}>
      ${WAYS.map(
        ({ way, mark }) => html`
          <button type="button" key=${way} class="button way-button" data-testid=${`way-${way}`}
            aria-expanded=${state.way === way}
            onClick=${() => dispatch({ type: 'way/opened', way: state.way === way ? null : way })}
          >
            <${Mark} name=${mark} />
            ${t(`collect.way.${way}`)}
          </button>
        `,
      )}
    </div>
    ${open ? html`<${open.panel} ...${props} />` : null}
    ${state.way === 'template' ? html`<${PrintPages} ...${props} />` : null}`;
}
