/** The guided path: the list of stations. */

import { html, useEffect, useState } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { TextArea } from '../../draw/textField.js';
import { Order } from './order.js';

/** @import {ViewProps} from '../view.js' */

/** @param {ViewProps} props */
export function Path(props) {
  const {
    state: { path },
    facts: { route },
    t,
    dispatch,
  } = props;
  const ended = route.done === route.wanted;
  return html`
    <div class="path">
      <p class="path-lead">${t('path.lead')}</p>
      <nav class="path-forms" aria-label=${t('path.forms')}>
        ${route.forms.map(
          (form) => html`
            <a key=${form} class="button" href=${`#learn/path/${form}`} data-testid="path-form" data-form=${form}
              aria-current=${form === path.form ? 'true' : undefined}
            >
              ${t('path.form', { n: form })}
            </a>
          `,
        )}
        <span>${t('path.sum', { n: route.minutes, of: path.form })}</span>
      </nav>
      <p class="path-count">
        <progress max=${route.wanted} value=${route.done} aria-label=${t('path.progress')}></progress>
        ${t('path.count', { n: route.done, of: route.wanted })}
        <button type="button" class="button" data-testid="path-guide" aria-pressed=${path.open}
          onClick=${() => dispatch({ type: 'path/opened', open: !path.open })}
        >
          ${t(path.open ? 'path.hide' : 'path.show')}
        </button>
      </p>
      <ol class="stations">
        ${route.stations.map(
          (station, index) =>
            html`
              <${StationRow} key=${station.id} station=${station} number=${station.number ?? '★'}
                isHere=${index === route.here} ...${props}
              />
            `,
        )}
      </ol>
      <p class="path-end ${ended ? 'is-reached' : ''}">
        <a class=${`button is-large ${ended ? 'is-primary' : ''}`} href="#learn/certificate"
          data-testid="path-certificate"
        >
          ${t('path.certificate')}
        </a>
        <span>${t(ended ? 'path.ended' : 'path.ended.not')}</span>
      </p>
    </div>
  `;
}

/**
 * A station stays open when it is reached: what it says then stands in it, and the way back from exchanged labels. What
 * is
 * folded is not there, or a path of twenty stations would take a slow machine a second.
 *
 * @param {ViewProps & {station: ViewProps['facts']['route']['stations'][0], number: number | string, isHere: boolean}}
 *     props
 */
function StationRow({
  station: { id, step, then, places, placesDone, asks, minutes, isExtra, from, done },
  number,
  isHere,
  state,
  facts,
  t,
  dispatch,
}) {
  const { numbers } = facts.route;
  const [isOpen, setOpen] = useState(isHere || (id === 'swap' && facts.route.isSwapped()));
  useEffect(() => {
    if (isHere) setOpen(true);
  }, [isHere]);
  return html`
    <li class=${`station ${done ? 'is-done' : ''} ${isHere ? 'is-here' : ''}`} data-testid="station"
      data-station=${id} data-done=${String(done)} data-extra=${String(isExtra)} data-from=${from}
    >
      <span class="station-number" aria-hidden="true">${done ? html`<${Mark} name="tick" />` : number}</span>
      <details open=${isOpen} onToggle=${(/** @type {any} */ event) => setOpen(event.currentTarget.open)}>
        <summary>
          <h2>${t(`station.${id}`)}</h2> <${Minutes} minutes=${minutes} isExtra=${isExtra} t=${t} />
          ${done ? html`<span class="visually-hidden">${t('path.done')}</span>` : null}
        </summary>
        ${
          isOpen
            ? html`<p>${t(`station.${id}.text`, numbers)}</p>
        ${id === 'order' ? html`<${Order} state=${state} facts=${facts} t=${t} dispatch=${dispatch} />` : null}
        ${
          asks
            ? html`
              <label class="station-question">
                <span>${t(`station.${id}.question`, numbers)}</span>
                <${TextArea} rows="2" name=${`answer-${id}`} value=${state.path.answers[id] ?? ''}
                  onFinish=${(/** @type {string} */ text) => dispatch({ type: 'path/answered', station: id, text })}
                />
              </label>
              ${done ? null : html`<p class="station-tick">${t('path.asks')}</p>`}
            `
            : null
        }
        ${id === 'swap' ? html`<${Swap} state=${state} facts=${facts} t=${t} dispatch=${dispatch} />` : null}
        ${
          done && t.has(`station.${id}.after`)
            ? html`
          <p class="station-after">${t(`station.${id}.after`, numbers)}</p>
        `
            : null
        }
        <p class="station-ways">${waysOf(step, places, then).map(
          ({ href, place, to }, index) => html`
            <a key=${href} class=${`button ${isHere && !done && index === 0 ? 'is-primary' : ''}`} href=${href}
              onClick=${() => dispatch({ type: 'path/opened', open: true })}
            >
              ${
                place && placesDone.includes(place)
                  ? html`
                <${Mark} name="tick" />
                <span class="visually-hidden">${t('path.done')}: </span>
              `
                  : null
              }
              ${
                place
                  ? t('path.open', { place: t(t.has(`card.${place}`) ? `card.${place}` : `learn.section.${place}`) })
                  : t('path.go', { step: t(`step.${to}`) })
              } <span aria-hidden="true">→</span>
            </a>
          `,
        )}</p>`
            : null
        }
      </details>
    </li>
  `;
}

/**
 * Where a station leads: to its places in Learn, or to other steps.
 * @param {string} step
 * @param {string[]} [places]
 * @param {string} [then]
 * @returns {{href: string, to: string, place?: string}[]}
 */
const waysOf = (step, places, then) =>
  places?.map((place) => ({ href: `#${step}/${place}`, to: step, place })) ??
  [step, ...(then ? [then] : [])].map((to) => ({ href: `#${to}`, to }));

/**
 * How long a station takes, and a star for those who are ahead.
 * @param {{minutes: number, isExtra: boolean, t: ViewProps['t']}} props
 */
function Minutes({ minutes, isExtra, t }) {
  return html`
    <span class="station-minutes">
      ${
        isExtra
          ? html`<span aria-hidden="true">★</span><span class="visually-hidden">${t('path.extra')}:</span> `
          : null
      }
      ${t('path.minutes', { n: minutes })}
    </span>
  `;
}

/**
 * Exchanges the labels of two classes, and back.
 * @param {Pick<ViewProps, 'state' | 'facts' | 't' | 'dispatch'>} props
 */
function Swap({ facts: { all, route }, t, dispatch }) {
  const { one, other } = route.numbers;
  const swapped = route.isSwapped();
  function exchange() {
    const changes = all
      .filter(({ label }) => label === one || label === other)
      .map(({ sheet, cell, label }) => ({ sheet: sheet.id, cell, label: label === one ? other : one }));
    dispatch({ type: 'pictures/edited', changes });
  }
  return html`
    <p class="station-swap">
      <button type="button" class="button" data-testid="path-swap" aria-pressed=${swapped}
        disabled=${all.length === 0} onClick=${exchange}
      >
        ${t(swapped ? 'path.swap.back' : 'path.swap', { one, other })}
      </button>
      ${swapped ? html`<span role="status">${t('path.swap.now', { one, other })}</span>` : null}
    </p>
  `;
}
