/** Pages of squared paper: the cells found on one, drawn over its picture, and an example sheet. */

import { html, useEffect, useMemo, useState } from '../vendor/preact.js';
import { fromUnitSquare, pieceTransform, placeOfPiece } from './projection.js';

/**
 * @typedef {{width: number, height: number, corners: number[][], layout: {rows: number, columns: number}, preview:
 *     {bytes: Uint8Array, width: number, height: number}}} Page
 */

/**
 * The outlines of all cells that have one of the states, as one path.
 *
 * @param {Pick<Page, 'corners' | 'layout'>} page
 * @param {string[]} cells    what each of them is
 * @param {string} status
 */
export function cellsPath({ corners, layout: { rows, columns } }, cells, status) {
  const place = fromUnitSquare(corners);
  return cells
    .flatMap((one, index) => {
      if (one !== status) return [];
      const column = index % columns;
      const row = Math.floor(index / columns);
      const outline = [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ].map(([right, down]) =>
        place((column + right) / columns, (row + down) / rows)
          .map(Math.round)
          .join(' '),
      );
      return [`M${outline.join('L')}Z`];
    })
    .join('');
}

/**
 * A page's picture with the frame and the cells that were found.
 * @param {{page: Page, status: string[], label: string}} props
 */
export function FoundPage({ page, status, label }) {
  const url = useSmallUrl(page.preview);
  const [kept, doubtful, struck] = useMemo(
    () => ['kept', 'doubtful', 'struck'].map((one) => cellsPath(page, status, one)),
    [page, status],
  );
  const frame = page.corners.map((corner) => corner.join(',')).join(' ');
  return html`
    <svg class="found-page on-photo" viewBox=${`0 0 ${page.width} ${page.height}`} role="img" aria-label=${label}>
      ${url ? html`<image href=${url} width=${page.width} height=${page.height} />` : null}
      <path class="cells-kept" d=${kept} />
      <path class="cells-doubtful" d=${doubtful} />
      <path class="cells-struck" d=${struck} />
      <polygon class="found-frame" points=${frame} />
    </svg>
  `;
}

/** Cells of this size show which way up their symbols are. */
const PIECE_CELLS = 5;
const PIECE_SIDE = 160;

/**
 * A part of a page with writing, as read or rotated by 180°.
 *
 * @param {{page: Page, status: string[], turned: boolean}} props
 */
export function PieceOfPage({ page, status, turned }) {
  const url = usePictureUrl(page.preview.bytes);
  const [a, b, c, d, e, f] = pieceTransform(page, {
    ...placeOfPiece(page.layout, status, PIECE_CELLS),
    cells: PIECE_CELLS,
    side: PIECE_SIDE,
  });
  const half = PIECE_SIDE / 2;
  return html`
    <svg class="piece-of-page" viewBox=${`0 0 ${PIECE_SIDE} ${PIECE_SIDE}`} aria-hidden="true">
      <g transform=${turned ? `rotate(180 ${half} ${half})` : ''}>
        ${
          url
            ? html`
              <image href=${url} width=${page.preview.width} height=${page.preview.height}
                transform=${`matrix(${[a, b, c, d, e, f].join(' ')})`}
              />
            `
            : null
        }
      </g>
    </svg>
  `;
}

/** Longest side of a page among others, in pixels: twice as many as are shown. */
const SMALL_SIDE = 520;

/** @type {WeakMap<Uint8Array, Promise<Blob>>} */
const made = new WeakMap();

/**
 * A page among thirty others is shown small. A browser keeps the pixels of every picture that it shows as large as
 * its file is, 5 MB for each of these, so it is given a smaller one.
 *
 * @param {Page['preview']} preview
 */
async function makeSmall({ bytes, width, height }) {
  const share = Math.min(1, SMALL_SIDE / Math.max(width, height));
  const size = {
    resizeWidth: Math.max(1, Math.round(width * share)),
    resizeHeight: Math.max(1, Math.round(height * share)),
  };
  const bitmap = await createImageBitmap(new Blob([/** @type {BlobPart} */ (bytes)], { type: 'image/jpeg' }), {
    ...size,
    resizeQuality: 'high',
  });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
}

/** @param {Page['preview']} preview @returns {string | null} */
function useSmallUrl(preview) {
  const [url, setUrl] = useState(/** @type {string | null} */ (null));
  useEffect(() => {
    let shown = '';
    let wanted = true;
    const making = made.get(preview.bytes) ?? makeSmall(preview);
    made.set(preview.bytes, making);
    making.then(
      (blob) => {
        if (wanted) setUrl((shown = URL.createObjectURL(blob)));
      },
      () => {},
    ); // a damaged picture is not shown
    return () => {
      wanted = false;
      URL.revokeObjectURL(shown);
    };
  }, [preview]);
  return url;
}

/**
 * @param {Uint8Array} bytes    of a JPEG
 * @returns {string | null}
 */
export function usePictureUrl(bytes) {
  const [url, setUrl] = useState(/** @type {string | null} */ (null));
  useEffect(() => {
    const shown = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)], { type: 'image/jpeg' }));
    setUrl(shown);
    return () => URL.revokeObjectURL(shown);
  }, [bytes]);
  return url;
}

/** One stroke or two per digit, in a cell of 20 × 20. */
const DIGITS = [
  'M10 4C4 4 4 16 10 16S16 4 10 4Z',
  'M6 8 L11 4 V16',
  'M6 7C7 3 14 3 13 8C12 11 8 13 6 16H14',
  'M6 5C10 2 15 5 12 8Q11 9.5 9 9.5Q15 10 13 14C11 17 7 16 6 14',
  'M9 4L6 11H14M12 8V16',
  'M13 4H7.5L7 9C12 7 15 11 12.5 14.5C11 16.5 8 16.5 6 15',
  'M12 4C7 7 5 13 8 15.5C11 17.5 15 13 12 10.5C10 9.5 7 11 7 13',
  'M6 4.5H14L9 16M7.5 10H13',
  'M10 9.5C5 8 6 4 10 4S15 8 10 9.5C4 11.5 6 16 10 16S16 11.5 10 9.5Z',
  'M13 8C12 11 7 11 7 7.5C7 4 13 3 13 7.5C13 11 12.5 14 11 16',
];

/** An example sheet: squared paper with a digit per row. @param {{label: string}} props */
export function SheetDrawing({ label }) {
  const columns = [0, 1, 2, 3, 4, 5];
  return html`
    <svg class="sheet-drawing on-photo" viewBox="-26 -14 172 228" role="img" aria-label=${label}>
      <rect class="sheet-paper" x="-25" y="-13" width="170" height="226" rx="2" />
      <path class="sheet-lines"
        d=${
          [...Array(11).keys()].map((row) => `M0 ${row * 20}H120`).join('') +
          [...Array(7).keys()].map((column) => `M${column * 20} 0V200`).join('')
        }
      />
      ${DIGITS.map(
        (digit, row) => html`<g key=${row}>
        <text class="sheet-label" x="-10" y=${row * 20 + 14} text-anchor="middle">${row}</text>
        ${columns.slice(0, row < 6 ? 6 : 9 - row + 2).map(
          (column) => html`
            <path key=${column} class="sheet-ink" d=${digit}
              transform=${`translate(${column * 20 + ((row * 7 + column * 5) % 3) - 1} ${row * 20 + ((row + column * 3) % 3) - 1}) rotate(${((row * 5 + column * 11) % 9) - 4} 10 10)`}
            />
          `,
        )}
      </g>`,
      )}
    </svg>
  `;
}
