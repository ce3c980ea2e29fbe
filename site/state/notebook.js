/** The cells of the Code step, their outputs, and the programs for the page's buttons. */

/** @import {CodeOutput, ErrorRecord, Programs} from '../worker/protocol.js' */

/**
 * @typedef {'new' | 'waiting' | 'running' | 'done' | 'failed' | 'stopped'} CellState
 *
 * @typedef {object} Cell
 * @property {string} id
 * @property {string} source
 * @property {string | null} example    the example whose title, task and hint are shown above it
 * @property {CellState} state
 * @property {number} number    its execution count; 0 before the first run
 * @property {CodeOutput[]} outputs
 * @property {ErrorRecord | null} error    that prevented it from running
 *
 * @typedef {{kind: 'unresponsive'} | {kind: 'memory'} | {kind: 'damaged', names: string[]}} PythonProblem
 *     unresponsive: it does not respond; memory: no memory is left; damaged: a cell has changed what the page needs
 *
 * @typedef {object} Notebook
 * @property {Cell[]} cells
 * @property {number} made    number of cells created, for their ids
 * @property {number} runs    number of executions
 * @property {string | null} lasts    the cell that has been running so long that others wait for it
 * @property {string | null} fresh    the cell to scroll to and focus; null once done
 * @property {boolean} restarted    variables are lost since Python was restarted
 * @property {PythonProblem | null} pythonProblem    why Python should be restarted
 * @property {boolean} pypi    whether this site allows packages from PyPI
 * @property {ErrorRecord | null} error    of saving or opening
 * @property {Programs | null} programs    that do the same as the buttons; null until requested
 *
 * @typedef {{type: 'cell/added', source: string, example: string | null, after: string | null}
 *   | {type: 'cell/shown', id: string}
 *   | {type: 'cell/changed', id: string, source: string}
 *   | {type: 'cell/removed', id: string}
 *   | {type: 'cell/moved', id: string, by: number}
 *   | {type: 'cell/waits', id: string}
 *   | {type: 'cell/started', id: string}
 *   | {type: 'cell/lasts', id: string}
 *   | {type: 'cell/told', id: string, outputs: CodeOutput[]}
 *   | {type: 'cell/ended', id: string, state: CellState, error: ErrorRecord | null}
 *   | {type: 'cells/opened', sources: string[]}
 *   | {type: 'cells/failed', error: ErrorRecord | null}
 *   | {type: 'python/restarted'}
 *   | {type: 'python/problem', pythonProblem: PythonProblem | null}
 *   | {type: 'policy/told', pypi: boolean}
 *   | {type: 'programs/told', programs: Programs}} NotebookAction
 */

/** @type {Notebook} */
export const NO_NOTEBOOK = {
  cells: [],
  made: 0,
  runs: 0,
  lasts: null,
  fresh: null,
  restarted: false,
  pythonProblem: null,
  pypi: false,
  error: null,
  programs: null,
};

/** The most outputs of a cell; more would slow the page down. */
const MOST_OUTPUTS = 200;

/**
 * @param {Notebook} notebook
 * @param {NotebookAction} action
 * @returns {Notebook}
 */
