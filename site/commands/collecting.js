/**
 * Commands for collecting, besides reading pages: templates, drawings, datasets, and exports of the collection.
 */

import { asRecord } from './errors.js';
import { readBytes } from './fileBytes.js';
import { DRAWN, MNIST_NAME, sampleName, seenIn } from '../state/collection.js';
import { freshId } from '../state/ids.js';
import { save } from './save.js';
import { fetchRest } from './collectionSync.js';
import { until } from '../state/store.js';
import { unpack } from '../unpack/unpack.js';
import { ask, BootError, bootErrorRecord } from '../worker/files.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Given} from '../state/sheets.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */
/** @import {CollectionSync} from './collectionSync.js' */
/** @import {Duplicates} from '../state/duplicates.js' */
/** @import {CameraView, SourceResult, Template} from '../worker/protocol.js' */

/** Presets depend on the number of drawings: they are requested after this pause. */
const REST_MS = 600;

const MNIST = [
  'train-images-idx3-ubyte.gz',
  'train-labels-idx1-ubyte.gz',
  't10k-images-idx3-ubyte.gz',
  't10k-labels-idx1-ubyte.gz',
];

/** The most pictures that are imported from a dataset, limited by what a training in the page can handle. */
const MOST = 70_000;

/** How many pages of a PDF are rendered in advance. */
const AHEAD = 1;

/** Length limit of a nickname. */
const LONGEST_NAME = 24;

/**
 * @param {object} parts
 * @param {Store<State, Action>} parts.store
 * @param {Client} parts.client
 * @param {CollectionSync} parts.supply
 * @param {(files: File[]) => Promise<void>} parts.addPages
 * @param {() => Promise<void>} parts.onChange    called when the collection has changed
 */
