/** Files that are not one picture which Python opens: several pages in one, and phones' formats. */

import { kindOf } from './kind.js';
import { drawPages } from './pdf.js';
import { asJpeg } from './photo.js';

/** @import {Client} from '../commands/commands.js' */
/** @import {ErrorRecord} from '../worker/protocol.js' */

/**
 * @typedef {{name: string, file: File} | {name: string, error: ErrorRecord}} Unpacked    a page, or what became of it
 *
 * @typedef {object} Parts
 * @property {Client['request']} request
 * @property {(file: File, most?: number) => Promise<Uint8Array>} readBytes
 * @property {(page: Unpacked) => void} give    is told each page as it comes
 * @property {() => Promise<void>} calm    the pages given so far are not all waiting any more
 * @property {(is: boolean) => void} drawing    is told when the page begins to draw what a file holds, and when it has
 *     ended
 */

/** More pages are a book. What is left out is told. */
const MOST_PAGES = 500;

/** @param {File} file @param {Parts} parts */
export async function unpack(file, parts) {
  const kind = await kindOf(file).catch(() => 'other'); // who reads it then says why it cannot be read
  if (kind === 'pdf') await takePdf(file, parts);
  else if (kind === 'tiff') await takeTiff(file, parts);
  else if (kind === 'heic' || kind === 'avif') parts.give({ name: file.name, file: await asJpeg(file, kind) });
  else if (kind === 'empty') throw { code: 'sheet/empty', params: {} };
  else if (kind === 'archive') throw { code: 'page/archive', params: {} };
  else parts.give({ name: file.name, file });
}

/** @param {File} file @param {Parts} parts */
async function takePdf(file, { give, calm, drawing }) {
  drawing(true);
  try {
    for await (const { number, pages, picture, error } of drawPages(file, MOST_PAGES)) {
      give(pageOf(file, pages > 1 ? number : 0, picture, error));
      await calm(); // what draws pages and what reads them need much memory each
      if (number === MOST_PAGES && pages > number)
        give(pageOf(file, 0, null, { code: 'sheet/too-many-pages', params: { pages, limit: number } }));
    }
  } finally {
    drawing(false);
  }
}

/** @param {File} file @param {Parts} parts */
async function takeTiff(file, { request, readBytes, give }) {
  const content = await readBytes(file);
  /** @type {number} */
  const pages = await request(
    'sheets.pages',
    { file: content, most: MOST_PAGES },
    {
      transfer: [content.buffer],
      onEvent: ({ number, page, error }) => give(pageOf(file, number, page, error)),
    },
  );
  if (pages === 0) give({ name: file.name, file });
}

/**
 * @param {File} file
 * @param {number} number    0 for all of it
 * @param {BlobPart | null | undefined} picture
 * @param {ErrorRecord | null | undefined} error
 * @returns {Unpacked}
 */
function pageOf(file, number, picture, error) {
  const name = number > 0 ? `${file.name} · ${number}` : file.name;
  if (picture) return { name, file: new File([picture], name, { lastModified: file.lastModified }) };
  return { name, error: error ?? { code: 'sheet/damaged', params: {} } };
}
