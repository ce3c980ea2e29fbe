/** Text fields that report their value when editing is finished, and are not overwritten meanwhile. */

import { html, useState } from '../vendor/preact.js';

/**
 * @typedef {{value: string, onFinish: (text: string) => void} & Record<string, any>} Props    the rest goes to the
 *     element
 */

/** One line. @param {Props} props */
export function TextField(props) {
  return html`<input type="text" ...${useDraft(props)} />`;
}

/** As many lines as it takes. @param {Props} props */
export function TextArea(props) {
  return html`<textarea ...${useDraft(props)}></textarea>`;
}

/** @param {Props} props */
function useDraft({ value, onFinish, ...rest }) {
  const [draft, setDraft] = useState(/** @type {string | null} */ (null));
  return {
    ...rest,
    value: draft ?? value,
    onInput: (/** @type {any} */ event) => setDraft(event.currentTarget.value),
    onChange(/** @type {any} */ event) {
      setDraft(null);
      onFinish(event.currentTarget.value);
    },
  };
}
