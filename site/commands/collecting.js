/**
 * Commands for collecting, besides reading pages: dropped files, the camera, duplicates, and exports of the collection;
 * datasets, drawings and templates in files of their own.
 */

import { createDatasets } from './datasets.js';
import { createDrawings } from './drawings.js';
import { asRecord } from './errors.js';
import { readBytes } from './fileBytes.js';
import { seenIn } from '../state/collection.js';
import { freshId } from '../state/ids.js';
import { save } from './save.js';
import { createTemplates } from './templates.js';
import { until } from '../state/store.js';
import { unpack } from '../unpack/unpack.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */
/** @import {CollectionSync} from './collectionSync.js' */
/** @import {Duplicates} from '../state/duplicates.js' */
/** @import {CameraView} from '../worker/protocol.js' */

/** How many pages of a PDF are rendered in advance. */
const AHEAD = 1;

/** Length limit of a nickname. */
const LONGEST_NAME = 24;

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Client} dependencies.client
 * @param {CollectionSync} dependencies.sync
 * @param {(files: File[]) => Promise<void>} dependencies.addPages
 * @param {() => Promise<void>} dependencies.onChange    called when the collection has changed
 */
export function createCollecting({ store, client, sync, addPages, onChange }) {
  const { getState, dispatch } = store;
  /** @type {AbortController | null} */
  let search = null;

  /** Waits until at most one page is queued; while Python is not running, none is read. */
  const calm = () =>
    until(
      store,
      ({ boot, sheets }) => boot.state !== 'ready' || sheets.filter(({ state }) => state === 'waiting').length <= AHEAD,
    );

  /** Number of PDFs being rendered. */
  let rendered = 0;
  const rendering = (/** @type {boolean} */ is) => {
    rendered += is ? 1 : -1;
  };

  /** @param {string} name @param {any} error */
  function refuse(name, error) {
    const id = freshId('refused');
    dispatch({ type: 'sheets/added', sheets: [{ id, name }] });
    dispatch({ type: 'sheet/failed', id, error: asRecord(error) });
  }

  return {
    ...createDatasets({ store, client, sync, addPages, refuse, onChange }),
    ...createDrawings({ store, client, onChange }),
    ...createTemplates({ store, client }),

    refuse,

    /** Whether a PDF is being rendered, which uses another worker. */
    isRendering: () => rendered > 0,

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
          await unpack(file, { request: client.request, readBytes, give, calm, rendering });
        } catch (error) {
          if (isHere()) refuse(file.name, error);
        }
      }
      await Promise.all(reading);
    },

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
        const { sources } = sync.counted();
        const { groups } = await client.request(
          'collection.duplicates',
          { sources },
          { onEvent: tell, signal: search.signal, terminateIfIgnored: true },
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
        const bytes = await client.request('collection.save', { form, ...sync.counted() });
        const ending = form === 'npz' ? 'npz' : 'zip';
        save(`zeichenlabor-${form}.${ending}`, bytes, 'application/zip');
      } catch (error) {
        dispatch({ type: 'save/told', error: asRecord(error) });
      }
    },
  };
}
