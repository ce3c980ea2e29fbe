/** Converts files that Python cannot open directly: several pages in one file, and formats of phones. */

import { sortDropped } from './bag.js';
import { kindOf, errorForForeign } from './kind.js';
import { drawPages } from './pdf.js';
import { asJpeg } from './photo.js';

/** @import {Client} from '../commands/commands.js' */
/** @import {ErrorRecord} from '../worker/protocol.js' */

/**
 * @typedef {{name: string, file: File} | {name: string, error: ErrorRecord}} Unpacked    a page, or its error
 *
 * @typedef {object} Dependencies
 * @property {Client['request']} request
 * @property {(file: File, most?: number) => Promise<Uint8Array>} readBytes
 * @property {(page: Unpacked) => void} give    called with each page
 * @property {() => Promise<void>} calm    waits while too many pages are queued
 * @property {(is: boolean) => void} rendering    called when rendering of a file begins and ends
 */

/** The most pages of a file; the rest is reported as left out. */
const MOST_PAGES = 500;

/**
 * @param {File} file
 * @param {Dependencies} dependencies
 * @param {boolean} [attached]    to a PDF: its own attachments are ignored
 */
export async function unpack(file, dependencies, attached = false) {
  const kind = await kindOf(file).catch(() => 'picture'); // reading it reports the error
  if (kind === 'pdf') await takePdf(file, dependencies, attached);
  else if (kind === 'tiff') await takeTiff(file, dependencies);
  else if (kind === 'heic' || kind === 'avif') dependencies.give({ name: file.name, file: await asJpeg(file, kind) });
  else if (kind === 'empty') throw { code: 'sheet/empty', params: {} };
  else {
    const error = kind === 'other' && (await errorForForeign(file));
    if (error) throw error;
    dependencies.give({ name: file.name, file });
  }
}

/**
 * The pages, and the files that are attached to the PDF; the page of a portfolio only says that it is one.
 *
 * @param {File} file
 * @param {Dependencies} dependencies
 * @param {boolean} isAttached
 */
async function takePdf(file, dependencies, isAttached) {
  const { give, calm, rendering } = dependencies;
  /** @type {File[]} */
  let files = [];
  rendering(true);
  try {
    for await (const { number, pages, picture, error, attached = [], isPortfolio } of drawPages(file, MOST_PAGES)) {
      if (!isAttached) files = files.concat(attached);
      if (isPortfolio && files.length > 0) break;
      give(pageOf(file, pages > 1 ? number : 0, picture, error));
      await calm(); // rendering and reading both need much memory
      if (number === MOST_PAGES && pages > number)
        give(pageOf(file, 0, null, { code: 'sheet/too-many-pages', params: { pages, limit: number } }));
    }
  } finally {
    rendering(false);
  }
  await takeAttached(files, dependencies);
}

/**
 * As if they had been dropped, except projects and datasets.
 * @param {File[]} given
 * @param {Dependencies} dependencies
 */
async function takeAttached(given, dependencies) {
  const { files, refused, projects, collections } = await sortDropped(given);
  for (const one of refused) dependencies.give(one);
  for (const { name } of [...projects, ...collections])
    dependencies.give({ name, error: { code: 'page/archive', params: {} } });
  for (const file of files) {
    try {
      await unpack(file, dependencies, true);
    } catch (error) {
      dependencies.give({ name: file.name, error: /** @type {ErrorRecord} */ (error) });
    }
  }
}

/** @param {File} file @param {Dependencies} dependencies */
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