export function notebookReducer(notebook, action) {
  switch (action.type) {
    case 'cell/added':
      return withNew(notebook, action);
    case 'cell/shown':
      return notebook.fresh === action.id ? { ...notebook, fresh: null } : notebook;
    case 'cell/changed':
      return withCell(notebook, action.id, { source: action.source });
    case 'cell/removed':
      return { ...notebook, cells: notebook.cells.filter(({ id }) => id !== action.id) };
    case 'cell/moved':
      return { ...notebook, cells: moved(notebook.cells, action.id, action.by) };
    case 'cell/waits':
      return withCell(notebook, action.id, { state: 'waiting' });
    case 'cell/started':
      return {
        ...withCell(notebook, action.id, { state: 'running', number: notebook.runs + 1, outputs: [], error: null }),
        runs: notebook.runs + 1,
        // They are restored with the cells.
        restarted: notebook.restarted && notebook.cells[0]?.id !== action.id,
      };
    case 'cell/told':
      return {
        ...notebook,
        cells: notebook.cells.map((cell) =>
          cell.id === action.id ? { ...cell, outputs: joined(cell.outputs, action.outputs) } : cell,
        ),
      };
    case 'cell/lasts':
      return { ...notebook, lasts: action.id };
    case 'cell/ended':
      // Also if it was deleted while running.
      return {
        ...withCell(notebook, action.id, { state: action.state, error: action.error }),
        lasts: notebook.lasts === action.id ? null : notebook.lasts,
      };
    case 'cells/opened':
      return withOpened(notebook, action.sources);
    case 'cells/failed':
      return { ...notebook, error: action.error };
    case 'python/restarted':
      return { ...notebook, restarted: true };
    case 'python/problem':
      return { ...notebook, pythonProblem: action.pythonProblem };
    case 'policy/told':
      return { ...notebook, pypi: action.pypi };
    case 'programs/told':
      return { ...notebook, programs: action.programs };
    default:
      return notebook;
  }
}

/**
 * @param {Notebook} notebook
 * @param {{source: string, example: string | null, after: string | null}} wanted
 * @returns {Notebook}
 */
function withNew(notebook, { source, example, after }) {
  const id = `cell-${notebook.made + 1}`;
  /** @type {Cell} */
  const cell = { id, source, example, state: 'new', number: 0, outputs: [], error: null };
  const place = notebook.cells.findIndex((one) => one.id === after) + 1 || notebook.cells.length;
  return {
    ...notebook,
    cells: [...notebook.cells.slice(0, place), cell, ...notebook.cells.slice(place)],
    made: notebook.made + 1,
    fresh: id,
  };
}

/** @param {Notebook} notebook @param {string[]} sources @returns {Notebook} */
function withOpened(notebook, sources) {
  /** @type {Notebook} */
  let all = { ...notebook, cells: [], error: null };
  for (const source of sources) all = withNew(all, { source, example: null, after: null });
  return all;
}

/**
 * @param {Notebook} notebook
 * @param {string} id
 * @param {Partial<Cell>} change
 * @returns {Notebook}
 */
function withCell(notebook, id, change) {
  return { ...notebook, cells: notebook.cells.map((cell) => (cell.id === id ? { ...cell, ...change } : cell)) };
}

/** @param {Cell[]} cells @param {string} id @param {number} by @returns {Cell[]} */
function moved(cells, id, by) {
  const from = cells.findIndex((cell) => cell.id === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= cells.length) return cells;
  const others = cells.filter((_, place) => place !== from);
  return [...others.slice(0, to), cells[from], ...others.slice(to)];
}

/**
 * Appends text to the previous output of the same stream.
 *
 * @param {CodeOutput[]} before
 * @param {CodeOutput[]} more
 * @returns {CodeOutput[]}
 */
function joined(before, more) {
  const all = [...before];
  for (const output of more) {
    const last = all[all.length - 1];
    if (output.type === 'text' && last?.type === 'text' && last.stream === output.stream) {
      all[all.length - 1] = { ...last, text: last.text + output.text };
    } else if (output.type === 'fetching' && last?.type === 'fetching' && last.names.join() === output.names.join()) {
      all[all.length - 1] = output;
    } else if (all.length < MOST_OUTPUTS || output.type === 'failure') {
      all.push(output);
    }
  }
  return all;
}

/** @type {WeakMap<Cell[], Cell[]>} */
const settledBefore = new WeakMap();

/**
 * The cells as stored: none is running. Equal cells give the identical list, so that it is not written again.
 *
 * @param {Cell[]} cells
 * @returns {Cell[]}
 */
export function settledCells(cells) {
  const runs = (/** @type {Cell} */ { state }) => state === 'running' || state === 'waiting';
  if (!cells.some(runs)) return cells;
  const known = settledBefore.get(cells);
  if (known) return known;
  /** @type {Cell[]} */
  const all = cells.map((cell) => (runs(cell) ? { ...cell, state: 'stopped' } : cell));
  settledBefore.set(cells, all);
  return all;
}
