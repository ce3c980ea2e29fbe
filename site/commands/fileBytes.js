/** Reads the bytes of a file, with typed errors. */

/** Larger than any photo of a page; checked first to save memory. */
const MAX_FILE_BYTES = 64 * 2 ** 20;

/** @param {File} file @param {number} [most] */
export async function readBytes(file, most = MAX_FILE_BYTES) {
  if (file.size > most) throw { code: 'page/file-too-large', params: { limit: most / 2 ** 20 } };
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw { code: 'page/file-unreadable', params: {}, detail: String(error) };
  }
}
