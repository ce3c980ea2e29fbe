/** The Python and Keras programs for a step's buttons. */

import { html, useEffect, useState } from '../../vendor/preact.js';

/** @import {ViewProps} from '../view.js' */
/** @import {ProgramSection} from '../../worker/protocol.js' */

const STEPS = ['collect', 'check', 'train', 'evaluate', 'try'];

/** @param {ViewProps} props */
export function Program(props) {
  const {
    state: { step },
    t,
  } = props;
  const [open, setOpen] = useState(false);
  if (!STEPS.includes(step)) return null;
  return html`
    <details class="program" data-testid="program"
      onToggle=${(/** @type {any} */ event) => setOpen(event.currentTarget.open)}
    >
      <summary>${t('code.program')}</summary>
      ${open ? html`<${Lines} ...${props} />` : null}
    </details>
  `;
}

/** @param {ViewProps} props */
function Lines({ state, facts, t, commands, dispatch }) {
  const {
    notebook: { programs },
    sheets,
    editing,
    reading,
    step,
    boot,
  } = state;
  const [words, setWords] = useState(/** @type {'zeichenlabor' | 'keras'} */ ('zeichenlabor'));
  const [copied, setCopied] = useState('');
  useEffect(
    () => void commands.writePrograms(),
    [JSON.stringify(facts.settings), sheets, editing.now, reading.result?.glyph, boot.state],
  );
  if (!programs) return html`<p role="status">${t('code.wait')}</p>`;
  const { [words]: sections, cell } = programs;
  const place = sections.findIndex((one) => one.step === step);
  const before = codeOf(sections.slice(0, place));
  const whole = codeOf(sections.slice(0, place + 1));
  const copy = () =>
    navigator.clipboard.writeText(whole).then(
      () => setCopied(whole),
      () => setCopied(''),
    );
  function tryOut() {
    const source = [cell, codeOf(sections.slice(1, place + 1))].join('\n');
    dispatch({ type: 'cell/added', source, example: null, after: null });
    location.hash = '#code';
  }
  return html`
    <div class="program-tools">
      <div role="group" aria-label=${t('code.words')} class="program-words">
        ${
          /** @type {const} */ (['zeichenlabor', 'keras']).map(
            (name) => html`<button key=${name} type="button" class="button" data-testid=${`words-${name}`}
          aria-pressed=${name === words} onClick=${() => setWords(name)}>${t(`code.words.${name}`)}</button>`,
          )
        }
      </div>
      <button type="button" class="button" onClick=${copy}>${t(copied === whole ? 'code.copied' : 'code.copy')}</button>
      ${
        words === 'zeichenlabor'
          ? html`
            <button type="button" class="button" data-testid="program-to-cell" onClick=${tryOut}>
              ${t('code.toCell')}
            </button>
          `
          : null
      }
    </div>
    ${
      before
        ? html`
          <details class="program-before">
            <summary>${t('code.before')}</summary>
            <pre tabindex="0"><code>${before}</code></pre>
          </details>
        `
        : null
    }
    <pre tabindex="0"><code data-testid="python">${sections[place].code}</code></pre>
    <p>${t(words === 'keras' ? 'code.note.keras' : 'code.note')}</p>
    ${
      usesFile(whole)
        ? html`
          <p>
            ${t('code.note.file')} <button type="button" class="button" onClick=${commands.saveCodeData}>
              ${t('code.save.data')}
            </button>
          </p>
        `
        : null
    }
  `;
}

/** @param {ProgramSection[]} sections */
function codeOf(sections) {
  return sections.map(({ code }) => code).join('\n');
}

/** @param {string} code */
function usesFile(code) {
  return code.includes('load_project(');
}
