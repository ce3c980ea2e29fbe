/** An error in a cell: the line, an explanation, and Python's message. */

import { html } from '../../vendor/preact.js';

/** @import {CodeFailure} from '../../worker/protocol.js' */
/** @import {Translator} from '../../i18n/index.js' */

/** Mistakes that a package from PyPI would solve, even if the page suggests a substitute. */
const FETCHABLE = ['module', 'module-chart', 'module-picture', 'module-table'];

/** @param {{failure: CodeFailure, t: Translator, onFetch: ((name: string) => void) | null}} props */
export function Mistake({ failure, t, onFetch }) {
  const { kind, message, line, code, params, traceback } = failure;
  return html`<div class="mistake" role="alert" data-testid="mistake" data-code=${code} data-line=${line ?? ''}>
    <p class="mistake-words">${line === null ? null : html`<b>${t('code.line', { line })}</b> `}${words(failure, t)}</p>
    ${
      FETCHABLE.includes(code) && onFetch
        ? html`
          <p>
            ${t('code.pypi', { name: params.name })}
            <button type="button" class="button" data-testid="fetch-package" onClick=${() => onFetch(params.name)}>
              ${t('code.pypi.yes')}
            </button>
          </p>
        `
        : null
    }
    <p class="mistake-python"><code>${kind}: ${message}</code></p>
    <details><summary>${t('code.traceback')}</summary><pre>${traceback}</pre></details>
  </div>`;
}

/** @param {CodeFailure} failure @param {Translator} t */
function words({ code, params }, t) {
  if (code !== 'ours') return t(`python.${code}`, params);
  const key = `error.${params.error}`;
  return t.has(key) ? t(key, params.params) : t('python.other');
}
