/** The clock of a lesson: where the class should be, shown in projector mode and in the path. */

import { html, useEffect, useState } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';

/** @import {ViewProps} from '../view.js' */

const MINUTE_MS = 60_000;
const LOOK_MS = 5_000;

/** @param {ViewProps} props */
export function Clock({ state: { path }, facts: { route }, t, dispatch }) {
  const [now, setNow] = useState(Date.now());
  const { started, form } = path;
  useEffect(() => {
    if (started === null) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), LOOK_MS);
    return () => clearInterval(timer);
  }, [started]);
  if (started === null) {
    return html`
      <p class="lesson-clock">
        <button type="button" class="button is-primary" data-testid="clock-start"
          onClick=${() => dispatch({ type: 'path/started', at: Date.now() })}
        >
          ${t('clock.start', { n: form })}
        </button>
      </p>
    `;
  }
  const minute = Math.max(0, Math.floor((now - started) / MINUTE_MS));
  const place = route.at(minute);
  const station = route.stations[place];
  const over = minute >= form;
  return html`
    <p class="lesson-clock" data-testid="clock" data-station=${over ? '' : station.id} data-minute=${minute}>
      <${Mark} name="forward" />
      <span>
        ${
          over
            ? t('clock.over')
            : html`
              <b>${t('clock.now', { minute: minute + 1, of: form })}</b> ${t('clock.station', {
                n: station.number ?? place + 1,
                station: t(`station.${station.id}`),
              })}
            `
        }
      </span>
      <button type="button" class="button is-small" data-testid="clock-stop"
        onClick=${() => dispatch({ type: 'path/started', at: null })}
      >
        ${t('clock.stop')}
      </button>
    </p>
  `;
}
