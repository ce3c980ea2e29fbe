/** The net at work: a line of symbols, read while it is written, and what it means. */

import { cutLine } from './cutting.js';
import { element, make, paintGlyph } from './elements.js';
import { saidOf } from './exact.js';
import { calculates, READ_SURE, UNKNOWN } from './lineSense.js';
import { LineFault, understand } from './meaning.js';
import { createPaper, LINE_PEN } from './paper.js';
import { redraw } from './redraw.js';

/** @import {Stroke} from './strokes.js' */
/** @import {Understood} from './meaning.js' */
/** @import {Pens} from './palmRejection.js' */
/** @import {Style} from './redraw.js' */

/**
 * @typedef {object} LineSymbol
 * @property {number[]} box    left, top, right, bottom
 * @property {Uint8Array} glyph
 * @property {string} name    what the network reads; `UNKNOWN` where it knows nothing like it
 * @property {string} guess    what it names even then
 * @property {number} share    how sure it is
 * @property {boolean} isCutSure
 * @property {boolean} isReadSure
 * @property {boolean} isUnknown
 * @property {boolean} hasSpace    before it
 */

/** A pen that rests for so long is between two strokes; then what stands there is read. */
const REST_MS = 150;

/**
 * @param {object} parts
 * @param {string[]} parts.classes
 * @param {(glyph: Uint8Array) => Float32Array} parts.answer    of the network
 * @param {(glyph: Uint8Array) => boolean} parts.isUnknown    whether it has learned nothing like it
 * @param {Style} parts.style    in which each symbol is drawn anew
 * @param {Pens} parts.pens
 * @param {number[]} parts.colour    of ink
 * @param {(key: string, values?: Record<string, string>) => string} parts.text
 * @param {(value: number) => string} parts.number
 * @param {(share: number) => string} parts.percent
 */
