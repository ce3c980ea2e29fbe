/** The strongest weights between two dense layers as lines: width is strength, dashed is negative. */

import { html, useState } from '../../vendor/preact.js';
import { usePointing } from '../../draw/pointing.js';
import { onSheet } from '../../draw/colours.js';
import { distanceToLine, nearest } from '../../draw/nearest.js';
import { usePalette } from '../../draw/painting.js';
import { useWidth } from '../../draw/size.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Edges, LayerView} from '../../worker/protocol.js' */

const HEIGHT = 380;
const RIM = 16;
/** Largest distance of a pointer from a line to select it. */
const REACH = 16;

/** @param {ViewProps} props */
export function EdgePicture({
  state: {
    reading: { result },
    insight: { look },
  },
  facts: { netClasses },
  t,
  commands,
}) {
  const found = look.edges ? (result?.edges ?? []) : [];
  const layers = result?.layers ?? [];
  return html`
    <section class="question" data-testid="edges" data-count=${found.length}>
      <h2>${t('try.edges')}</h2>
      <div class="choices">
        <button type="button" class="button" data-testid="edges-show" aria-pressed=${look.edges}
          onClick=${() => commands.look({ edges: !look.edges })}
        >
          ${t(look.edges ? 'try.edges.hide' : 'try.edges.show')}
        </button>
      </div>
      ${look.edges && result?.glyph && found.length === 0 ? html`<p>${t('try.edges.none')}</p>` : null}
      ${
        found.length > 0
          ? html`<div class="edges-all">${found.map(
              (edges) => html`
            <${Between} key=${edges.layer} edges=${edges} layers=${layers}
              last=${edges.layer === layers[layers.length - 1]?.index} names=${netClasses} t=${t}
            />
          `,
            )}</div>`
          : null
      }
      <p class="question-note">${t('try.edges.help', { n: found[0]?.weights.length ?? 40 })}</p>
    </section>
  `;
}

/** @param {{edges: Edges, layers: LayerView[], last: boolean, names: string[], t: ViewProps['t']}} props */
function Between({ edges: { before, layer, sources, targets, weights, largest }, layers, last, names, t }) {
  const [ref, width] = useWidth(300);
  usePalette();
  const [chosen, setChosen] = useState(/** @type {number | null} */ (null));
  const pointers = usePointing(point);
  const [left, right] = [before, layer].map((place) => layers.find(({ index }) => index === place));
  if (!left || !right) return null;
  const y = (/** @type {number} */ unit, /** @type {LayerView} */ { shape }) =>
    RIM + ((HEIGHT - 2 * RIM) * (unit + 0.5)) / shape[0];
  const ends = weights.map((_, index) => ({ y1: y(sources[index], left), y2: y(targets[index], right) }));
  const [x1, x2] = [14, width - (last ? 34 : 14)];
  /** @param {any} event */
  function point(event) {
    const box = event.currentTarget.getBoundingClientRect();
    const here = { x: event.clientX - box.left, y: event.clientY - box.top };
    const far = (/** @type {number} */ index) =>
      distanceToLine(here, { x: x1, y: ends[index].y1 }, { x: x2, y: ends[index].y2 });
    const near = nearest(weights.length, far);
    if (near !== null && far(near) < REACH) setChosen(near);
  }
  /** @param {KeyboardEvent} event */
  function walk(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    setChosen(chosen === null ? 0 : Math.min(weights.length - 1, Math.max(0, chosen + step)));
  }
  const least = Math.abs(weights[weights.length - 1]);
  const order = [...weights.keys()].reverse();
  return html`
    <div class="edges" ref=${ref}>
      <svg class="edges-picture" width=${width} height=${HEIGHT} tabindex="0" role="group"
        aria-label=${t('try.edges.label')} ...${pointers} onKeyDown=${walk}
      >
        ${order.map(
          (index) => html`
            <line key=${index}
              class=${`edge ${weights[index] < 0 ? 'is-negative' : ''} ${index === chosen ? 'is-chosen' : ''}`}
              x1=${x1} x2=${x2} y1=${ends[index].y1} y2=${ends[index].y2}
              stroke-width=${1 + (6 * (Math.abs(weights[index]) - least)) / (largest - least || 1)}
            />
          `,
        )}
        ${[left, right].map((view, side) =>
          Array.from(
            view.values,
            (value, unit) =>
              html`
                <circle key=${`${side}/${unit}`} class="edge-unit" cx=${side ? x2 : x1} cy=${y(unit, view)}
                  r=${view.shape[0] > 40 ? 3 : 7} style=${{ fill: fillOf(value, view.largest) }}
                />
              `,
          ),
        )}
        ${
          last
            ? names.map((name, unit) => html`<text key=${name} x=${x2 + 13} y=${y(unit, right) + 5}>${name}</text>`)
            : null
        }
      </svg>
      <p aria-live="polite" data-testid="edge" data-weight=${chosen === null ? '' : weights[chosen]}>
        ${
          chosen === null
            ? t('try.edges.point')
            : t('try.edges.read', {
                source: sources[chosen] + 1,
                target: last ? names[targets[chosen]] : t('try.edges.neuron', { n: targets[chosen] + 1 }),
                weight: t.number(weights[chosen], 3),
              })
        }
      </p>
    </div>
  `;
}

/** @param {number} value @param {number} largest */
function fillOf(value, largest) {
  return `rgb(${onSheet(value, largest).join(' ')})`;
}
