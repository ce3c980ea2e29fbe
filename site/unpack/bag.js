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

/** Extensions of scans and photos: a zip with one of them has a wrong name. */
const PICTURE = /\.(jpe?g|png|pdf|tiff?|heic|heif|avif|webp|bmp|gif)$/i;

/** Documents of programs for texts, slides and tables, which are zips. */
const DOCUMENT = /\.(docx|pptx|xlsx|od[tps]|pages|key|numbers)$/i;

/** Where their pictures are, and which of them are thumbnails of others or decoration. */
const WITHIN = /^(word|ppt|xl)\/media\/|^(Pictures|media|Data)\//;
const PREVIEW = /-small-\d+\.|\/[mps]t-[^/]*$/;

/** Datasets as text. */
const TABLE = /\.(csv|tsv)$/i;

/** Files of operating systems and platforms that are ignored. */
export const IGNORED =
  /(^|[/\\])(\.[^/\\]*|__MACOSX[/\\].*|thumbs\.db|desktop\.ini|[^/\\]*\.(html?|txt|md|csv|xml|json|url|log))$|[/\\]$/i;

/**
 * Sorts dropped files; the files of an archive, and the pictures in a document, are treated as if they had been
 * dropped. A file that is named .zip and is not one is treated as a project, whose reader reports the error.
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
    const isNamed = /\.zip$/i.test(file.name);
    if (!isNamed && !(await isZip(file))) {
      dropped.files.push(file);
      return;
    }
    const directory = await readDirectory(file).catch(() => null);
    const program = directory && programOf(directory);
    const wanted = (directory ? directory.entries : []).filter(({ name }) => !IGNORED.test(name));
    if (program) await takeDocument(file, directory.entries, program, depth);
    else if (!directory && DOCUMENT.test(file.name)) refuse(file, 'sheet/damaged');
    else if (!isNamed && !PICTURE.test(file.name) && file.name.includes('.')) dropped.files.push(file);
    else if (!directory && (await isZip(file))) refuse(file, 'page/zip-damaged');
    else if (!directory || isProject(directory)) dropped.projects.push(file);
    else if (isCollection(directory) || isClassFolders(wanted)) dropped.collections.push(file);
    else if (wanted.length > 0) await unpackInto(file, wanted, depth);
    else refuse(file, directory.entries.some(({ name }) => TABLE.test(name)) ? 'page/other-data' : 'page/zip-without');
  }

  /** @param {File} file @param {string} code @param {ErrorRecord['params']} [params] */
  function refuse({ name }, code, params = {}) {
    dropped.refused.push({ name, error: { code, params } });
  }

  /**
   * Its pictures, as if they had been dropped.
   * @param {File} file
   * @param {Entry[]} entries
   * @param {string} program
   * @param {number} depth
   */
  async function takeDocument(file, entries, program, depth) {
    const pictures = entries.filter(({ name }) => WITHIN.test(name) && PICTURE.test(name) && !PREVIEW.test(name));
    const named = pictures.map((entry) => ({ ...entry, name: `${file.name}/${entry.name.split('/').at(-1)}` }));
    if (named.length > 0) await unpackInto(file, named, depth);
    else refuse(file, 'page/document', { program, ...(program === 'Excel' && { reason: 'table' }) });
  }

  /** @param {File} file @param {Entry[]} wanted @param {number} depth */
  async function unpackInto(file, wanted, depth) {
    if (depth < DEEPEST) await empty(file, wanted, depth);
    else refuse(file, 'page/zip-in-zip');
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

/**
 * The program of a document, by what its zip contains (ECMA-376 part 2, OpenDocument 1.3 part 2, and as iWork does).
 * @param {Directory} directory
 */
function programOf({ entries }) {
  const has = (/** @type {RegExp} */ pattern) => entries.some(({ name }) => pattern.test(name));
  if (has(/^Index(\/.*\.iwa|\.zip)$/)) return has(/^Index\/Slide/) ? 'Keynote' : 'Pages / Numbers';
  if (has(/^mimetype$/) && has(/^content\.xml$/)) return 'LibreOffice';
  if (!has(/^\[Content_Types\]\.xml$/)) return null;
  const parts = Object.entries({ Word: /^word\//, PowerPoint: /^ppt\//, Excel: /^xl\// });
  return parts.find(([, part]) => has(part))?.[0] ?? null;
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
