/** Collecting drawings on the screen, one symbol several times in a row. */

import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { Ink } from '../../draw/ink.js';
import { Mark } from '../../draw/marks.js';
import { Pad } from '../../draw/pad.js';
import { symbolsIn } from '../../draw/symbols.js';
import { Glyph } from '../../draw/tiles.js';
import { NextStep } from '../../draw/next.js';
import { SymbolsField } from './symbolsField.js';

/** @import {ViewProps} from '../view.js' */

/** Drawings of a symbol in a round. */
const ROUND = 10;
/** Pause after which a drawing is finished; long enough for the second stroke of a 4. */
const PAUSE_MS = 1100;
const SHOWN = 12;
/** Symbols that are written by tapping: a full stop, a colon, a dot for times. */
const DOTTED = /^[\p{Po}˙∙⋅]+$/u;

/** @param {ViewProps} props */
export function DrawMany({ state, facts, t, commands, dispatch }) {
  const symbols = facts.symbolsFor(symbolsIn(state.template.text));
  const { drawn } = facts;
  // Also those that Python has not seen yet, while it starts or trains.
  const written = [...drawn.map((picture) => picture.written), ...state.underway.map(({ name }) => name)];
  const counts = new Map(symbols.map((name) => [name, written.filter((one) => one === name).length]));
  const complete = symbols.every((name) => (counts.get(name) ?? 0) >= ROUND);
  const [chosen, choose] = useState('');
  const current = symbols.includes(chosen)
    ? chosen
    : (symbols.find((name) => (counts.get(name) ?? 0) < ROUND) ?? symbols[0]);
  const done = counts.get(current) ?? 0;

  function keep(/** @type {Uint8Array} */ pixels, /** @type {number} */ size) {
    void commands.keepDrawing(current, pixels, size);
    // After a complete round, the next incomplete symbol follows.
    if ((done + 1) % ROUND === 0)
      choose(symbols.find((name) => name !== current && (counts.get(name) ?? 0) < ROUND) ?? current);
    else choose(current);
  }

  return html`
    <section class="way-panel many" aria-labelledby="many-title">
      <h2 id="many-title">
        <span role="status">
          ${t('many.task', { name: current, n: done + 1, of: (Math.floor(done / ROUND) + 1) * ROUND })}
        </span>
      </h2>
      <div class="many-columns">
        <${Sheet} key=${current} name=${current} t=${t} onKeep=${keep} onUndo=${commands.undoDrawing}
          some=${written.length > 0}
        />
        <div class="many-side">
          <p class="help">${t('many.help')}</p>
          <details class="many-own" data-testid="many-own">
            <summary>${t('many.own')}</summary>
            <${SymbolsField} text=${state.template.text} t=${t}
              onChange=${(/** @type {string} */ text) => dispatch({ type: 'template/changed', template: { text } })}
            />
          </details>
          ${
            state.drawnError
              ? html`<div class="note is-error" role="alert"><${ErrorText} error=${state.drawnError} t=${t} /></div>`
              : null
          }
          <ul class="many-classes" aria-label=${t('many.classes')}>
            ${symbols.map(
              (name) => html`
                <li key=${name}>
                  <button type="button" class="button is-small many-class" aria-pressed=${name === current}
                    data-testid="many-class" data-class=${name} data-value=${counts.get(name)}
                    title=${t('many.class', { name, n: counts.get(name) ?? 0 })} onClick=${() => choose(name)}
                  >
                    <b>${name}</b>
                    <progress max=${ROUND} value=${Math.min(ROUND, counts.get(name) ?? 0)} aria-hidden="true"></progress>
                    <span>
                      ${t.number(counts.get(name) ?? 0)}
                      <span class="visually-hidden"> ${t('access.pictures')}</span>
                    </span>
                  </button>
                </li>
              `,
            )}
          </ul>
          ${
            complete
              ? html`
                <div class="note is-good many-complete" role="status" data-testid="many-complete">
                  <p>${t('many.complete', { n: ROUND })}</p>
                  <${NextStep} step="check" t=${t} />
                </div>
              `
              : null
          }
          <div class="many-latest" role="group" aria-label=${t('many.latest')}>
            ${drawn
              .slice(-SHOWN)
              .reverse()
              .map((picture) => html`<${Glyph} key=${picture.key} images=${picture.images} index=${picture.index} />`)}
          </div>
        </div>
      </div>
    </section>
  `;
}

/**
 * One square of paper; it is emptied when its drawing has been kept.
 *
 * @param {{name: string, some: boolean, t: ViewProps['t'], onKeep: (pixels: Uint8Array, size: number) => void, onUndo:
 *     () => void}} props
 */
function Sheet({ name, some, t, onKeep, onUndo }) {
  const ink = useRef(/** @type {Ink | null} */ (null));
  ink.current ??= new Ink();
  const paper = ink.current;
  const [empty, setEmpty] = useState(true);
  const [auto, setAuto] = useState(true);
  const written = useRef(false); // more than taps
  const timer = useRef(/** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined));
  useEffect(() => () => clearTimeout(timer.current), []);

  function clear() {
    clearTimeout(timer.current);
    paper.clear();
    written.current = false;
    setEmpty(true);
  }
  function keep() {
    if (paper.pixels.every((ink) => ink === 0)) return;
    onKeep(paper.pixels.slice(), paper.size);
    clear();
  }
  function changed() {
    clearTimeout(timer.current);
    setEmpty(false);
  }
  /** @param {boolean} moved */
  function lifted(moved) {
    clearTimeout(timer.current);
    written.current ||= moved;
    // An accidental tap is no picture, unless the symbol is a dot.
    if (auto) timer.current = setTimeout(written.current || DOTTED.test(name) ? keep : clear, PAUSE_MS);
  }
  return html`
    <div class="many-sheet"
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => {
        if (event.key === 'Enter' && /** @type {Element} */ (event.target).tagName === 'CANVAS') keep();
      }}
    >
      <${Pad} ink=${paper} empty=${empty} tool="draw" label=${t('many.canvas', { name })} hint=${name}
        larger=${DOTTED.test(name) ? '' : t('pad.larger')} hook="many-canvas" onChange=${changed} onClear=${clear}
        onLift=${lifted}
      />
      <div class="many-tools">
        <button type="button" class="button is-primary" data-testid="many-keep" disabled=${empty} onClick=${keep}>
          ${t('many.keep')}
        </button>
        <button type="button" class="button" disabled=${empty} onClick=${clear}>
          <${Mark} name="bin" />
          ${t('dock.clear')}
        </button>
        <button type="button" class="button" data-testid="many-undo" disabled=${!some} onClick=${onUndo}>
          <${Mark} name="undo" />
          ${t('many.undo')}
        </button>
      </div>
      <label class="check">
        <input type="checkbox" checked=${auto}
          onChange=${(/** @type {any} */ event) => setAuto(event.currentTarget.checked)}
        /> ${t('many.auto')}
      </label>
    </div>
  `;
}
