/** The bar of the guided path in every step: the next station, and a link to the path. */

import { html } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { Clock } from './clock.js';
import { isForTeachers } from './title.js';

/** @import {ViewProps} from '../view.js' */

/** What needs no way back to the path. @param {ViewProps['state']} state */
const isOnPath = (state) =>
  isForTeachers(state) || (state.step === 'learn' && ['', 'path', 'certificate', 'quick'].includes(state.lesson.place));

/**
 * The station's number; optional ones are not counted.
 * @param {{number: number | null}} station
 * @param {{wanted: number}} route
 * @param {ViewProps['t']} t
 */
export const placeOf = ({ number }, { wanted }, t) =>
  number === null ? `★ ${t('path.extra')}:` : t('path.station', { n: number, of: wanted });

/** @param {ViewProps} props */
export function PathBar(props) {
  const {
    state,
    facts: { route },
    t,
    dispatch,
  } = props;
  const { path, projector } = state;
  if (path.started !== null ? projector || isOnPath(state) : projector && isOnPath(state))
    return html`<${Clock} ...${props} />`;
  if (projector || !path.open || isOnPath(state)) return null;
  const station = route.stations[route.here];
  return html`
    <aside class="path-bar" aria-label=${t('path.bar')} data-testid="path-bar">
      <${Mark} name="pencil" />
      <p role="status">
        ${station ? html`<b>${placeOf(station, route, t)}</b> ${t(`station.${station.id}`)}` : t('path.ended')}
      </p>
      <a class="button" href="#learn/path">${t('path.back')}</a>
      <button type="button" class="button is-icon" aria-label=${t('path.hide')}
        onClick=${() => dispatch({ type: 'path/opened', open: false })}
      >
        <${Mark} name="cross" />
      </button>
    </aside>
  `;
}
