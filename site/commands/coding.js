/** Runs cells one after the other, stops them, and exports and imports them as files. */

import { asRecord } from './errors.js';
import { before } from '../state/collection.js';
import { factsOf } from '../state/facts.js';
import { createInbox } from './inbox.js';
import { learnedFrom, withEdits } from '../state/learned.js';
import { asOutput } from '../state/outputs.js';
import { save } from './save.js';
import { epochAtHand } from '../state/training.js';
import { CANCELLED, CRASHED, ENDED } from '../worker/codes.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */
/** @import {Learned} from '../state/learned.js' */
/** @import {Arrived, CodeOutput, CodeProject, Counted, Completions, Edit} from '../worker/protocol.js' */

/** Shortest interval between updates by outputs: a loop may print faster than the page can draw. */
const FLUSH_MS = 60;

/** Running time from which the page says that other requests wait for a cell. */
const LONG_MS = 500;

/** A cell that awaits something reacts to a stop within 50 ms; one that never does is ended with its worker. */
const GRACE_MS = 200;

/** The worker was lost, or was asked to stop before the cell's code began. */
const STOPPED = [ENDED, CANCELLED];

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Client} dependencies.client
 * @param {import('./collectionSync.js').CollectionSync} dependencies.sync
 * @param {(network: Arrived & {run: string}, learned: Learned) => Promise<void>} dependencies.takeOver    goes on
 *     with a network that a cell has built
 * @param {() => void} dependencies.restart    ends the worker and starts a new one with the project
 * @param {() => Promise<void>} dependencies.check    checks whether the cell has damaged Python
 */
export function createCoding({ store: { getState, dispatch }, client, sync, restart, check, takeOver }) {
  /** @type {{id: string, abort: AbortController} | null} */
  let running = null;
  /** @type {{id: string, allowPypi: boolean}[]} */
  const queue = [];

  /**
   * @param {string} id
   *
   * @param {boolean} [allowPypi]    whether packages that the site does not include may be downloaded
   */
  function runCell(id, allowPypi = false) {
    if (running?.id === id || queue.some((one) => one.id === id)) return;
    queue.push({ id, allowPypi });
    dispatch({ type: 'cell/waits', id });
    return work();
  }

  async function work() {
    while (!running && queue.length > 0 && getState().boot.state === 'ready') {
      const next = /** @type {{id: string, allowPypi: boolean}} */ (queue.shift());
      const cell = getState().notebook.cells.find(({ id }) => id === next.id);
      if (!cell) continue;
      const abort = new AbortController();
      running = { id: cell.id, abort };
      await run(cell.id, cell.source, next.allowPypi, abort.signal);
      running = null;
      if (getState().boot.state === 'ready') void check();
    }
  }

  /** @param {string} id @param {string} source @param {boolean} allowPypi @param {AbortSignal} signal */
  async function run(id, source, allowPypi, signal) {
    dispatch({ type: 'cell/started', id });
    const number = getState().notebook.runs;
    /** The training data of the cell's networks: the collection as sent to the cell, with the cell's edits. */
    let learned = learnedFrom(getState());
    const inbox = createInbox(
      (/** @type {CodeOutput[]} */ outputs) => hear(id, number, outputs, () => learned),
      FLUSH_MS,
    );
    /** A network from a cell becomes the current one before any request about it is sent. @param {CodeOutput} told */
    function put(told) {
      const output = asOutput(told);
      if (output.type === 'edited') learned = withEdits(learned, output.edits);
      inbox.put(output);
      if (output.type === 'used') inbox.flush();
    }
    const long = setTimeout(() => dispatch({ type: 'cell/lasts', id }), LONG_MS);
    try {
      const params = { source, name: `${number}`, project: projectOf(getState(), sync.counted()), allowPypi };
      const { done } = await client.request('code.run', params, {
        onEvent: put,
        signal,
        terminateIfIgnored: true,
        grace: GRACE_MS,
        late: true,
      });
      inbox.flush();
      dispatch({ type: 'cell/ended', id, state: signal.aborted ? 'stopped' : done ? 'done' : 'failed', error: null });
      if (!done) leaveRest();
    } catch (error) {
      inbox.flush();
      leaveRest();
      const record = asRecord(error);
      const stopped = STOPPED.includes(record.code);
      dispatch({ type: 'cell/ended', id, state: stopped ? 'stopped' : 'failed', error: stopped ? null : record });
      if (record.code === CRASHED) restart();
    } finally {
      clearTimeout(long);
    }
  }

  /**
   * A task that the cell has started may send outputs after the cell has ended.
   *
   * @param {string} id
   * @param {number} number    of the execution: outputs of earlier ones are ignored
   * @param {CodeOutput[]} outputs
   * @param {() => Learned} learned
   */
  function hear(id, number, outputs, learned) {
    if (getState().notebook.cells.find((cell) => cell.id === id)?.number !== number) return;
    const shown = outputs.map((output) =>
      output.type === 'edited'
        ? edited(output.edits)
        : output.type === 'used'
          ? { type: /** @type {const} */ ('used') }
          : output,
    );
    dispatch({ type: 'cell/told', id, outputs: shown });
    for (const output of outputs) {
      if (output.type === 'used' && output.start)
        void takeOver(/** @type {Arrived & {run: string}} */ (output), learned());
    }
  }

  /**
   * Applies a cell's edits, and records how to undo exactly these.
   * @param {Edit[]} edits
   * @returns {CodeOutput}
   */
  function edited(edits) {
    const was = before(getState().editing.now, edits);
    dispatch({ type: 'pictures/edited', changes: edits });
    return { type: 'edited', edits, before: was };
  }

  /** After a failed cell, the following ones are not run. */
  function leaveRest() {
    for (const { id } of queue.splice(0)) dispatch({ type: 'cell/ended', id, state: 'new', error: null });
  }

  function stopCell() {
    if (!running) return;
    leaveRest();
    running.abort.abort();
  }

  /** @param {() => Promise<void>} work */
  async function orTell(work) {
    dispatch({ type: 'cells/failed', error: null });
    try {
      await work();
    } catch (error) {
      dispatch({ type: 'cells/failed', error: asRecord(error) });
    }
  }

  return {
    runCell,
    stopCell,
    workOnCells: work,

    runAllCells() {
      for (const { id } of getState().notebook.cells) void runCell(id);
    },

    /** Undoes a cell's edits, and nothing else. @param {CodeOutput & {type: 'edited'}} output */
    undoEdited({ before: was = [] }) {
      dispatch({ type: 'pictures/edited', changes: [...was].reverse() });
    },

    /**
     * There are no completions while Python is busy or not running.
     *
     * @param {string} text
     * @returns {Promise<Completions>}
     */
    async complete(text) {
      if (running || getState().boot.state !== 'ready') return { length: 0, options: [] };
      return client.request('code.complete', { text }).catch(() => ({ length: 0, options: [] }));
    },

    /** @param {string} key */
    openExample: (key) =>
      orTell(async () => {
        const source = await client.request('code.example', { key, language: getState().language });
        dispatch({ type: 'cell/added', source, example: key, after: null });
      }),

    /**
     * @param {'ipynb' | 'py'} form
     * @param {(example: string) => string} noteOf    the text shown above an example
     */
    saveCells: (form, noteOf) =>
      orTell(async () => {
        const cells = getState().notebook.cells.map(({ source, example }) => ({
          source,
          note: example ? noteOf(example) : '',
        }));
        const text = await client.request('code.save', { cells, form });
        save(
          `zeichenlabor.${form}`,
          new TextEncoder().encode(text),
          form === 'py' ? 'text/x-python' : 'application/x-ipynb+json',
        );
      }),

    /** @param {File} file */
    openCells: (file) =>
      orTell(async () => {
        const sources = await client.request('code.open', { text: await file.text(), name: file.name });
        dispatch({ type: 'cells/opened', sources });
      }),

    /** The programs for the buttons, with the current settings. */
    async writePrograms() {
      const state = getState();
      const { settings } = factsOf(state);
      if (!settings || state.boot.state !== 'ready') return;
      try {
        const programs = await client.request('code.programs', {
          settings,
          project: projectOf(state, sync.counted()),
          files: filesOf(state),
        });
        dispatch({ type: 'programs/told', programs });
      } catch {
        // Invalid settings have no program; the Train step shows their errors.
      }
    },

    saveCodeData: () =>
      orTell(async () => {
        save(
          'zeichenlabor-project.npz',
          await client.request('code.data', { project: projectOf(getState(), sync.counted()) }),
          'application/zip',
        );
      }),

    /** Whether the site was built with access to PyPI. */
    async lookAtPolicy() {
      try {
        const { packagesFrom } = await (await fetch(new URL('../manifest.json', import.meta.url))).json();
        dispatch({ type: 'policy/told', pypi: packagesFrom.length > 0 });
      } catch {
        dispatch({ type: 'policy/told', pypi: false });
      }
    },
  };
}

