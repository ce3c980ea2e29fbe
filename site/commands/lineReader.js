/** Reading a line while it is written, and taking what was put right into the collection. */

import { asRecord } from './errors.js';
import { DRAWN } from '../state/collection.js';
import { factsOf } from '../state/facts.js';
import { freshId } from '../state/ids.js';
import { limitOf } from '../state/insight.js';
import { latest } from './latest.js';
import { cutOf, namesIn } from '../state/line.js';

/** @import {LineSymbol, Stroke} from '../state/line.js' */
/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */

/** A pen that rests for so long is between two strokes; then what stands there is read. */
const REST_MS = 150;

/**
 * @param {object} parts
 * @param {Store<State, Action>} parts.store
 * @param {Client} parts.client
 * @param {() => void} parts.changed    the collection
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
      const points = Float32Array.from(strokes.flat().flatMap(({ x, y }) => [x, y]));
      const counts = strokes.map(({ length }) => length);
      const result = await client.request(
        'line.read',
        { points, counts, pen, classes, cuts, run },
        { transfer: [points.buffer] },
      );
      dispatch({ type: 'line/read', reading: { result, strokes, cuts, classes: netClasses, epochs }, run });
      if (getState().training.run !== run) void read(); // another network has come meanwhile
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
    timer = setTimeout(() => void wake(), REST_MS);
  }

  return {
    wake,
    commands: {
      /** The whole line as it stands after a stroke, or after the eraser. @param {Stroke[]} strokes */
      writeLine(strokes) {
        dispatch({ type: 'line/written', strokes });
        readSoon();
      },

      /** These symbols are one, or two. @param {LineSymbol[]} symbols @param {1 | 2} count */
      cutLine(symbols, count) {
        dispatch({ type: 'line/cut', cut: cutOf(symbols, count) });
        return wake();
      },

      undoStroke() {
        dispatch({ type: 'line/undone' });
        readSoon();
      },

      /** When it is seen again: the network may have learned since. */
      readLine: () => wake(),

      /**
       * What a symbol really is; its picture becomes a drawing of the collection.
       * @param {number} index
       * @param {string} name
       */
      correctSymbol(index, name) {
        dispatch({ type: 'line/corrected', index, name, id: freshId(DRAWN) });
        changed();
        return understand();
      },

      /** The latest one, and its picture. */
      undoCorrection() {
        dispatch({ type: 'line/uncorrected' });
        changed();
        return understand();
      },
    },
  };
}
