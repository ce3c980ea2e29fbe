/** Detects the type of a file by its first bytes, since names are often wrong. */

/** @typedef {'empty' | 'pdf' | 'tiff' | 'heic' | 'avif' | 'picture' | 'other'} Kind */
/** @import {ErrorRecord} from '../worker/protocol.js' */

/** A PDF may have a few bytes before its header. */
const HEAD = 1024;

/** @type {[Kind, RegExp][]} */
const BEGINNINGS = [
  ['other', /^PK\x03\x04/], // a zip may begin with a PDF
  ['picture', /^(\xff\xd8\xff|\x89PNG|GIF8|RIFF....WEBP|BM.{4}\0\0\0\0)/s],
  ['tiff', /^(II[*+]\0|MM\0[*+])/],
  ['pdf', /%PDF-/],
];

/** Brands of the family of MP4 (ISO/IEC 14496-12, 23008-12): a picture is recognised by one of them. */
const AVIF = ['avif', 'avis'];
const HEIC = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1'];

/** Files that are not pages, recognised by their names. @type {[string, RegExp][]} */
const NAMES = [
  ['page/other-data', /\.(csv|tsv|npy|mat|parquet|arff)$/i],
  ['page/network', /\.(keras|h5|hdf5|pkl|pickle|pt|pth|onnx|tflite|safetensors)$/i],
  ['page/notebook', /\.(ipynb|py)$/i],
  ['page/mail', /\.(eml|msg)$/i],
  ['page/notes', /\.(goodnotes|note|xopp|one)$/i],
  ['page/link', /\.(gdoc|gsheet|gslides|gdraw|lnk|url|webloc)$/i],
];

/** The same by their first bytes. @type {[string, RegExp][]} */
const FOREIGN = [
  ['page/archive', /^(Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08|BZh\d|\xfd7zXZ\0|.{257}ustar)/s],
  ['page/video', /^(....ftyp|\x1aE\xdf\xa3|RIFF....AVI |\0\0\x01\xba)/s],
  ['page/document', /^(\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|\{\\rtf)/],
  ['page/network', /^\x89HDF/],
  ['page/web-page', /^(\xef\xbb\xbf)?\s*<(!doctype html|html)/i],
];

/** Formats of pictures that neither browsers nor Python open, or that are drawings: [what they are called, RegExp]. */
const CODINGS = /** @type {[string, RegExp][]} */ ([
  ['RAW', /^....ftypcrx /s],
  ['SVG', /^(\xef\xbb\xbf)?\s*(<\?xml.*?\?>\s*)?(<!.*?>\s*)*<svg/s],
  ['ICO', /^\0\0[\x01\x02]\0/],
  ['PSD', /^8BPS/],
  ['XCF', /^gimp xcf/],
  ['DjVu', /^AT&TFORM/],
  ['PostScript', /^%!PS/],
  ['EMF', /^\x01\0\0\0.{36} EMF/s],
  ['WMF', /^\xd7\xcd\xc6\x9a/],
]);

/** @param {Blob} file */
async function headOf(file) {
  return String.fromCharCode(...new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
}

/** @param {Blob} file @returns {Promise<Kind>} */
export async function kindOf(file) {
  if (file.size === 0) return 'empty';
  const head = await headOf(file);
  const brands = brandsOf(head);
  if (brands.some((brand) => AVIF.includes(brand))) return 'avif';
  if (brands.some((brand) => HEIC.includes(brand))) return 'heic';
  return BEGINNINGS.find(([, beginning]) => beginning.test(head))?.[0] ?? 'other';
}

/**
 * What a file without a page is: the error tells what can be done with it.
 *
 * @param {File} file    of the kind `other`
 * @returns {Promise<ErrorRecord | null>}    null if it is unknown
 */
export async function errorForForeign(file) {
  const head = await headOf(file);
  const coding = CODINGS.find(([, beginning]) => beginning.test(head))?.[0];
  if (coding) return { code: 'sheet/unread-coding', params: { coding } };
  const code =
    NAMES.find(([, name]) => name.test(file.name))?.[0] ?? FOREIGN.find(([, beginning]) => beginning.test(head))?.[0];
  return code ? { code, params: code === 'page/document' ? { reason: 'old' } : {} } : null;
}

/** The brands of a file of this family: the first is often a general one. @param {string} head */
function brandsOf(head) {
  if (head.slice(4, 8) !== 'ftyp') return [];
  const length = [...head.slice(0, 4)].reduce((sum, letter) => 256 * sum + letter.charCodeAt(0), 0);
  const brands = head.slice(8, Math.max(12, length)).match(/.{4}/gs) ?? [];
  return brands.filter((_, index) => index !== 1); // the version
}