export function createLine({ classes, answer, isUnknown: isNew, style, pens, colour, text, number, percent }) {
  const readSpan = createReader(answer, style);
  /** @type {Stroke[]} */
  let strokes = [];
  /** @type {LineSymbol[]} */
  let symbols = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const paper = createPaper(pens, (next) => {
    strokes = next;
    element('line-read').classList.add('is-old');
    clearTimeout(timer);
    timer = setTimeout(read, REST_MS);
  });

  function read() {
    symbols = cutLine(strokes, LINE_PEN, (span) => largest(readSpan(span).shares)).map(
      ({ strokes: own, box, isSure, hasSpace }) => {
        const { glyph, shares } = readSpan(own);
        const share = largest(shares);
        const guess = classes[shares.indexOf(share)];
        const isUnknown = isNew(glyph);
        return {
          box,
          glyph,
          name: isUnknown ? UNKNOWN : guess,
          guess,
          share,
          isCutSure: isSure,
          isReadSure: share >= READ_SURE,
          isUnknown,
          hasSpace,
        };
      },
    );
    show();
  }

  function show() {
    element('line-help').textContent = text(calculates(classes) ? 'line.help' : 'line.help.digits');
    element('line-read').hidden = symbols.length === 0;
    element('line-read').classList.remove('is-old');
    paper.mark(symbols.map((symbol) => ({ box: symbol.box, name: symbol.name, isSure: isSure(symbol) })));
    element('line-symbols').replaceChildren(...symbols.map(row));
    const doubts = [
      symbols.every(({ isCutSure }) => isCutSure) ? '' : text('line.legend.cut'),
      symbols.every(({ isReadSure, isUnknown }) => isReadSure || isUnknown) ? '' : text('line.legend.read'),
      symbols.some(({ isUnknown }) => isUnknown) ? text('line.legend.unknown') : '',
    ];
    element('line-doubts').textContent = doubts.join(' ');
    showSense();
  }

  /** @param {LineSymbol} symbol @param {number} index */
  function row(symbol, index) {
    const { glyph, name, guess, share, isCutSure, isUnknown, hasSpace } = symbol;
    const isReadSure = symbol.isReadSure && !isUnknown;
    const made = make(
      'li',
      `${hasSpace ? 'has-space' : ''} ${isCutSure ? '' : 'is-cut-unsure'} ${isReadSure ? '' : 'is-read-unsure'}`,
    );
    const said = [
      text(isUnknown ? 'line.symbol.unknown' : 'line.symbol', { n: number(index + 1), name, share: percent(share) }),
      isCutSure ? '' : text('line.doubt.cut'),
      isUnknown
        ? text('line.doubt.unknown', { name: guess, share: percent(share) })
        : isReadSure
          ? ''
          : text('line.doubt.read'),
    ];
    Object.assign(made.dataset, { class: name, confidence: share, sure: isSure(symbol) });
    made.title = said.slice(1).join(' ').trim();
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 28, height: 28 });
    paintGlyph(canvas, glyph, colour);
    const shown = make('span', 'shown');
    shown.setAttribute('aria-hidden', 'true');
    shown.append(
      make('b', '', name),
      canvas,
      make('span', '', isUnknown ? '–' : `${percent(share)}${isReadSure ? '' : ' ?'}`),
    );
    made.append(make('span', 'for-ears', said.join(' ').trim()), shown);
    return made;
  }

  function showSense() {
    const names = symbols.flatMap(({ name, hasSpace }) => (hasSpace ? [' ', name] : [name]));
    const { meaning, fault } = attempted(names);
    const kind = meaning?.kind ?? 'calculation';
    const result = meaning && kind === 'calculation' ? saidOf(meaning, number) : null;
    const written = names.join('').trim();
    const holds = meaning?.holds ?? null;
    element('line-sense').dataset.kind = kind;
    element('line-kind').textContent = text(`line.kind.${kind}`);
    element('line-text').textContent = written;
    const isOpen = result !== null && holds === null;
    element('line-equals').textContent = isOpen ? (written.endsWith('=') ? ' ' : ' = ') : '';
    element('line-result').textContent = isOpen ? result.said : '';
    element('line-result').dataset.value = result?.exact ?? '';
    element('line-about').textContent = isOpen && result.about ? text('line.about', { value: result.about }) : '';
    element('line-holds').textContent =
      result && holds !== null
        ? `${holds ? '✓' : '✗'} ${text(holds ? 'line.holds' : 'line.differs')} ${result.said}`
        : '';
    element('line-holds').className = holds ? 'is-right' : 'is-wrong';
    element('line-wrong').textContent = fault ? text(`error.line/${fault.code}`, fault.values) : '';
    element('line-wrong').dataset.code = fault?.code ?? '';
  }

  return { show };
}

/**
 * What the network sees in strokes, and what it answers: asked once for the same ones.
 * @param {(glyph: Uint8Array) => Float32Array} answer
 * @param {Style} style
 */
function createReader(answer, style) {
  /** @type {WeakMap<Stroke, {of: Stroke[], glyph: Uint8Array, shares: Float32Array}[]>} */
  const known = new WeakMap();
  return (/** @type {Stroke[]} */ span) => {
    const readings = known.get(span[0]) ?? [];
    const before = readings.find(
      ({ of }) => of.length === span.length && of.every((stroke, index) => stroke === span[index]),
    );
    if (before) return before;
    const glyph = /** @type {Uint8Array} */ (redraw(span, style)); // a stroke has ink
    const reading = { of: span, glyph, shares: answer(glyph) };
    known.set(span[0], [...readings, reading]);
    return reading;
  };
}

/** @param {string[]} names @returns {{meaning: Understood | null, fault: LineFault | null}} */
function attempted(names) {
  try {
    return { meaning: understand(names), fault: null };
  } catch (error) {
    if (error instanceof LineFault) return { meaning: null, fault: error };
    throw error;
  }
}

/** @param {LineSymbol} symbol */
const isSure = ({ isCutSure, isReadSure, isUnknown }) => isCutSure && isReadSure && !isUnknown;

/** @param {Float32Array} shares */
function largest(shares) {
  return shares.reduce((one, other) => Math.max(one, other));
}
