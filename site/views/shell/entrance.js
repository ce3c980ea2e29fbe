/** The entrance: what an empty project offers besides collecting, and the link to continue. */

import { html } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { placeOf } from './pathBar.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps} props */
export function Entrance({ state, facts: { route, pictures }, t, commands, dispatch }) {
  const { sheets, runs, way, path, project } = state;
  if (sheets.length > 0 || runs.length > 0 || pictures > 0 || way) return null;
  const station = route.stations[route.here];
  const begun = path.done.length > 0 && station;
  const latest = project.list.find(({ id, pictures: some }) => id !== project.id && some > 0);
  return html`
    <nav class="entrance" aria-label=${t('entrance')} data-testid="entrance">
      <${Door} name="path" mark="forward" href="#learn/path" title=${t(begun ? 'entrance.on' : 'entrance.path')}
        text=${
          begun
            ? `${placeOf(station, route, t)} ${t(`station.${station.id}`)}`
            : t('entrance.path.text', { n: path.form })
        }
        onClick=${() => dispatch({ type: 'path/opened', open: true })}
      />
      <${Door} name="quick" mark="play" href="#learn/quick" title=${t('entrance.quick')}
        text=${t('entrance.quick.text')}
      />
      <${Door} name="guide" mark="stack" href="#learn/guide" title=${t('entrance.guide')}
        text=${t('entrance.guide.text')}
      />
      ${
        latest
          ? html`
            <p class="entrance-back">
              <button type="button" class="button" data-testid="entrance-back"
                onClick=${() => void commands.openProject(latest.id)}
              >
                <${Mark} name="undo" />
                ${t('entrance.back', { name: latest.name || t('project.unnamed') })}
              </button> <span>${t.count('project.pictures', latest.pictures)} · ${t.date(latest.changed)}</span>
            </p>
          `
          : null
      }
    </nav>
  `;
}

/** @param {{name: string, mark: string, href: string, title: string, text: string, onClick?: () => void}} props */
function Door({ name, mark, href, title, text, onClick }) {
  return html`
    <a class="door" href=${href} data-testid=${`entrance-${name}`} onClick=${onClick}>
      <${Mark} name=${mark} />
      <b>${title}</b>
      <span>${text}</span>
    </a>
  `;
}
