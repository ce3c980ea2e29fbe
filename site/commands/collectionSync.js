/**
 * Sends the collection to the worker. The page's sheets are the single source of truth: a request that uses pictures
 * lists the sources that count, and those that the worker does not have are sent before it. Messages are processed in
 * order. Other sources that the worker still has are ignored.
 */

import { asRecord } from './errors.js';
import { countedOf, ownLabels } from '../state/collection.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Sheet} from '../state/sheets.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */
/** @import {Counted, SourceResult} from '../worker/protocol.js' */

/** @typedef {ReturnType<typeof createCollectionSync>} CollectionSync */

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Client} dependencies.client
 */
export function createCollectionSync({ store: { getState, dispatch }, client }) {
  /** What the current worker has, by source. @type {Map<string, SourceResult>} */
  let held = new Map();

  /** @param {Sheet} sheet @param {SourceResult} result */
  function give({ id, given }, result) {
    const worker = held;
    worker.set(id, result);
    const giving = result.more.some((count) => count > 0) ? giveMany(id, given) : giveOne(id, result);
    // A request that needs it then fails; the next one sends it again.
    giving.catch(() => worker.delete(id));
  }

  /** @param {string} id @param {SourceResult} result */
  async function giveOne(id, result) {
    const { classes, images, cells, testFrom = null } = result;
    await client.request('sheets.restore', { sheet: id, classes, images, labels: ownLabels(result), cells, testFrom });
  }

  /**
   * Sources that are too large to be stored are recreated from their files.
   * @param {string} id
   * @param {Sheet['given']} given
   */
  async function giveMany(id, given) {
    try {
      if (!given) throw { code: 'page/ready-lost', params: {} };
      const files = given.files.map(({ name, file }) => ({ name, file: file.slice() }));
      await client.request(
        'ready.files',
        { ...given, sheet: id, files },
        { transfer: files.map(({ file }) => file.buffer) },
      );
      await fetchRest({ client, dispatch }, id);
    } catch (error) {
      if (getState().boot.state === 'ready') dispatch({ type: 'sheet/lost', id, error: asRecord(error) });
      throw error;
    }
  }

  /** Removes deleted sources from the worker. */
  function tidy() {
    const ids = new Set(
      getState()
        .sheets.filter(({ result }) => result)
        .map(({ id }) => id),
    );
    for (const id of [...held.keys()].filter((one) => !ids.has(one))) {
      held.delete(id);
      client.request('sheets.forget', { sheet: id }).catch(ignore);
    }
  }

  function fill() {
    if (getState().boot.state !== 'ready') return;
    tidy();
    for (const sheet of getState().sheets)
      if (sheet.result && held.get(sheet.id) !== sheet.result) give(sheet, sheet.result);
  }

  return {
    /** A new worker has nothing. */
    begin() {
      held = new Map();
    },

    fill,
    tidy,

    /** Notes that the worker has read a source itself. @param {string} id @param {SourceResult} result */
    hold(id, result) {
      held.set(id, result);
    },

    /** Returns the collection for a request, which must be sent immediately. @returns {Counted} */
    counted() {
      fill();
      return countedOf(getState());
    },
  };
}

/**
 * Requests the pictures of a large dataset that its result did not include.
 *
 * @param {{client: Client, dispatch: Store<State, Action>['dispatch']}} dependencies
 * @param {string} id    of the source
 */
export async function fetchRest({ client, dispatch }, id) {
  dispatch({ type: 'sheet/completed', id, rest: await client.request('sheets.rest', { sheet: id }) });
}

function ignore() {}
