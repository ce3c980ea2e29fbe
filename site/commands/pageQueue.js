/**
 * Pages are read by all workers, in the order of dropping; each card keeps its place, whichever is read first. One
 * that fails says so on its own card and harms no other.
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

/** In one picture: more are not large enough to be read. */
const MOST_SHEETS = 9;

/**
 * @param {object} parts
 * @param {Store<State, Action>} parts.store
 * @param {Client} parts.client
 * @param {CollectionSync} parts.supply
 * @param {Pool} parts.pool
 * @param {() => Promise<void>} parts.onChange    when no more pages wait, or one has been removed
 */
export function createPageQueue({ store: { getState, dispatch }, client, supply, pool, onChange }) {
  /** Pages that some worker reads, or soon will. @type {Map<string, AbortController>} */
  const underway = new Map();

  /** @param {Iterable<File>} list */
  function add(list) {
    for (const file of list) addOne(file);
    return work();
  }

  /** The same file twice would put the same pictures into training and test. @param {File} file */
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
   * Another sheet lies in the same picture: it gets a card of its own, once.
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
    const fresh = sheets.filter(({ id, state }) => state === 'waiting' && !underway.has(id));
    await Promise.all(fresh.map(({ id }) => readOne(id)));
  }

  /** @param {string} id */
  async function readOne(id) {
    const abort = new AbortController();
    underway.set(id, abort);
    await read(id, abort.signal);
    underway.delete(id);
    if (underway.size === 0) void onChange();
    await work(); // it may wait once more
  }

  /**
   * What has been read before is read again under another id: the pictures are others.
   *
   * @param {string} id
   * @param {AbortSignal} signal
   */
  async function read(id, signal) {
    let as = id;
    /** With whom it has been compared. @type {string[]} */
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
      if (own) supply.hold(as, result);
      if (!signal.aborted) {
        const { file } = sheetOf(id) ?? {};
        dispatch({ type: 'sheet/read', id, as, result });
        if (file && result.page?.quality.warnings.includes('second-sheet')) addBeside(as, file, result.page.corners);
      }
      supply.tidy();
      if (!signal.aborted) void findTwin(as, others);
    } catch (error) {
      if (signal.aborted) return; // nobody waits for this reading any more
      // A worker that was lost takes the request with it: the page then waits for the next worker,
      // unless it was this very page that crashed Python.
      const record = asRecord(error);
      if ((getState().boot.state === 'ready' && record.code !== ENDED) || record.code === CRASHED)
        dispatch({ type: 'sheet/failed', id, error: record });
    }
  }

  /** Pages that were read meanwhile have not been compared with it. @param {string} id @param {string[]} compared */
  async function findTwin(id, compared) {
    if (!isPage(id)) return; // it is gone by now
    const others = othersThan(id).filter(isPage);
    if (others.every((other) => compared.includes(other))) return;
    try {
      const { twin } = await client.request('sheets.twin', { sheet: id, others });
      dispatch({ type: 'sheet/compared', id, twin });
    } catch {
      // The next worker is not asked: a page that came twice then shows among the duplicates.
    }
  }

  /** The other sources in their order, which the worker is given where it does not hold them. @param {string} id */
  function othersThan(id) {
    return supply
      .counted()
      .sources.map(({ sheet }) => sheet)
      .filter((sheet) => sheet !== id);
  }

  /** @param {string} id */
  const isPage = (id) => Boolean(sheetOf(id)?.result?.page);

  /** @param {string} id */
  const sheetOf = (id) => getState().sheets.find((sheet) => sheet.id === id);

  /** Lets a person set the corners: from where they were found, or from the picture's own. @param {string} id */
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

  /** With the symbols that a person says are on it, from top to bottom. @param {string} id @param {string[]} classes */
  function readAs(id, classes) {
    return readAgain({ id, classes });
  }

  /** With that end up that a person chose. @param {string} id @param {number[]} top */
  function readFacing(id, top) {
    return readAgain({ id, top });
  }

  /**
   * What was told before stays true beside it.
   * @param {{id: string, corners?: number[][], classes?: string[], top?: number[]}} told
   */
  function readAgain(told) {
    underway.get(told.id)?.abort(); // it is being read as something else
    dispatch({ type: 'sheet/again', ...told });
    return work();
  }

  /** @param {string} id */
  function remove(id) {
    underway.get(id)?.abort();
    dispatch({ type: 'sheet/removed', id });
    supply.tidy();
    return onChange();
  }

  /** It comes back with its edits, and is read where it had not been. @param {string} id */
  async function restore(id) {
    underway.get(id)?.abort(); // it is read again, which nobody wants any more
    dispatch({ type: 'gone/restored', id });
    supply.tidy();
    await onChange();
    await work();
  }

  return { add, work, remove, restore, point, readAt, readAs, readFacing };
}

/** What is known of a page besides its picture. @param {Partial<Sheet>} sheet */
function toldOf({ corners, classes, top, beside }) {
  return { ...(corners && { corners }), ...(classes && { classes }), ...(top && { top }), ...(beside && { beside }) };
}

/** Corners to begin with, a tenth inside of the picture. @param {{width: number, height: number}} picture */
function insetCorners({ width, height }) {
  return [
    [0.1, 0.1],
    [0.9, 0.1],
    [0.9, 0.9],
    [0.1, 0.9],
  ].map(([x, y]) => [x * width, y * height]);
}
