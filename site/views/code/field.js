/** The field for a cell's code: a plain text field until the editor is loaded. */

import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { createEchoes } from './echoes.js';

/** @typedef {{createEditor: (wishes: object) => any}} EditorModule */

/** @type {Promise<EditorModule> | null} */
let loading = null;

function loadEditor() {
  loading ??= import(new URL('./editor.js', import.meta.url).href);
  return loading;
}

/**
 * @param {{source: string, label: string, phrases: Record<string, string>, mistake: number | null, fresh: boolean,
 *     onChange: (source: string) => void, onShown: () => void, onRun: () => void, complete: (text: string) =>
 *     Promise<object>}} props
 */
export function CodeField(props) {
  const { source, label, phrases, mistake } = props;
  const host = useRef(null);
  const plain = useRef(null);
  const editor = useRef(/** @type {any} */ (null));
  const latest = useRef(props);
  latest.current = props;
  const echoes = useRef(/** @type {ReturnType<typeof createEchoes> | null} */ (null));
  echoes.current ??= createEchoes(source);
  /** @param {string} text */
  function change(text) {
    echoes.current?.tell(text);
    latest.current.onChange(text);
  }
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let gone = false;
    loadEditor().then(
      ({ createEditor }) => {
        if (gone) return;
        // The field has what was typed last, which the page may not have drawn yet.
        const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (
          /** @type {unknown} */ (plain.current)
        );
        const writes = document.activeElement === plain.current;
        editor.current = createEditor({
          host: host.current,
          source: value,
          label,
          phrases,
          onChange: change,
          onRun: () => latest.current.onRun(),
          complete: (/** @type {string} */ text) => latest.current.complete(text),
        });
        editor.current.markMistake(latest.current.mistake);
        if (writes) editor.current.select(selectionStart, selectionEnd);
        if (writes || latest.current.fresh) editor.current.focus();
        if (latest.current.fresh) latest.current.onShown();
        setReady(true);
      },
      () => {},
    ); // the plain field stays
    return () => {
      gone = true;
      editor.current?.destroy();
      editor.current = null;
    };
  }, []);
  useEffect(() => {
    if (editor.current && echoes.current?.isNews(source, editor.current.source())) editor.current.setSource(source);
  });
  useEffect(() => editor.current?.markMistake(mistake), [mistake]);
  // What is typed here is code, never a shortcut of the page.
  const keep = (/** @type {KeyboardEvent} */ event) => event.stopPropagation();
  return html`<div class="code-field" data-testid="editor" data-ready=${ready} onKeyDown=${keep}>
    <div ref=${host}></div>
    ${
      ready
        ? null
        : html`
          <textarea ref=${plain} class="code-plain" aria-label=${label} spellcheck="false" value=${source}
            rows=${source.split('\n').length}
            onInput=${(/** @type {any} */ event) => change(event.currentTarget.value)}
          ></textarea>
        `
    }
  </div>`;
}
