/** The editor of a cell: CodeMirror with Python. Loaded when the Code step is first opened. */

import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '../../vendor/codemirror/autocomplete.js';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '../../vendor/codemirror/commands.js';
import { python } from '../../vendor/codemirror/lang-python.js';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '../../vendor/codemirror/language.js';
import { tags } from '../../vendor/codemirror/lezer-highlight.js';
import { EditorState, Prec, StateEffect, StateField } from '../../vendor/codemirror/state.js';
import { Decoration, drawSelection, EditorView, keymap, lineNumbers } from '../../vendor/codemirror/view.js';

/** @import {CompletionContext, CompletionResult} from '../../vendor/codemirror/autocomplete.js' */
/** @import {StateEffectType} from '../../vendor/codemirror/state.js' */
/** @import {Completions} from '../../worker/protocol.js' */

/**
 * @typedef {object} Wishes
 * @property {HTMLElement} host
 * @property {string} source
 * @property {string} label    what the editor is, for those who do not see it
 * @property {Record<string, string>} phrases    its own words, by the English ones
 * @property {(source: string) => void} onChange
 * @property {() => void} onRun
 * @property {(text: string) => Promise<Completions>} complete    the cell up to the cursor
 */

/** @type {StateEffectType<number | null>} */
const setMistake = StateEffect.define();
const mistakeLine = Decoration.line({ class: 'cm-mistake' });

/** The line that an error names, until the code changes. */
const mistake = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    const effect = transaction.effects.find((one) => one.is(setMistake));
    if (!effect) return transaction.docChanged ? Decoration.none : marks;
    const line = Number(effect.value);
    if (!(line >= 1 && line <= transaction.state.doc.lines)) return Decoration.none;
    return Decoration.set([mistakeLine.range(transaction.state.doc.line(line).from)]);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--code-keyword)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: tags.comment, color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: 'var(--pen)' },
  { tag: [tags.className, tags.definition(tags.className)], color: 'var(--code-class)' },
]);

const look = EditorView.theme({
  '&': { fontSize: 'var(--code-size, 0.95rem)', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6' },
  '.cm-content': { padding: '10px 0' },
  '.cm-line': { padding: '0 12px 0 8px' },
  '.cm-gutters': { border: 'none', backgroundColor: 'transparent', color: 'var(--code-comment)', minWidth: '34px' },
  '.cm-mistake': { backgroundColor: 'var(--alarm)', boxShadow: 'inset 4px 0 var(--red)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--code-chosen)',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--code-bracket)', outline: '1px solid var(--negative)' },
  '.cm-tooltip': {
    border: '1px solid var(--edge)',
    borderRadius: 'var(--r1)',
    backgroundColor: 'var(--card)',
    boxShadow: 'var(--lift)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '14em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 10px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--pen)', color: 'var(--on-fill)' },
  '.cm-completionInfo': { maxWidth: '22em', padding: '8px 12px', fontFamily: 'var(--sans)' },
  '.cm-completionIcon': { display: 'none' },
  '@media (max-width: 620px)': { '.cm-gutters': { display: 'none' }, '.cm-line': { paddingLeft: '14px' } },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.75' },
});

/**
 * The styles of an editor are sheets of its shadow root: the page's policy allows no style elements.
 *
 * @param {Wishes} wishes
 */
export function createEditor({ host, source, label, phrases, onChange, onRun, complete }) {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const run = () => {
    onRun();
    return true;
  };
  /** @param {string} doc */
  const stateOf = (doc) =>
    EditorState.create({
      doc,
      extensions: [
        Prec.highest(
          keymap.of([
            { key: 'Shift-Enter', run },
            { key: 'Mod-Enter', run },
          ]),
        ),
        keymap.of([
          { key: 'Tab', run: acceptCompletion },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
        EditorState.phrases.of(phrases),
        python(),
        history(),
        lineNumbers(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of('    '),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ override: [(context) => options(context, complete)] }),
        syntaxHighlighting(colours),
        look,
        mistake,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label, autocapitalize: 'off', spellcheck: 'false' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    });
  const view = new EditorView({ root, parent: root, state: stateOf(source) });
  return {
    source: () => view.state.doc.toString(),
    /** Replaces the text, without undo and without reporting it. @param {string} text */
    setSource: (text) => view.setState(stateOf(text)),
    /** @param {number} anchor @param {number} head */
    select: (anchor, head) => view.dispatch({ selection: { anchor, head } }),
    /** @param {number | null} line    from 1 */
    markMistake: (line) => view.dispatch({ effects: setMistake.of(line) }),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

/**
 * @param {CompletionContext} context
 * @param {Wishes['complete']} complete
 * @returns {Promise<CompletionResult | null>}
 */
async function options(context, complete) {
  if (!context.explicit && !context.matchBefore(/[\w.]+$/)) return null;
  const { length, options: found } = await complete(context.state.sliceDoc(0, context.pos));
  if (found.length === 0) return null;
  return {
    from: context.pos - length,
    options: found.map(({ label, kind, detail, info }) => ({ label, type: kind, detail, info: info || undefined })),
    validFor: /^\w*$/,
  };
}