/**
 * A training as sent to code.
 * @param {State['runs'][number]} run
 * @param {boolean} weighed    whether to include the weights, which are large
 */
function knownOf(
  { number, name, settings, epochs, ending = null, parameters, seconds, state, result, weights },
  weighed,
) {
  return {
    number,
    name,
    settings,
    epochs: epochs.length,
    parameters,
    seconds,
    state,
    valAccuracy: epochAtHand({ epochs, ending })?.valAccuracy ?? null,
    testAccuracy: result?.accuracy ?? null,
    weights: weighed ? weights : null,
  };
}

/**
 * Sheets that a program can read from their files: without edits.
 *
 * @param {State} state
 * @returns {string[] | null}
 */
function filesOf({ sheets, editing, classes }) {
  const read = sheets.filter((sheet) => sheet.result);
  const plain = read.every(
    ({ result, pointed }) => result?.page && !pointed && result.classes.join('\0') === classes.join('\0'),
  );
  return plain && Object.keys(editing.now).length === 0 ? read.map(({ name }) => name) : null;
}

/**
 * Weights of earlier trainings are sent only if a cell refers to them.
 * @param {State} state
 * @param {Counted} counted
 * @returns {CodeProject}
 */
function projectOf({ sheets, reading, choice, training, runs, notebook }, counted) {
  const weighed = notebook.cells.some(({ source }) => /\bruns\b/.test(source));
  return {
    ...counted,
    run: training.run,
    names: Object.fromEntries(sheets.map(({ id, name }) => [id, name])),
    runs: runs.map((run) => knownOf(run, weighed)),
    seed: choice.splitSeed,
    drawing: reading.result?.glyph ?? null,
  };
}