export function createCollecting({ store, client, supply, addPages, onChange }) {
  const { getState, dispatch } = store;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {AbortController | null} */
  let search = null;

  /** @param {() => Promise<void>} work */
  async function orTell(work) {
    try {
      await work();
    } catch (error) {
      dispatch({ type: 'template/changed', template: { error: asRecord(error) } });
    }
  }

  let keeping = false;

  /** Processes drawings in order; if the worker is lost, the drawing waits for the next worker. */
  async function workOnDrawings() {
    if (keeping) return;
    keeping = true;
    for (let first = next(); first; first = next()) {
      const { id: of, drawing, size } = first;
      try {
        const { glyph } = await client.request('drawing.normalize', { drawing, width: size, height: size });
        dispatch({ type: 'drawn/read', of, glyph, id: freshId(DRAWN) });
      } catch (error) {
        if (getState().boot.state !== 'ready') break;
        dispatch({ type: 'drawn/failed', of, error: asRecord(error) });
      }
      changeSoon();
    }
    keeping = false;
  }

  /** Processes the next drawing. */
  function next() {
    const { boot, underway } = getState();
    return boot.state === 'ready' ? underway[0] : undefined;
  }

  function changeSoon() {
    clearTimeout(timer);
    timer = setTimeout(() => void onChange(), REST_MS);
  }

  /**
   * Adds a dataset as a source.
   *
   * @param {string} name
   * @param {(sheet: string) => Promise<{result: SourceResult, given?: Given}>} load
   */
  async function takeIn(name, load) {
    const id = freshId('ready');
    dispatch({ type: 'sheets/added', sheets: [{ id, name }] });
    await fill(id, id, load);
  }

  /**
   * @param {string} id
   * @param {string} as    a new id if its pictures are replaced
   * @param {(sheet: string) => Promise<{result: SourceResult, given?: Given}>} load
   */
  async function fill(id, as, load) {
    dispatch({ type: 'sheet/started', id });
    try {
      const loaded = await load(as);
      supply.hold(as, loaded.result);
      dispatch({ type: 'sheet/read', id, as, ...loaded });
      supply.tidy(); // its card may have been removed meanwhile
      if (isLarge(loaded.result) && isThere(as)) await fetchRest({ client, dispatch }, as);
      await onChange();
    } catch (error) {
      dispatch({ type: 'sheet/failed', id, error: asRecord(error) });
    }
  }

  /** @param {string} id    of a source */
  const isThere = (id) => getState().sheets.some((sheet) => sheet.id === id);

  /**
   * The files are kept if there are too many pictures for the page, so that another worker can read them, or if they
   * were corrected, so that this can be undone.
   *
   * @param {string} sheet
   * @param {Given} given
   */
  async function askForFiles(sheet, given) {
    const copies = given.files.map(({ name, file }) => ({ name, file: file.slice() }));
    /** @type {SourceResult} */
    const result = await client.request(
      'ready.files',
      { ...given, sheet, files: copies },
      { transfer: copies.map(({ file }) => file.buffer) },
    );
    return { result, given };
  }

  /** @param {SourceResult} result */
  const isLarge = ({ more }) => more.some((count) => count > 0);

  /** Waits until at most one page is queued; while Python is not running, none is read. */
  const calm = () =>
    until(
      store,
      ({ boot, sheets }) => boot.state !== 'ready' || sheets.filter(({ state }) => state === 'waiting').length <= AHEAD,
    );

  /** Number of PDFs being rendered. */
  let drawn = 0;
  const drawing = (/** @type {boolean} */ is) => {
    drawn += is ? 1 : -1;
  };

  /** @param {string} name @param {any} error */
  function refuse(name, error) {
    const id = freshId('refused');
    dispatch({ type: 'sheets/added', sheets: [{ id, name }] });
    dispatch({ type: 'sheet/failed', id, error: asRecord(error) });
  }

  return {
    refuse,

    /** Whether a PDF is being rendered, which uses another worker. */
    isDrawing: () => drawn > 0,

    /**
     * Adds pages in the order of the files; files with several pages are split.
     * @param {File[]} files
     */
    async addPapers(files) {
      const { id: project } = getState().project;
      const isHere = () => getState().project.id === project; // otherwise they were added to another one
      /** @type {Promise<void>[]} */
      const reading = [];
      /** @param {import('../unpack/unpack.js').Unpacked} page */
      const give = (page) => {
        if (!isHere()) return;
        if ('file' in page) reading.push(addPages([page.file]));
        else refuse(page.name, page.error);
      };
      for (const file of files) {
        try {
          await unpack(file, { request: client.request, readBytes, give, calm, drawing });
        } catch (error) {
          if (isHere()) refuse(file.name, error);
        }
      }
      await Promise.all(reading);
    },

    /** Imports a dataset from dropped files. @param {File[]} files */
    addReady: (files) =>
      takeIn(nameOf(files), async (sheet) =>
        askForFiles(sheet, {
          files: await Promise.all(files.map(async (file) => ({ name: file.name, file: await readBytes(file) }))),
          most: MOST,
        }),
      ),

    /**
     * Imports a dataset again, without corrections or turned in another way.
     * @param {string} id @param {import('../state/sheets.js').TakenAgain} wish
     */
    async takeAgain(id, wish) {
      const given = getState().sheets.find((sheet) => sheet.id === id)?.given;
      if (!given) return;
      const { files, most } = given;
      dispatch({ type: 'sheet/again', id });
      await fill(id, freshId('ready'), (sheet) => askForFiles(sheet, { files, most, ...wish }));
    },

    /**
     * Adds sheets with synthetic handwriting, which are read like real ones.
     * @param {string[]} symbols
     * @param {number} count
     */
    async addSamples(symbols, count) {
      const { id: project } = getState().project;
      for (let left = count; left > 0 && getState().project.id === project; left -= 1) {
        const seed = crypto.getRandomValues(new Uint16Array(1))[0];
        const name = sampleName(seed);
        try {
          const jpeg = await client.request('ready.sheet', { symbols, seed });
          if (getState().project.id !== project) return;
          await addPages([new File([jpeg], name, { type: 'image/jpeg' })]);
        } catch (error) {
          refuse(name, error);
          return;
        }
      }
    },

    addDigits: () =>
      takeIn('scikit-learn load_digits', async (sheet) => ({
        result: await client.request(
          'ready.digits',
          { sheet },
          { onEvent: (progress) => dispatch({ type: 'sheet/progressed', id: sheet, progress }) },
        ),
      })),

    /** @param {number} most */
    addMnist: (most) =>
      takeIn(MNIST_NAME, async (sheet) => {
        const files = await Promise.all(
          MNIST.map(async (name) => ({ name, file: await fetched(`data/mnist/${name}`) })),
        );
        return askForFiles(sheet, { files, most });
      }),

    /**
     * Errors for single frames are ignored, since the next frame follows.
     * @param {{frame: Uint8Array, width: number, height: number}} picture
     */
    async lookAt({ frame, width, height }) {
      try {
        /** @type {CameraView} */
        const { corners, sure } = await client.request(
          'camera.look',
          { frame, width, height },
          { transfer: [frame.buffer] },
        );
        const shares = corners?.map(([x, y]) => [x / width, y / height]) ?? null;
        dispatch({ type: 'camera/looked', view: { corners: shares, sure } });
      } catch {
        dispatch({ type: 'camera/looked', view: { corners: null, sure: 0 } });
      }
    },

    /** Whether the site was built with MNIST. */
    async lookForMnist() {
      try {
        const { files } = await (await fetch('manifest.json')).json();
        dispatch({ type: 'ready/told', mnist: MNIST.every((name) => `data/mnist/${name}` in files) });
      } catch {
        dispatch({ type: 'ready/told', mnist: false });
      }
    },

    /** Sets the writer of a source. @param {string} id @param {string} name */
    signSheet(id, name) {
      dispatch({ type: 'sheet/signed', id, writer: name.trim().slice(0, LONGEST_NAME) });
    },

    async findDuplicates() {
      const asked = freshId('asked');
      const tell = (/** @type {Partial<Duplicates>} */ change) => dispatch({ type: 'duplicates/told', asked, change });
      dispatch({ type: 'duplicates/asked', asked, seen: seenIn(getState().sheets) });
      search = new AbortController();
      try {
        const { sources } = supply.counted();
        const { groups } = await client.request(
          'collection.duplicates',
          { sources },
          { onEvent: tell, signal: search.signal, firm: true },
        );
        tell({ state: 'done', groups });
      } catch (error) {
        tell({ state: 'failed', error: asRecord(error) });
      }
    },

    stopFindingDuplicates: () => search?.abort(),

    /** @param {'sprites' | 'idx' | 'npz' | 'folders'} form */
    async saveCollection(form) {
      dispatch({ type: 'save/told', error: null });
      try {
        const bytes = await client.request('collection.save', { form, ...supply.counted() });
        const ending = form === 'npz' ? 'npz' : 'zip';
        save(`zeichenlabor-${form}.${ending}`, bytes, 'application/zip');
      } catch (error) {
        dispatch({ type: 'save/told', error: asRecord(error) });
      }
    },

    /** @param {Template} template */
    drawTemplate: (template) =>
      orTell(async () => {
        const pages = await client.request('template.svgs', { template });
        dispatch({ type: 'template/changed', template: { pages, drawn: template.sheetId, error: null } });
      }),

    /** @param {Template} template @param {string} name */
    saveTemplate: (template, name) =>
      orTell(async () => {
        save(name, await client.request('template.pdf', { template }), 'application/pdf');
      }),

    /**
     * @param {string} name    the class that was requested
     * @param {Uint8Array} drawing    ink, row by row
     * @param {number} size
     */
    keepDrawing(name, drawing, size) {
      dispatch({ type: 'drawn/asked', drawing: { id: freshId('drawing'), name, drawing, size } });
      return workOnDrawings();
    },

    workOnDrawings,

    collectionChanged: changeSoon,

    undoDrawing() {
      dispatch({ type: 'drawn/undone' });
      changeSoon();
    },
  };
}

/** A name for idx files: train + t10k (idx). @param {File[]} files */
function nameOf(files) {
  const parts = files.map(({ name }) => name.replace(/[-_.]?(images|labels)[-_.].*$/i, ''));
  const names = [...new Set(parts)].filter(Boolean);
  return files.length > 1 && names.length > 0 ? `${names.join(' + ')} (${files.length})` : files[0].name;
}

/** @param {string} path @returns {Promise<Uint8Array>} */
async function fetched(path) {
  try {
    return new Uint8Array(await (await ask(path, path)).arrayBuffer());
  } catch (error) {
    throw error instanceof BootError
      ? bootErrorRecord(error)
      : { code: 'boot/broken-off', params: { file: path }, detail: String(error) };
  }
}
