/** Drawings that are added to the collection: from the canvas, and as corrections of a line's symbols. */

import { drawnAmong, withDrawing, withoutCell, withoutEditsOf } from './collection.js';
import { limitOf } from './insight.js';
import { correctionOf, glyphOf, symbolsOf, withCorrection, withoutCorrection } from './line.js';
import { waitingSheet, withClasses, withSheet } from './sheets.js';

/** @import {Correction} from './line.js' */
/** @import {State} from './reducer.js' */
/** @import {Sheet} from './sheets.js' */

/**
 * @typedef {{id: string, name: string, drawing: Uint8Array, size: number}} Drawing    of a symbol: ink, row by row
 */

/**
 * Adds a drawing to the collection, unless it was undone meanwhile or is empty.
 *
 * @param {State} before
 * @param {{of: string, glyph: Uint8Array | null, id: string}} answer    id: for the source, if there is none yet
 * @returns {State}
 */
export function withDrawn(before, { of, glyph, id }) {
  const drawing = before.underway.find((one) => one.id === of);
  if (!drawing) return before;
  const state = { ...before, underway: before.underway.filter((one) => one !== drawing) };
  return glyph ? withGlyph(state, { name: drawing.name, glyph, id }) : state;
}

/** @param {State} state @param {{name: string, glyph: Uint8Array, id: string}} drawing @returns {State} */
function withGlyph(state, { name, glyph, id }) {
  const drawn = drawnAmong(state.sheets);
  const result = withDrawing(drawn?.result ?? null, name, glyph);
  const there = drawn ? state : { ...state, sheets: [...state.sheets, waitingSheet({ id, name: '' })] };
  return withClasses({ ...withSheet(there, drawn?.id ?? id, { state: 'done', result }), drawnError: null });
}

/**
 * Removes the latest drawing, whether it is in the collection already or still being processed.
 * @param {State} state
 * @returns {State}
 */
export function withoutDrawn(state) {
  if (state.underway.length > 0) return { ...state, underway: state.underway.slice(0, -1) };
  const drawn = drawnAmong(state.sheets);
  const last = drawn?.result?.cells.at(-1);
  return drawn && last !== undefined ? withoutDrawing(state, drawn.id, last) : state;
}

/**
 * Removes a drawing, and its source if nothing is left.
 * @param {State} state
 * @param {string} id    of the drawings
 * @param {number} cell
 * @returns {State}
 */
function withoutDrawing(state, id, cell) {
  const drawn = state.sheets.find((sheet) => sheet.id === id);
  if (!drawn?.result?.cells.includes(cell)) return state;
  const result = withoutCell(drawn.result, cell);
  if (!result) {
    return withClasses({
      ...state,
      sheets: state.sheets.filter((sheet) => sheet !== drawn),
      editing: withoutEditsOf(state.editing, id),
    });
  }
  return withClasses({ ...withSheet(state, id, { result }), editing: withoutEditsOf(state.editing, id, cell) });
}

/**
 * Corrects a symbol: its picture becomes a drawing of the collection, replacing that of an earlier correction.
 *
 * @param {State} state
 * @param {'line' | 'photo'} where
 * @param {{index: number, name: string, id: string}} told    id: for the source of drawings, if there is none yet
 * @returns {State}
 */
export function corrected(state, where, { index, name, id }) {
  const symbol = symbolsOf(state[where], limitOf(state.insight))[index];
  const before = symbol && correctionOf(state[where], symbol);
  if (!symbol || before?.name === name) return state;
  const drawn = withGlyph(uncorrected(state, where, before), { name, glyph: glyphOf(symbol), id });
  const source = /** @type {Sheet} */ (drawnAmong(drawn.sheets));
  const cell = /** @type {number} */ (source.result?.cells.at(-1));
  return { ...drawn, [where]: withCorrection(drawn[where], symbol, { name, sheet: source.id, cell }) };
}

/** @param {State} state @param {'line' | 'photo'} where @param {Correction | undefined} correction @returns {State} */
export function uncorrected(state, where, correction) {
  if (!correction) return state;
  return {
    ...withoutDrawing(state, correction.sheet, correction.cell),
    [where]: withoutCorrection(state[where], correction),
  };
}
