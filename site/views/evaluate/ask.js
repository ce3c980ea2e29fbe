/**
 * One question in the list: an explanation, buttons, and the answer below.
 */

import { html } from '../../vendor/preact.js';

/** @param {{hook: string, title: string, help: string, children?: any} & Record<`data-${string}`, any>} props */
export function Ask({ hook, title, help, children, ...data }) {
  return html`<section class="ask" data-testid=${hook} ...${data}>
    <details class="ask-question"><summary><h3>${title}</h3></summary><p>${help}</p></details>
    ${children}
  </section>`;
}
