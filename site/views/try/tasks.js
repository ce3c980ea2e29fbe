/** What to try with the pen: it stands beside the network, which answers. */

import { html } from '../../vendor/preact.js';

/** @import {ViewProps} from '../view.js' */

const TASKS = [1, 2, 3, 4, 5];
/** Turns one symbol into another. */
const TURNS = 2;
/** These name digits; where there are none, they name two of the classes. */
const OF_DIGITS = { classes: ['3', '7', '8'], tasks: [1, 2] };

/** @param {Pick<ViewProps, 'facts' | 't'>} props */
export function Tasks({ facts, t }) {
  const digits = OF_DIGITS.classes.every((name) => facts.netClasses.includes(name));
  const text = (/** @type {number} */ task) =>
    digits || !OF_DIGITS.tasks.includes(task) ? t(`try.task.${task}`) : t(`try.task.any.${task}`, facts.route.numbers);
  return html`
    <section class="tasks">
      <h2>${t('try.tasks')}</h2>
      <ul>
        ${TASKS.filter((task) => task !== TURNS || facts.netClasses.length > 1).map(
          (task) => html`<li key=${task}>${text(task)}</li>`,
        )}
      </ul>
    </section>
  `;
}
