/**
 * Zips, of which only what is wanted is read (APPNOTE 6.3.10): what one holds is told by its directory, which
 * stands at the end, so that a class set of a hundred megabytes costs no more memory than one of its files.
 * Names are shown and looked at, and never used as paths.
 *
 * @typedef {{name: string, method: number, locked: boolean, packed: number, bytes: number, place: number}} Entry
 * @typedef {{entries: Entry[], comment: string}} Directory
 */

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 0xffff;
/** No zip that a person makes has a longer one. */
const MOST_DIRECTORY_BYTES = 2 ** 24;
const STORED = 0;
const DEFLATED = 8;
const LOCKED_FLAG = 1;
const UTF8_FLAG = 0x800;

/**
 * @param {Blob} file
 * @returns {Promise<Directory | null>}    null where the file is no whole zip
 */
export async function readDirectory(file) {
  const tailPlace = Math.max(0, file.size - LONGEST_COMMENT - END_BYTES);
  const tail = await viewOf(file, tailPlace, file.size);
  let at = tail.byteLength - END_BYTES;
  while (at >= 0 && !(tail.getUint32(at, true) === END && at + END_BYTES + tail.getUint16(at + 20, true) <= tail.byteLength)) at -= 1;
  if (at < 0) return null;
  const [count, bytes, place] = [tail.getUint16(at + 10, true), tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
  if (bytes > MOST_DIRECTORY_BYTES || place + bytes > tailPlace + at) return null;
  const view = await viewOf(file, place, place + bytes);
  const entries = [];
  for (let start = 0, left = count; left > 0; left -= 1) {
    if (start + ENTRY_BYTES > bytes || view.getUint32(start, true) !== ENTRY) return null;
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(start + offset, true));
    const next = start + ENTRY_BYTES + name + extra + comment;
    if (next > bytes) return null;
    const flags = view.getUint16(start + 8, true);
    entries.push({
      name: textOf(new Uint8Array(view.buffer, start + ENTRY_BYTES, name), (flags & UTF8_FLAG) !== 0),
      method: view.getUint16(start + 10, true),
      locked: (flags & LOCKED_FLAG) !== 0,
      packed: view.getUint32(start + 20, true),
      bytes: view.getUint32(start + 24, true),
      place: view.getUint32(start + 42, true),
    });
    start = next;
  }
  const comment = new Uint8Array(tail.buffer, at + END_BYTES, tail.getUint16(at + 20, true));
  return { entries, comment: new TextDecoder().decode(comment) };
}

/**
 * What the directory says of its size is only believed as long as it is true: unpacking stops there.
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
  if (content.size < packed || ![STORED, DEFLATED].includes(method)) throw DAMAGED;
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

/** Old programs write what their system does: UTF-8 where it is that, else the names are only shown. @param {Uint8Array} bytes @param {boolean} isUtf8 */
function textOf(bytes, isUtf8) {
  try {
    return new TextDecoder('utf-8', { fatal: !isUtf8 }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
