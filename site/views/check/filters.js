/** The filters: state, sheet, writer. */

import { html } from '../../vendor/preact.js';
import { SHOWS } from './choice.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Filter, Show} from './choice.js' */

/**
 * @param {{filter: Filter, state: ViewProps['state'], counts: Record<Show, number>, t: ViewProps['t'], onChange: (part:
 *     Partial<Filter>) => void}} props
 */
export function Filters({ filter, state, counts, t, onChange }) {
  const sources = state.sheets.filter(({ result }) => result);
  const writers = [...new Set(sources.flatMap(({ writer }) => writer || []))].sort((a, b) => a.localeCompare(b));
  return html`
    <div class="pictures-filters">
      <div class="pictures-shows" role="group" aria-label=${t('check.show')}>
        ${SHOWS.filter((show) => show !== 'duplicates' || counts.duplicates > 0 || filter.show === 'duplicates').map(
          (show) => html`
            <button type="button" key=${show} class="button is-small" data-testid=${`show-${show}`}
              data-value=${counts[show]} aria-pressed=${filter.show === show} onClick=${() => onChange({ show })}
            >
              ${t(`check.show.${show}`)} <span>${t.number(counts[show])}</span>
            </button>
          `,
        )}
      </div>
      <${Pick} name="source" value=${filter.source}
        options=${sources.map(({ id, name }) => [id, name || t('collect.source.drawn')])} t=${t}
        onPick=${(/** @type {string | null} */ source) => onChange({ source })}
      />
      ${
        writers.length > 0
          ? html`
            <${Pick} name="writer" value=${filter.writer} options=${writers.map((writer) => [writer, writer])} t=${t}
              onPick=${(/** @type {string | null} */ writer) => onChange({ writer })}
            />
          `
          : null
      }
    </div>
  `;
}

/**
 * @param {{name: 'source' | 'writer', value: string | null, options: string[][], t: ViewProps['t'], onPick: (value:
 *     string | null) => void}} props
 */
function Pick({ name, value, options, t, onPick }) {
  return html`
    <label class="pictures-source">
      <span class="visually-hidden">${t(`check.${name}`)}</span>
      <select data-testid=${name} value=${value ?? ''}
        onChange=${(/** @type {any} */ event) => onPick(event.currentTarget.value || null)}
      >
        <option value="">${t(`check.${name}.all`)}</option>
        ${options.map(([key, text]) => html`<option key=${key} value=${key}>${text}</option>`)}
      </select>
    </label>
  `;
}
