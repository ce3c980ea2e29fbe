/** Where a cell's code is written: the editor as soon as it is there, a plain field until then. */

import { html, useEffect, useRef, useState } from '../../vendor/preact.js';

/** @typedef {{createEditor: (wishes: object) => any}} EditorModule */

/** @type {Promise<EditorModule> | null} */
let loading = null;

function loadEditor() {
  loading ??= import(new URL('./editor.js', import.meta.url).href);
  return loading;
}

/**
 * @param {{source: string, label: string, mistake: number | null, fresh: boolean, onChange: (source: string) => void,
 *     onShown: () => void, onRun: () => void, complete: (text: string) => Promise<object>}} props
 */
export function CodeField(props) {
  const { source, label, mistake, fresh, onChange } = props;
  const host = useRef(null);
  const editor = useRef(/** @type {any} */ (null));
  const latest = useRef(props);
  latest.current = props;
  /** What was typed comes back as `source`, later than the next letter is typed. */
  const typed = useRef(new Set());
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let gone = false;
    loadEditor().then(({ createEditor }) => {
      if (gone) return;
      editor.current = createEditor({
        host: host.current, source: latest.current.source, label,
        onChange(/** @type {string} */ text) {
          typed.current.add(text);
          latest.current.onChange(text);
        },
        onRun: () => latest.current.onRun(),
        complete: (/** @type {string} */ text) => latest.current.complete(text),
      });
      editor.current.markMistake(latest.current.mistake);
      if (latest.current.fresh) {
        editor.current.focus();
        latest.current.onShown();
      }
      setReady(true);
    }, () => {}); // the plain field stays
    return () => {
      gone = true;
      editor.current?.destroy();
      editor.current = null;
    };
  }, []);
  useEffect(() => {
    if (!typed.current.has(source)) editor.current?.setSource(source);
    if (source === editor.current?.source()) typed.current.clear();
  }, [source]);
  useEffect(() => editor.current?.markMistake(mistake), [mistake]);
  // What is typed here is code, never a shortcut of the page.
  const keep = (/** @type {KeyboardEvent} */ event) => event.stopPropagation();
  return html`<div class="code-field" data-testid="editor" data-ready=${ready} onKeyDown=${keep}>
    <div ref=${host}></div>
    ${ready ? null : html`<textarea class="code-plain" aria-label=${label} spellcheck="false" value=${source} rows=${source.split('\n').length}
      onInput=${(/** @type {any} */ event) => onChange(event.currentTarget.value)}></textarea>`}
  </div>`;
}
