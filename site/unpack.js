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
