/** Commands for symbols drawn on the screen: Python makes a picture of each, in their order. */

import { asRecord } from './errors.js';
import { DRAWN } from '../state/collection.js';
import { freshId } from '../state/ids.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */

/** Presets depend on the number of drawings: they are requested after this pause. */
const PAUSE_MS = 600;

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Client} dependencies.client
 * @param {() => Promise<void>} dependencies.onChange    called when the collection has changed
 */
export function createDrawings({ store, client, onChange }) {
  const { getState, dispatch } = store;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
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
    timer = setTimeout(() => void onChange(), PAUSE_MS);
  }

  return {
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
