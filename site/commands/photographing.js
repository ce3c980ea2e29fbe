/** Reads lines on paper: in a photo, or live from the camera. */

import { asRecord } from './errors.js';
import { readBytes } from './fileBytes.js';
import { DRAWN } from '../state/collection.js';
import { factsOf } from '../state/facts.js';
import { freshId } from '../state/ids.js';
import { cutOf } from '../state/line.js';
import { unpack } from '../unpack/unpack.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */
/** @import {LineSymbol} from '../state/line.js' */
/** @import {ReadPhoto} from '../worker/protocol.js' */

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Client} dependencies.client
 * @param {() => void} dependencies.changed    the collection
 */
export function createPhotographing({ store: { getState, dispatch }, client, changed }) {
  /** The current file, to be read again after the network has changed. @type {{name: string, file: File} | null} */
  let page = null;

  /** @param {string} name @param {(about: {names: string[], run: string | null}) => Promise<ReadPhoto>} ask */
  async function read(name, ask) {
    const state = getState();
    const { training } = state;
    const { run } = training;
    const epochs = training.state === 'idle' ? null : training.epochs.length;
    const { netClasses } = factsOf(state);
    try {
      const result = await ask({ names: netClasses, run });
      dispatch({ type: 'photo/read', reading: { result, classes: netClasses, epochs }, run, name });
    } catch (error) {
      if (getState().boot.state === 'ready') dispatch({ type: 'photo/failed', error: asRecord(error), name });
    }
  }

  async function wake() {
    const { photo, boot, step } = getState();
    if (!page || photo.name !== page.name || boot.state !== 'ready' || step !== 'try') return;
    const { name, file } = page;
    await read(name, async (about) => {
      const bytes = await readBytes(file);
      const { cuts } = getState().photo;
      return client.request('photo.read', { file: bytes, cuts, ...about }, { transfer: [bytes.buffer] });
    });
  }

  return {
    wake,
    commands: {
      /** The first page of a file. @param {File} file */
      async openPhoto(file) {
        const name = freshId(file.name);
        page = null;
        dispatch({ type: 'photo/opened', name, live: false });
        try {
          /** @type {Promise<void>} */
          await new Promise((done, fail) => {
            /** @param {import('../unpack/unpack.js').Unpacked} first */
            const give = (first) => {
              if ('error' in first) fail(first.error);
              else page ??= { name, file: first.file };
              done(undefined);
            };
            unpack(file, { request: client.request, readBytes, give, calm: async () => {}, rendering: () => {} }).catch(
              fail,
            );
          });
          await wake();
        } catch (error) {
          dispatch({ type: 'photo/failed', error: asRecord(error), name });
        }
      },

      /** Reads it again: the network may have changed. */
      readPhoto: () => wake(),

      closePhoto() {
        page = null;
        dispatch({ type: 'photo/closed' });
      },

      /** Shows the camera's picture instead of a file's. */
      beginLive() {
        page = null;
        dispatch({ type: 'photo/opened', name: freshId('live'), live: true });
      },

      /** Closes the camera's picture if it is still shown. */
      endLive() {
        if (getState().photo.live) dispatch({ type: 'photo/closed' });
      },

      /**
       * Reads one frame of the live picture; the next one may follow after its result.
       * @param {{frame: Uint8Array, width: number, height: number}} picture
       */
      async lookAtLines({ frame, width, height }) {
        const {
          boot,
          photo: { name, live },
        } = getState();
        if (boot.state !== 'ready' || !live) return;
        await read(name, (about) =>
          client.request('photo.look', { frame, width, height, ...about }, { transfer: [frame.buffer] }),
        );
      },

      /** Merges these symbols to one, or splits them in two. @param {LineSymbol[]} symbols @param {1 | 2} count */
      cutPhoto(symbols, count) {
        dispatch({ type: 'photo/cut', cut: cutOf(symbols, count) });
        return wake();
      },

      /** Undoes the latest one. */
      uncutPhoto() {
        dispatch({ type: 'photo/uncut' });
        return wake();
      },

      /** @param {number} index @param {string} name */
      correctInPhoto(index, name) {
        dispatch({ type: 'photo/corrected', index, name, id: freshId(DRAWN) });
        changed();
      },

      undoInPhoto() {
        dispatch({ type: 'photo/uncorrected' });
        changed();
      },
    },
  };
}
