/**
 * Sorts dropped files, including zips: projects, datasets, and archives of pupils' submissions from learning platforms.
 */

import { isZip, readDirectory, readEntry } from './zip.js';

/** @import {Directory, Entry} from './zip.js' */
/** @import {ErrorRecord} from '../worker/protocol.js' */

/**
 * @typedef {{projects: File[], collections: File[], files: File[], refused: {name: string, error: ErrorRecord}[]}}
 *     Dropped
 */

/** Size limits of one file and of all together, against zip bombs. */
const MOST_BYTES = 256 * 2 ** 20;
const MOST_BYTES_IN_ALL = 2 ** 30;
const MOST_FILES = 1000;
/** Nesting limit: a platform's zip may contain zips. */
const DEEPEST = 2;

/** A picture of one symbol, in a folder. */
const SYMBOL = /[^/\\][/\\][^/\\]+\.(png|jpe?g|gif|bmp|webp)$/i;
const MOST_SYMBOL_BYTES = 4096;

/** The names of scans and photos: what is called so and is a zip was given a wrong name. */
const PICTURE = /\.(jpe?g|png|pdf|tiff?|heic|heif|avif|webp|bmp|gif)$/i;

/** Files of operating systems and platforms that are ignored. */
const BESIDE =
  /(^|[/\\])(\.[^/\\]*|__MACOSX[/\\].*|thumbs\.db|desktop\.ini|[^/\\]*\.(html?|txt|md|csv|xml|json|url|log))$|[/\\]$/i;

/**
 * Sorts dropped files; the files of an archive are treated as if they had been dropped. What is named .zip and is none
 * is treated as a project, whose reader reports the error.
 *
 * @param {File[]} given
 * @returns {Promise<Dropped>}
 */
export async function sortDropped(given) {
  /** @type {Dropped} */
  const dropped = { projects: [], collections: [], files: [], refused: [] };
  let count = 0;
  let bytes = 0;
  for (const file of given) await sort(file, 0);
  return dropped;

  /** @param {File} file @param {number} depth    nesting depth */
  async function sort(file, depth) {
    const misnamed = PICTURE.test(file.name) || !file.name.includes('.');
    if (!/\.zip$/i.test(file.name) && !(misnamed && (await isZip(file)))) {
      dropped.files.push(file);
      return;
    }
    const directory = await readDirectory(file).catch(() => null);
    const wanted = directory ? directory.entries.filter(({ name }) => !BESIDE.test(name)) : [];
    if (!directory && (await isZip(file))) refuse('page/zip-damaged');
    else if (!directory || isProject(directory)) dropped.projects.push(file);
    else if (isCollection(directory) || isClassFolders(wanted)) dropped.collections.push(file);
    else if (wanted.length === 0) refuse('page/zip-without');
    else if (depth < DEEPEST) await empty(file, wanted, depth);
    else refuse('page/zip-in-zip');

    /** @param {string} code */
    function refuse(code) {
      dropped.refused.push({ name: file.name, error: { code, params: {} } });
    }
  }

  /** @param {File} bag @param {Entry[]} wanted @param {number} depth */
  async function empty(bag, wanted, depth) {
    for (const [index, entry] of wanted.entries()) {
      const name = nameOf(entry.name);
      count += 1;
      bytes += entry.bytes;
      if (count > MOST_FILES || bytes > MOST_BYTES_IN_ALL) {
        dropped.refused.push({
          name: bag.name,
          error: { code: 'page/zip-too-much', params: { n: wanted.length - index } },
        });
        return;
      }
      try {
        await sort(
          new File([await readEntry(bag, entry, MOST_BYTES)], name, { lastModified: bag.lastModified }),
          depth + 1,
        );
      } catch (error) {
        dropped.refused.push({ name, error: /** @type {ErrorRecord} */ (error) });
      }
    }
  }
}

/** @param {Directory} directory */
const isProject = ({ entries }) => entries.some(({ name }) => name === 'zeichenlabor.json');

/**
 * Whether a zip is a dataset of this app: names of classes are in a file, or in the comment of a zip with folders.
 * @param {Directory} directory
 */
const isCollection = ({ entries, comment }) =>
  entries.some(({ name }) => name === 'classes.txt') || comment.endsWith('"]');

/**
 * Whether a zip has folders of single symbols, several in each, as other programs write them for each class: a scan has
 * more bytes.
 * @param {Entry[]} wanted
 */
function isClassFolders(wanted) {
  const folders = new Set(wanted.map(({ name }) => name.split(/[/\\]/).at(-2)));
  const isSymbol = (/** @type {Entry} */ { name, bytes }) => bytes <= MOST_SYMBOL_BYTES && SYMBOL.test(name);
  return folders.size > 1 && wanted.length >= 2 * folders.size && wanted.every(isSymbol);
}

/** The file's name with its folder, which platforms name after the pupil. @param {string} path */
const nameOf = (path) => path.split(/[/\\]/).slice(-2).join(' · ');
