/** Relevant pixels, and the most similar training pictures. */

import { html } from '../../vendor/preact.js';
import { Glyph } from '../../draw/tiles.js';
import { ValuePicture } from '../../draw/values.js';

/** @import {ViewProps} from '../view.js' */

const METHODS = /** @type {const} */ (['gradient', 'occlusion']);

/** @param {ViewProps} props */
export function Relevance({
  state: {
    reading: { result },
    insight: { look },
  },
  facts: { netClasses },
  t,
  commands,
}) {
  const found = look.relevance ? result?.relevance : null;
  return html`<section class="question">
    <h2>${t('try.relevance')}</h2>
    <div class="choices" role="group" aria-label=${t('try.relevance')}>${METHODS.map(
      (method) => html`
        <button type="button" key=${method} class="button" data-testid=${`relevance-${method}`}
          aria-pressed=${look.relevance === method}
          onClick=${() => commands.look({ relevance: look.relevance === method ? null : method })}
        >
          ${t(`try.relevance.${method}`)}
        </button>
      `,
    )}</div>
    ${
      found
        ? html`
          <div class="relevance" data-testid="relevance" data-method=${found.method}>
            <${ValuePicture} values=${found.values} shape=${[28, 28, 1]} largest=${found.largest}
              label=${t('try.relevance.label', { name: netClasses[found.label] })}
            />
            <p>${t('try.relevance.read', { name: netClasses[found.label] })}</p>
          </div>
        `
        : null
    }
    <p class="question-note">${t(look.relevance ? `try.relevance.${look.relevance}.how` : 'try.relevance.help')}</p>
  </section>`;
}

/** @param {ViewProps} props */
export function Neighbours({
  state: {
    reading: { result },
    insight: { look },
    training,
  },
  t,
  facts: { netClasses },
  commands,
}) {
  const found = look.neighbours ? result?.neighbours : null;
  return html`
    <section class="question">
      <h2>${t('try.near')}</h2>
      <div class="choices">
        <button type="button" class="button" data-testid="neighbours" aria-pressed=${look.neighbours}
          disabled=${training.samples === null} onClick=${() => commands.look({ neighbours: !look.neighbours })}
        >
          ${t(look.neighbours ? 'try.near.hide' : 'try.near.show')}
        </button>
      </div>
      ${
        found
          ? html`<ol class="near">${found.labels.map(
              (label, index) => html`
                <li key=${index} data-testid="neighbour">
                  <${Glyph} images=${found.images} index=${index}
                    label=${t('try.near.tile', {
                      name: netClasses[label],
                      distance: t.number(found.distances[index], 1),
                    })}
                  />
                  <b>${netClasses[label]}</b>
                  <span>${t.number(found.distances[index], 1)}</span>
                </li>
              `,
            )}</ol>`
          : null
      }
      <p class="question-note">${t('try.near.help')}</p>
    </section>
  `;
}
