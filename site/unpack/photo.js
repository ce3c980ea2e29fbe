/** HEIC and AVIF, formats of phones: Python cannot decode them, but some browsers can. */

/**
 * @param {File} file
 * @param {'heic' | 'avif'} kind
 * @returns {Promise<File>}
 */
export async function asJpeg(file, kind) {
  if (!(await isWhole(file))) throw { code: 'sheet/damaged', params: {} };
  const photo = file.slice(0, file.size, `image/${kind}`);
  try {
    const picture = await createImageBitmap(photo).catch(() => asElement(photo));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
    return new File([blob], file.name, { lastModified: file.lastModified });
  } catch (cause) {
    throw { code: `page/${kind}`, params: {}, detail: String(cause) };
  }
}

/** Some browsers can display more formats than createImageBitmap supports. @param {Blob} photo */
async function asElement(photo) {
  const element = new Image();
  element.src = URL.createObjectURL(photo);
  try {
    await element.decode();
    return element;
  } finally {
    URL.revokeObjectURL(element.src);
  }
}

/** Whether the file's boxes end at its end, that is, it is not truncated (ISO/IEC 14496-12). @param {Blob} file */
async function isWhole(file) {
  let place = 0;
  while (place < file.size) {
    const head = new DataView(await file.slice(place, place + 16).arrayBuffer());
    if (head.byteLength < 8) return false;
    const short = head.getUint32(0);
    if (short === 0) return true; // to the end
    if (short === 1 && head.byteLength < 16) return false;
    const length = short === 1 ? Number(head.getBigUint64(8)) : short;
    if (length < 8) return false;
    place += length;
  }
  return place === file.size;
}
