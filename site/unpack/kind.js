/** Detects the type of a file by its first bytes, since names are often wrong. */

/** @typedef {'empty' | 'pdf' | 'tiff' | 'heic' | 'avif' | 'archive' | 'other'} Kind */

/** A PDF may have a few bytes before its header. */
const HEAD = 1024;

/** @type {[Kind, RegExp][]} */
const BEGINNINGS = [
  ['tiff', /^(II[*+]\0|MM\0[*+])/],
  ['avif', /^....ftypavi[fs]/s],
  ['heic', /^....ftyp(hei[cmsx]|hev[cmsx]|mif1|msf1)/s],
  ['archive', /^(Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08)/],
  ['pdf', /%PDF-/],
];

/** @param {Blob} file @returns {Promise<Kind>} */
export async function kindOf(file) {
  if (file.size === 0) return 'empty';
  const head = String.fromCharCode(...new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
  return BEGINNINGS.find(([, beginning]) => beginning.test(head))?.[0] ?? 'other';
}
