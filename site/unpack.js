/** Files that are not one picture each: several pages in one, and a format that few browsers know. */

/** @import {Client} from './commands/commands.js' */

const MANY = /\.(pdf|tiff?)$/i;
const HEIC = /\.(heic|heif)$/i;

/** @param {{name: string}} file */
export function needsUnpacking({ name }) {
  return MANY.test(name) || HEIC.test(name);
}

/**
 * @param {File} file
 * @param {Client['request']} request
 * @param {(file: File) => Promise<Uint8Array>} bytesOf
 * @returns {Promise<File[]>}    one per page
 */
export async function unpack(file, request, bytesOf) {
  if (HEIC.test(file.name)) return [await asJpeg(file)];
  const content = await bytesOf(file);
  /** @type {Uint8Array[]} */
  const pages = await request('sheets.pages', { file: content }, { transfer: [content.buffer] });
  return pages.length === 0 ? [file] : pages.map((page, index) =>
    new File([/** @type {BlobPart} */ (page)], `${file.name} · ${index + 1}`, { lastModified: file.lastModified }));
}

/** Safari opens HEIC; where a browser does not, there is a hint. @param {File} file */
async function asJpeg(file) {
  try {
    const bitmap = await createImageBitmap(file);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
    return new File([blob], file.name, { lastModified: file.lastModified });
  } catch (cause) {
    throw { code: 'page/heic', params: {}, detail: String(cause) };
  }
}

/** Enough of a zip to see the name of its first file, and its directory's end. */
const LOOK = 0x30000;

/**
 * Whether a zip is a collection that was saved here, and no project: names stand in it as they are,
 * and folders of pictures have the names of their classes behind all else.
 *
 * @param {Blob} file
 */
export async function holdsCollection(file) {
  const [begin, end] = await Promise.all([file.slice(0, LOOK).text(), file.slice(-LOOK).text()]);
  if (`${begin} ${end}`.includes('zeichenlabor.json')) return false;
  return end.includes('classes.txt') || end.endsWith('"]');
}
