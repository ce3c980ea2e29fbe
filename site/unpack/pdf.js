/**
 * Renders the pages of a PDF with pdf.js, which is loaded with the first PDF.
 *
 * Its parser runs, like Python, in a worker with an opaque origin, which inherits the page's policy and cannot make
 * requests: everything it needs is passed to it.
 */

import { IGNORED } from './bag.js';
import { download, fetchManifest } from '../worker/files.js';
import { dataAddress } from '../worker/start.js';

const FOLDER = 'vendor/pdfjs/';
/** Enough for reading, with two thirds of the pixels of 300 dpi. */
const DPI = 240;
/** Safari's canvases hold 16.7 million pixels. */
const MOST_PIXELS = 16_000_000;
/** Shortest length of the longer side, for pages with an implausible size. */
const LEAST_SIDE = 2400;
/** Pixel limit of pictures in a PDF, the same as Python's for files; larger ones are left white. */
const MOST_IMAGE_PIXELS = 80_000_000;
const QUALITY = 0.92;
/** The most files that are attached to a PDF, and the most bytes of each. */
const MOST_ATTACHED = 100;
const MOST_ATTACHED_BYTES = 2 ** 28;
/** Bytes that are read at a time. */
const CHUNK_BYTES = 2 ** 18;

/**
 * @typedef {{number: number, pages: number, picture?: Blob, error?: import('../worker/protocol.js').ErrorRecord} &
 *     Partial<Attached>} PdfPage    the first one with what is attached to the file
 * @typedef {{attached: File[], isPortfolio: boolean}} Attached    isPortfolio: the pages are only its cover
 */

/** @type {ReturnType<typeof load> | undefined} */
let loading;
let attempts = 0;

async function load() {
  const site = new URL('..', import.meta.url);
  const { files } = await fetchManifest(new URL('manifest.json', site));
  /** @param {string} name */
  const read = (name) => download(new URL(FOLDER + name, site), FOLDER + name, files[FOLDER + name], () => {});
  attempts += 1; // browsers cache failed imports by URL
  const address = new URL(`../vendor/pdfjs/pdf.js${attempts > 1 ? `?${attempts}` : ''}`, import.meta.url).href;
  const [library, script] = await Promise.all([
    import(address).catch(async (cause) => {
      await read('pdf.js'); // reports the error
      throw { code: 'boot/wrong-type', params: { file: `${FOLDER}pdf.js` }, detail: String(cause) };
    }),
    read('pdf.worker.js'),
  ]);
  return { library, read, address: await dataAddress(script) };
}

/**
 * Yields the pages, each rendered on demand. A page that cannot be rendered has an error.
 *
 * @param {File} file
 * @param {number} most    pages
 * @returns {AsyncGenerator<PdfPage>}
 */
export async function* drawPages(file, most) {
  loading ??= load();
  loading.catch(() => {
    loading = undefined;
  }); // a retry starts from the beginning
  const pdfjs = await loading;
  let pages = 1;
  for (let number = 1; number <= Math.min(pages, most); number += 1) {
    const page = await drawPage(file, number, pdfjs);
    pages = page.pages;
    yield page;
  }
}

/**
 * Each page uses a new worker, since memory for pictures, a hundred megabytes and more, is not freed before the worker
 * ends.
 *
 * @param {File} file
 * @param {number} number
 * @param {Awaited<ReturnType<typeof load>>} pdfjs
 * @returns {Promise<PdfPage>}
 */
async function drawPage(file, number, pdfjs) {
  const { opening, lost, close } = open(file, pdfjs);
  try {
    const pdf = await Promise.race([opening, lost]);
    const pages = pdf.numPages;
    if (pages === 0) throw { code: 'sheet/damaged', params: {} };
    const attached = number === 1 ? await Promise.race([attachedTo(pdf, file), lost]) : {};
    try {
      return { number, pages, ...attached, picture: await Promise.race([draw(pdf, number), lost]) };
    } catch (cause) {
      return { number, pages, ...attached, error: asError(cause) };
    }
  } catch (cause) {
    throw asError(cause);
  } finally {
    close();
  }
}

