/** A wall on paper: all of its rows, since a page cannot be scrolled, in pieces that are not torn between two pages. */

import { useEffect } from '../vendor/preact.js';

/** @import {Row} from './rows.js' */

/** Rows of a piece: a page of A4 holds four. */
const PIECE = 5;

/** With more pictures, only those on the screen are printed: MNIST would fill a ream of paper. */
const MOST_ROWS = 400;

/**
 * Fills an element while the page is printed.
 *
 * @param {import('../vendor/preact.js').RefObject<HTMLElement>} paper
 * @param {Row[]} rows
 * @param {(canvas: HTMLCanvasElement, rows: Row[]) => void} draw
 */
export function useWallOnPaper(paper, rows, draw) {
  useEffect(() => {
    const fill = () => paper.current?.replaceChildren(...(rows.length > MOST_ROWS ? [] : piecesOf(rows).map(drawn)));
    const clear = () => paper.current?.replaceChildren();
    const drawn = (/** @type {Row[]} */ piece) => {
      const canvas = document.createElement('canvas');
      draw(canvas, piece);
      return canvas;
    };
    addEventListener('beforeprint', fill);
    addEventListener('afterprint', clear);
    return () => {
      removeEventListener('beforeprint', fill);
      removeEventListener('afterprint', clear);
    };
  }, [rows, draw]);
}

/** @param {Row[]} rows */
function piecesOf(rows) {
  return Array.from({ length: Math.ceil(rows.length / PIECE) }, (_, at) => rows.slice(at * PIECE, (at + 1) * PIECE));
}
