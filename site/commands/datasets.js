/** Commands for datasets: from dropped files, those that come with the app, and sheets with synthetic handwriting. */

import { asRecord } from './errors.js';
import { readBytes } from './fileBytes.js';
import { MNIST_NAME, sampleName } from '../state/collection.js';
import { freshId } from '../state/ids.js';
import { fetchRest } from './collectionSync.js';
import { ask, BootError, bootErrorRecord } from '../worker/files.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Given, TakenAgain} from '../state/sheets.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */
/** @import {CollectionSync} from './collectionSync.js' */
/** @import {SourceResult} from '../worker/protocol.js' */

const MNIST = [
  'train-images-idx3-ubyte.gz',
  'train-labels-idx1-ubyte.gz',
  't10k-images-idx3-ubyte.gz',
  't10k-labels-idx1-ubyte.gz',
];

/** The most pictures that are imported from a dataset, limited by what a training in the page can handle. */
const MOST = 70_000;

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Client} dependencies.client
 * @param {CollectionSync} dependencies.sync
 * @param {(files: File[]) => Promise<void>} dependencies.addPages
 * @param {(name: string, error: any) => void} dependencies.refuse    adds a card with an error
 * @param {() => Promise<void>} dependencies.onChange    called when the collection has changed
 */
export function createDatasets({ store, client, sync, addPages, refuse, onChange }) {
  const { getState, dispatch } = store;

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
      sync.hold(as, loaded.result);
      dispatch({ type: 'sheet/read', id, as, ...loaded });
      sync.tidy(); // its card may have been removed meanwhile
      if (isLarge(loaded.result) && isThere(as)) await fetchRest({ client, dispatch }, as);
      await onChange();
    } catch (error) {
      dispatch({ type: 'sheet/failed', id, error: asRecord(error) });
    }
  }

  /** @param {string} id    of a source */
  const isThere = (id) => getState().sheets.some((sheet) => sheet.id === id);

  /**
   * The files are kept, so that another worker can read them, and corrections can be undone.
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

  return {
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
     * @param {string} id @param {TakenAgain} wish
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

    /** Whether the site was built with MNIST. */
    async lookForMnist() {
      try {
        const { files } = await (await fetch('manifest.json')).json();
        dispatch({ type: 'ready/told', mnist: MNIST.every((name) => `data/mnist/${name}` in files) });
      } catch {
        dispatch({ type: 'ready/told', mnist: false });
      }
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
