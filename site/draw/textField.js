/** A line of text that is given to others when it is finished; meanwhile nobody overwrites it. */

import { html, useState } from '../vendor/preact.js';

/** @param {{value: string, onFinish: (text: string) => void} & Record<string, any>} props    the rest goes to the input */
export function TextField({ value, onFinish, ...rest }) {
  const [draft, setDraft] = useState(/** @type {string | null} */ (null));
  return html`<input type="text" ...${rest} value=${draft ?? value}
    onInput=${(/** @type {any} */ event) => setDraft(event.currentTarget.value)}
    onChange=${(/** @type {any} */ event) => { setDraft(null); onFinish(event.currentTarget.value); }} />`;
}
