/**
 * Reads single files of a zip (APPNOTE 6.3.10) by its directory at the end, so that an archive of a hundred megabytes
 * needs no more memory than one of its files. Names are for display only and never used as paths.
 *
 * @typedef {{name: string, method: number, locked: boolean, packed: number, bytes: number, place: number}} Entry
 * @typedef {{entries: Entry[], comment: string}} Directory
 */

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** Signatures of Zip64 (4.3.14, 4.3.15, 4.5.3), which streaming programs always use. */
const FAR_END = 0x06064b50;
const FAR_PLACE = 0x07064b50;
const FAR_END_BYTES = 56;
const FAR_PLACE_BYTES = 20;
const FAR_SIZES = 1;
const FULL = 0xffffffff;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 0xffff;
/** Size limit of the directory. */
const MOST_DIRECTORY_BYTES = 2 ** 24;
const STORED = 0;
const DEFLATED = 8;
const LOCKED_FLAG = 1;
const UTF8_FLAG = 0x800;
/** The upper half of code page 437, in which Windows writes names (appendix D). */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** Whether a file begins as a zip does; it may still break off. @param {Blob} file */
export async function isZip(file) {
  const head = await viewOf(file, 0, 4).catch(() => null); // who reads it then says why it cannot be read
  return head?.byteLength === 4 && head.getUint32(0, true) === LOCAL;
}

/**
 * @param {Blob} file
 * @returns {Promise<Directory | null>}    null where the file is no whole zip
 */
export async function readDirectory(file) {
  const tailPlace = Math.max(0, file.size - LONGEST_COMMENT - END_BYTES);
  const tail = await viewOf(file, tailPlace, file.size);
  let at = tail.byteLength - END_BYTES;
  while (
    at >= 0 &&
    !(tail.getUint32(at, true) === END && at + END_BYTES + tail.getUint16(at + 20, true) <= tail.byteLength)
  )
    at -= 1;
  if (at < 0) return null;
  const told = [tail.getUint16(at + 10, true), tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
  const [count, bytes, place] = (await farEnd(file, tail, at)) ?? told;
  if (bytes > MOST_DIRECTORY_BYTES || place + bytes > tailPlace + at) return null;
  const view = await viewOf(file, place, place + bytes);
  const entries = [];
  for (let start = 0, left = count; left > 0; left -= 1) {
    if (start + ENTRY_BYTES > bytes || view.getUint32(start, true) !== ENTRY) return null;
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(start + offset, true));
    const next = start + ENTRY_BYTES + name + extra + comment;
    if (next > bytes) return null;
    const flags = view.getUint16(start + 8, true);
    const sizes = [24, 20, 42].map((offset) => view.getUint32(start + offset, true));
    const [plain, packed, local] = widened(sizes, new DataView(view.buffer, start + ENTRY_BYTES + name, extra));
    entries.push({
      name: textOf(new Uint8Array(view.buffer, start + ENTRY_BYTES, name), (flags & UTF8_FLAG) !== 0),
      method: view.getUint16(start + 10, true),
      locked: (flags & LOCKED_FLAG) !== 0,
      packed,
      bytes: plain,
      place: local,
    });
    start = next;
  }
  const comment = new Uint8Array(tail.buffer, at + END_BYTES, tail.getUint16(at + 20, true));
  return { entries, comment: new TextDecoder().decode(comment) };
}

/**
 * Number of entries, size and position of the directory in Zip64.
 *
 * @param {Blob} file
 * @param {DataView} tail
 * @param {number} at    position of the end record
 */
async function farEnd(file, tail, at) {
  const before = at - FAR_PLACE_BYTES;
  if (before < 0 || tail.getUint32(before, true) !== FAR_PLACE) return null;
  const place = Number(tail.getBigUint64(before + 8, true));
  const view = await viewOf(file, place, place + FAR_END_BYTES);
  if (view.byteLength < FAR_END_BYTES || view.getUint32(0, true) !== FAR_END) return null;
  return [32, 40, 48].map((offset) => Number(view.getBigUint64(offset, true)));
}

/**
 * Values that exceed 32 bits follow the name, in this order.
 *
 * @param {number[]} sizes
 * @param {DataView} extra
 */
function widened(sizes, extra) {
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    if (extra.getUint16(at, true) !== FAR_SIZES) continue;
    let next = at + 4;
    const end = Math.min(next + extra.getUint16(at + 2, true), extra.byteLength);
    return sizes.map((size) => {
      if (size !== FULL || next + 8 > end) return size;
      next += 8;
      return Number(extra.getBigUint64(next - 8, true));
    });
  }
  return sizes;
}

/**
 * Decompression stops at the size that the directory claims.
 *
 * @param {Blob} file
 * @param {Entry} entry
 * @param {number} most    bytes
 * @returns {Promise<Blob>}
 */
export async function readEntry(file, { method, locked, packed, bytes, place }, most) {
  if (locked) throw { code: 'page/zip-locked', params: {} };
  if (bytes > most) throw { code: 'page/file-too-large', params: { limit: most / 2 ** 20 } };
  const local = await viewOf(file, place, place + LOCAL_BYTES);
  if (local.byteLength < LOCAL_BYTES || local.getUint32(0, true) !== LOCAL) throw DAMAGED;
  const start = place + LOCAL_BYTES + local.getUint16(26, true) + local.getUint16(28, true);
  const content = file.slice(start, start + packed);
  if (content.size < packed) throw DAMAGED;
  if (![STORED, DEFLATED].includes(method)) throw { code: 'page/archive', params: {} };
  if (method === STORED) return content;
  const pieces = [];
  let length = 0;
  try {
    const reader = content.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      length += piece.value.length;
      if (length > bytes) {
        await reader.cancel();
        break;
      }
      pieces.push(piece.value);
    }
  } catch {
    throw DAMAGED;
  }
  if (length !== bytes) throw DAMAGED;
  return new Blob(pieces);
}

const DAMAGED = { code: 'sheet/damaged', params: {} };

/** @param {Blob} file @param {number} from @param {number} to */
async function viewOf(file, from, to) {
  return new DataView(await file.slice(from, to).arrayBuffer());
}

/**
 * Decodes a name: UTF-8 if valid, otherwise code page 437.
 * @param {Uint8Array} bytes
 * @param {boolean} isUtf8
 */
function textOf(bytes, isUtf8) {
  try {
    return new TextDecoder('utf-8', { fatal: !isUtf8 }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : CP437[byte - 128])).join('');
  }
}
