/**
 * The projects on this device, in IndexedDB. Every change of a project is one transaction, so the stored state is
 * always consistent.
 *
 * `projects` contains an entry for each, `parts` their contents by [project, part]. An entry has the id of its writer:
 * after another tab has taken over, this tab cannot write any more.
 */

import { openDB } from '../vendor/idb.js';
import { FORMAT, isFull, TakenOver, TooNew, Vanished } from './reasons.js';

/** @import {IDBPDatabase} from '../vendor/idb.js' */
/** @import {Entry} from '../state/project.js' */
/** @import {Parts} from './stateParts.js' */

/**
 * @typedef {Entry & {format: number, writer: string, removed: boolean}} StoredEntry
 * @typedef {Awaited<ReturnType<typeof openDatabase>>} Database
 */

/** @param {string} name    the origin may be shared with other pages */
export async function openDatabase(name) {
  /** @type {Promise<IDBPDatabase> | null} */
  let opening = null;

  function database() {
    opening ??= openDB(name, 1, {
      upgrade(db) {
        db.createObjectStore('projects', { keyPath: 'id' });
        db.createObjectStore('parts');
        db.createObjectStore('settings');
      },
      // The browser may close it, for instance when its data are cleared: the next use opens it again.
      terminated: forget,
      blocking(_, __, event) {
        forget();
        /** @type {IDBDatabase} */ (event.target).close();
      },
    });
    return opening;
  }

  function forget() {
    opening = null;
  }

  /**
   * Previous writers of projects that this tab has opened while the disk was full.
   * @type {Map<string, string>}
   */
  const unclaimed = new Map();

  /** @param {string} id */
  const all = (id) => IDBKeyRange.bound([id], [id, []]);

  await database();

  return {
    /** @returns {Promise<StoredEntry[]>} those that were removed, too */
    async list() {
      return (await database()).getAll('projects');
    },

    /** The last open project. @returns {Promise<string | undefined>} */
    async current() {
      return (await database()).get('settings', 'current');
    },

    /** @param {string} id */
    async setCurrent(id) {
      await (await database()).put('settings', id, 'current');
    },

    /**
     * Reads a project, and makes this tab its writer; on a full disk this happens with the first write.
     *
     * @param {string} id
     * @param {string} writer
     * @returns {Promise<{entry: StoredEntry, parts: Parts} | null>}
     */
    async open(id, writer) {
      const found = await (await database()).get('projects', id);
      if (!found) return null;
      if (found.format > FORMAT) throw new TooNew(id);
      try {
        await this.change(id, { writer });
      } catch (error) {
        if (!isFull(error)) throw error;
        unclaimed.set(id, found.writer);
      }
      const entry = await (await database()).get('projects', id); // no other tab can write it from now on
      return entry ? { entry, parts: await this.read(id) } : null;
    },

    /**
     * Reads a project's parts.
     *
     * @param {string} id
     * @returns {Promise<Parts>}
     */
    async read(id) {
      const tx = (await database()).transaction('parts');
      const [keys, values] = await Promise.all([tx.store.getAllKeys(all(id)), tx.store.getAll(all(id))]);
      return new Map(keys.map((key, index) => [/** @type {string[]} */ (key)[1], values[index]]));
    },

    /**
     * Writes changed parts in one transaction.
     *
     * @param {StoredEntry} entry
     * @param {Parts} changed
     * @param {string[]} removed    names of parts
     * @param {boolean} fresh    the project was not stored before
     */
    async write(entry, changed, removed, fresh) {
      const tx = (await database()).transaction(['projects', 'parts', 'settings'], 'readwrite', {
        durability: 'strict',
      });
      const done = tx.done.catch(ignore); // the first error is reported by the request
      try {
        const before = await tx.objectStore('projects').get(entry.id);
        if (before && before.writer !== entry.writer && before.writer !== unclaimed.get(entry.id))
          throw new TakenOver(entry.id);
        if (!before && !fresh) throw new Vanished(entry.id);
        const parts = tx.objectStore('parts');
        await Promise.all([
          tx.objectStore('projects').put(entry),
          entry.writer && tx.objectStore('settings').put(entry.id, 'current'),
          ...[...changed].map(([part, value]) => parts.put(value, [entry.id, part])),
          ...removed.map((part) => parts.delete([entry.id, part])),
        ]);
        await tx.done;
        unclaimed.delete(entry.id);
      } catch (error) {
        abort(tx);
        await done;
        throw error;
      }
    },

    /**
     * @param {string} id
     * @param {Partial<StoredEntry>} change
     */
    async change(id, change) {
      const tx = (await database()).transaction('projects', 'readwrite');
      const done = tx.done.catch(ignore); // the first error is reported by the request
      try {
        const entry = await tx.store.get(id);
        if (entry) await tx.store.put({ ...entry, ...change });
        await tx.done;
      } catch (error) {
        abort(tx);
        await done;
        throw error;
      }
    },

    /** Deletes a project permanently; works on a full disk, too. @param {string} id */
    async remove(id) {
      const tx = (await database()).transaction(['projects', 'parts'], 'readwrite');
      await Promise.all([tx.objectStore('projects').delete(id), tx.objectStore('parts').delete(all(id))]);
      await tx.done;
    },
  };
}

/** @param {{abort: () => void}} transaction */
function abort(transaction) {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

function ignore() {}
