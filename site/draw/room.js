/** Storage usage, and whether the browser may delete the data. */

import { html } from '../vendor/preact.js';
import { forgetsHere } from './forgets.js';
import { SevenDays } from './keeping.js';

const MEGABYTE = 1e6;

/**
 * @param {{room: {usage: number, quota: number, persisted: boolean} | null, t: import('../i18n/index.js').Translator}}
 *     props
 */
export function Room({ room, t }) {
  if (!room) return html`<${SevenDays} t=${t} />`;
  const used = t.number(room.usage / MEGABYTE, room.usage < 10 * MEGABYTE ? 1 : 0);
  const sure = forgetsHere() ? '' : t(room.persisted ? 'project.room.persisted' : 'project.room.best-effort');
  return html`<p class="room" data-testid="room" data-persisted=${room.persisted}>
    ${t('project.room', { used, left: t.number(Math.max(0, room.quota - room.usage) / MEGABYTE, 0) })} ${sure}</p>
    <${SevenDays} t=${t} />`;
}