/**
 * Reads only the ranges of the file that a page needs, since pdf.js makes several copies.
 *
 * @param {Blob} file
 * @param {Awaited<ReturnType<typeof load>>} pdfjs
 */
function open(file, { library, read, address }) {
  const worker = new Worker(address, { type: 'module', name: 'pdf' });
  /** @type {(error: import('../worker/protocol.js').ErrorRecord) => void} */
  let lose = () => {};
  /** @type {Promise<never>} */
  const lost = new Promise((_, reject) => {
    lose = reject;
  });
  lost.catch(() => {});
  worker.onerror = ({ message }) => lose({ code: 'page/pdf', params: {}, detail: message });
  const range = new library.PDFDataRangeTransport(file.size, null);
  range.requestDataRange = (/** @type {number} */ begin, /** @type {number} */ end) =>
    file
      .slice(begin, end)
      .arrayBuffer()
      .then(
        (bytes) => range.onDataRange(begin, new Uint8Array(bytes)),
        (cause) => lose({ code: 'page/file-unreadable', params: {}, detail: String(cause) }),
      );
  const task = library.getDocument({
    range,
    rangeChunkSize: CHUNK_BYTES,
    disableAutoFetch: true,
    disableStream: true,
    worker: new library.PDFWorker({ port: worker }),
    verbosity: 0,
    isEvalSupported: false,
    useWorkerFetch: false,
    maxImageSize: MOST_IMAGE_PIXELS,
    wasmUrl: FOLDER,
    WasmFactory: class {
      /** @param {{filename: string}} wanted */
      async fetch({ filename }) {
        return new Uint8Array(await read(filename));
      }
    },
  });
  const close = () => {
    worker.terminate(); // frees its memory immediately
    void task.destroy().catch(() => {});
  };
  return { opening: /** @type {Promise<any>} */ (task.promise), lost, close };
}

/** Damage there does not affect the pages. @param {any} pdf @param {File} file @returns {Promise<Partial<Attached>>} */
async function attachedTo(pdf, { name, lastModified }) {
  try {
    const [found, { info }] = await Promise.all([pdf.getAttachments(), pdf.getMetadata()]);
    /** @type {{filename: string, content?: Uint8Array}[]} */
    const files = Object.values(found ?? {});
    const attached = files
      .filter(({ content }) => content && content.length > 0 && content.length <= MOST_ATTACHED_BYTES)
      .slice(0, MOST_ATTACHED)
      .map(
        ({ filename, content }) =>
          new File([/** @type {BlobPart} */ (content)], `${name} · ${filename}`, { lastModified }),
      )
      .filter((one) => !IGNORED.test(one.name));
    return { attached, isPortfolio: info.IsCollectionPresent === true };
  } catch {
    return {};
  }
}

/** @param {any} pdf @param {number} number @returns {Promise<Blob>} */
async function draw(pdf, number) {
  const page = await pdf.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: scaleOf(width, height) });
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(viewport.width);
  canvas.height = Math.ceil(viewport.height);
  try {
    await page.render({ canvas, viewport }).promise;
    page.cleanup(); // its pictures are larger than the page's
    /** @type {Blob | null} */
    const picture = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
    if (!picture) throw new Error('The canvas gives no picture.');
    await pdf.cleanup(); // removes its fonts from the page
    return picture;
  } finally {
    canvas.width = canvas.height = 0; // frees its memory immediately
  }
}

/** Pixels per point. @param {number} width @param {number} height */
export function scaleOf(width, height) {
  const most = Math.sqrt(MOST_PIXELS / (width * height));
  return Math.min(Math.max(DPI / 72, LEAST_SIDE / Math.max(width, height)), most);
}

/** @param {any} cause */
function asError(cause) {
  if (typeof cause?.code === 'string') return cause;
  const codes = new Map([
    ['PasswordException', 'sheet/locked'],
    ['InvalidPDFException', 'sheet/damaged'],
  ]);
  return { code: codes.get(cause?.name) ?? 'page/pdf', params: {}, detail: String(cause?.stack ?? cause) };
}
