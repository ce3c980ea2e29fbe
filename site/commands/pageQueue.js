/**
 * Distributes pages among all workers, in order; the cards' order does not depend on which page is read first. An error
 * is shown on the page's card and does not affect others.
 */

import { asRecord } from './errors.js';
import { readBytes } from './fileBytes.js';
import { freshId } from '../state/ids.js';
import { CRASHED, ENDED } from '../worker/codes.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Sheet} from '../state/sheets.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */
/** @import {Pool} from '../worker/pool.js' */
/** @import {CollectionSync} from './collectionSync.js' */

/** The most sheets in one picture: more would be too small to read. */
const MOST_SHEETS = 9;

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Client} dependencies.client
 * @param {CollectionSync} dependencies.sync
 * @param {Pool} dependencies.pool
 * @param {() => Promise<void>} dependencies.onChange    called when the queue is empty, or a page was removed
 */
export function createPageQueue({ store: { getState, dispatch }, client, sync, pool, onChange }) {
  /** Pages that are being read or queued in the pool. @type {Map<string, AbortController>} */
  const readings = new Map();

  /** @param {Iterable<File>} list */
  function add(list) {
    for (const file of list) addOne(file);
    return work();
  }

  /** Identifies a file: duplicates would put the same pictures into training and test data. @param {File} file */
  function addOne(file) {
    const id = freshId('sheet');
    const origin = `${file.name}/${file.size}/${file.lastModified}`;
    const twice = getState().sheets.some((sheet) => sheet.origin === origin);
    dispatch({
      type: 'sheets/added',
      sheets: [twice ? { id, name: file.name } : { id, name: file.name, origin, file }],
    });
    if (twice) dispatch({ type: 'sheet/failed', id, error: { code: 'page/file-twice', params: {} } });
  }

  /**
   * Adds a card for another sheet in the same picture, once.
   *
   * @param {string} id    of the one that was read
   * @param {File} file
   * @param {number[][]} corners    of that one
   */
  function addBeside(id, file, corners) {
    const beside = [...(sheetOf(id)?.beside ?? []), corners];
    const number = beside.length + 1;
    const origin = `${file.name}/${file.size}/${file.lastModified}/${number}`;
    if (number > MOST_SHEETS || getState().sheets.some((sheet) => sheet.origin === origin)) return;
    dispatch({
      type: 'sheets/added',
      sheets: [{ id: freshId('sheet'), name: `${file.name} · ${number}`, origin, file, beside }],
      after: id,
    });
  }

  async function work() {
    const { boot, sheets } = getState();
    if (boot.state !== 'ready') return;
    const fresh = sheets.filter(({ id, state }) => state === 'waiting' && !readings.has(id));
    await Promise.all(fresh.map(({ id }) => readOne(id)));
  }

  /** @param {string} id */
  async function readOne(id) {
    const abort = new AbortController();
    readings.set(id, abort);
    await read(id, abort.signal);
    readings.delete(id);
    if (readings.size === 0) void onChange();
    await work(); // it may be queued again
  }

  /**
   * A page that is read again gets another id, since its pictures are different.
   *
   * @param {string} id
   * @param {AbortSignal} signal
   */
  async function read(id, signal) {
    let as = id;
    /** The sources that it has been compared with. @type {string[]} */
    let others = [];
    /** @param {boolean} own */
    async function ask(own) {
      dispatch({ type: 'sheet/started', id });
      const { file: given, result, ...sheet } = sheetOf(id) ?? {};
      if (!given) throw { code: 'page/ready-lost', params: {} };
      const file = await readBytes(given);
      as = result ? freshId('sheet') : id;
      others = own ? othersThan(id) : [];
      const page = { file, ...toldOf(sheet) };
      const transfer = [file.buffer];
      return own
        ? { method: 'sheets.read', params: { sheet: as, name: given.name, others, ...page }, transfer }
        : { method: 'page.read', params: page, transfer };
    }
    try {
      const { result, own } = await pool.run({
        ask,
        signal,
        onEvent: (progress) => dispatch({ type: 'sheet/progressed', id, progress }),
      });
      if (own) sync.hold(as, result);
      if (!signal.aborted) {
        const { file } = sheetOf(id) ?? {};
        dispatch({ type: 'sheet/read', id, as, result });
        if (file && result.page?.quality.warnings.includes('second-sheet')) addBeside(as, file, result.page.corners);
      }
      sync.tidy();
      if (!signal.aborted) void findTwin(as, others);
    } catch (error) {
      if (signal.aborted) return; // this reading is no longer needed
      // If the worker was lost, the page waits for the next one, unless this page crashed Python.
      const record = asRecord(error);
      if ((getState().boot.state === 'ready' && record.code !== ENDED) || record.code === CRASHED)
        dispatch({ type: 'sheet/failed', id, error: record });
    }
  }

  /** Compares it with pages that were read meanwhile. @param {string} id @param {string[]} compared */
  async function findTwin(id, compared) {
    if (!isPage(id)) return; // it was removed meanwhile
    const others = othersThan(id).filter(isPage);
    if (others.every((other) => compared.includes(other))) return;
    try {
      const { twin } = await client.request('sheets.twin', { sheet: id, others });
      dispatch({ type: 'sheet/compared', id, twin });
    } catch {
      // This is not repeated with the next worker: the search for duplicates finds such pages, too.
    }
  }

  /** The ids of the other sources, which are sent to the worker if necessary. @param {string} id */
  function othersThan(id) {
    return sync
      .counted()
      .sources.map(({ sheet }) => sheet)
      .filter((sheet) => sheet !== id);
  }

  /** @param {string} id */
  const isPage = (id) => Boolean(sheetOf(id)?.result?.page);

  /** @param {string} id */
  const sheetOf = (id) => getState().sheets.find((sheet) => sheet.id === id);

  /** Opens the editor for corners, with those that were found or those of the picture. @param {string} id */
  async function point(id) {
    const sheet = sheetOf(id);
    if (!sheet?.file) return;
    try {
      const page = sheet.result?.page;
      const picture = page ?? (await client.request('sheets.preview', { file: await readBytes(sheet.file) }));
      dispatch({
        type: 'corners/opened',
        pointing: { id, name: sheet.name, picture, corners: page?.corners ?? insetCorners(picture) },
      });
    } catch (error) {
      dispatch({ type: 'sheet/failed', id, error: asRecord(error) });
    }
  }

  /** @param {string} id @param {number[][]} corners */
  function readAt(id, corners) {
    return readAgain({ id, corners });
  }

  /** Reads a page again with these symbols, from top to bottom. @param {string} id @param {string[]} classes */
  function readAs(id, classes) {
    return readAgain({ id, classes });
  }

  /** Reads a page again with the chosen orientation. @param {string} id @param {number[]} top */
  function readFacing(id, top) {
    return readAgain({ id, top });
  }

  /**
   * Earlier facts are kept.
   * @param {{id: string, corners?: number[][], classes?: string[], top?: number[]}} told
   */
  function readAgain(told) {
    readings.get(told.id)?.abort(); // it is being read again
    dispatch({ type: 'sheet/again', ...told });
    return work();
  }

  /** @param {string} id */
  function remove(id) {
    readings.get(id)?.abort();
    dispatch({ type: 'sheet/removed', id });
    sync.tidy();
    return onChange();
  }

  /** Restores a page with its edits, and reads it if it had not been read. @param {string} id */
  async function restore(id) {
    readings.get(id)?.abort(); // it is being read again, which is cancelled
    dispatch({ type: 'deletion/restored', id });
    sync.tidy();
    await onChange();
    await work();
  }

  return { add, work, remove, restore, point, readAt, readAs, readFacing };
}

/** The known facts about a page. @param {Partial<Sheet>} sheet */
function toldOf({ corners, classes, top, beside }) {
  return { ...(corners && { corners }), ...(classes && { classes }), ...(top && { top }), ...(beside && { beside }) };
}

/** Initial corners, a tenth inside the picture. @param {{width: number, height: number}} picture */
function insetCorners({ width, height }) {
  return [
    [0.1, 0.1],
    [0.9, 0.1],
    [0.9, 0.9],
    [0.1, 0.9],
  ].map(([x, y]) => [x * width, y * height]);
}
