/** Reads a line while it is written, and adds corrected symbols to the collection. */

import { asRecord } from './errors.js';
import { DRAWN } from '../state/collection.js';
import { factsOf } from '../state/facts.js';
import { freshId } from '../state/ids.js';
import { limitOf } from '../state/insight.js';
import { latest } from './latest.js';
import { cutOf, namesIn } from '../state/line.js';
import { packStrokes } from './packStrokes.js';

/** @import {LineSymbol, Stroke} from '../state/line.js' */
/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */

/** Pause of the pen after which the line is read. */
const PAUSE_MS = 150;

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Client} dependencies.client
 * @param {() => void} dependencies.changed    the collection
 */
export function createLineReader({ store: { getState, dispatch }, client, changed }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const read = latest({ getState }, readOnce);

  function wake() {
    clearTimeout(timer);
    return read();
  }

  async function readOnce() {
    const state = getState();
    const {
      line: { strokes, cuts, pen },
      training,
      classes: { length: classes },
      step,
    } = state;
    if (strokes.length === 0 || step !== 'try') return;
    const { run } = training;
    const epochs = training.state === 'idle' ? null : training.epochs.length;
    const { netClasses } = factsOf(state);
    try {
      const written = packStrokes(strokes);
      const result = await client.request(
        'line.read',
        { ...written, pen, classes, cuts, run },
        { transfer: [written.points.buffer] },
      );
      dispatch({ type: 'line/read', reading: { result, strokes, cuts, classes: netClasses, epochs }, run });
      if (getState().training.run !== run) void read(); // the network was replaced meanwhile
      await understand();
    } catch (error) {
      if (getState().boot.state === 'ready') dispatch({ type: 'line/failed', error: asRecord(error) });
    }
  }

  async function understand() {
    const { line, insight } = getState();
    const names = namesIn(line, limitOf(insight));
    if (names.length === 0) return;
    try {
      dispatch({
        type: 'line/understood',
        meaning: { names, value: await client.request('line.understand', { symbols: names }), error: null },
      });
    } catch (error) {
      if (getState().boot.state === 'ready')
        dispatch({ type: 'line/understood', meaning: { names, value: null, error: asRecord(error) } });
    }
  }

  function readSoon() {
    clearTimeout(timer);
    timer = setTimeout(() => void wake(), PAUSE_MS);
  }

  return {
    wake,
    commands: {
      /** Sets the strokes of the line after writing or erasing. @param {Stroke[]} strokes */
      writeLine(strokes) {
        dispatch({ type: 'line/written', strokes });
        readSoon();
      },

      /** Merges these symbols to one, or splits them in two. @param {LineSymbol[]} symbols @param {1 | 2} count */
      cutLine(symbols, count) {
        dispatch({ type: 'line/cut', cut: cutOf(symbols, count) });
        return wake();
      },

      undoStroke() {
        dispatch({ type: 'line/undone' });
        readSoon();
      },

      /** Reads the line again when it is shown: the network may have changed. */
      readLine: () => wake(),

      /**
       * Corrects a symbol, whose picture becomes a drawing of the collection.
       * @param {number} index
       * @param {string} name
       */
      correctSymbol(index, name) {
        dispatch({ type: 'line/corrected', index, name, id: freshId(DRAWN) });
        changed();
        return understand();
      },

      /** Undoes the latest correction, and removes its picture. */
      undoCorrection() {
        dispatch({ type: 'line/uncorrected' });
        changed();
        return understand();
      },
    },
  };
}
