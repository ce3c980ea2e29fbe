/**
 * Python's modules as bytecode, kept on the device: the first start compiles them, the later ones need not.
 *
 * @typedef {{library: Uint8Array, packages: Uint8Array}} Bytecode    see zeichenlabor.lab.bytecode
 */

import { openDB } from '../vendor/idb.js';

const STORE = 'bytecode';

/** What is kept belongs to one version of Python and its packages; writing it clears another's away. */
export class BytecodeStore {
  #name;
  #id;

  /**
   * @param {URL} site    its folder: the origin may be shared with other pages
   * @param {string} id    of this version
   */
  constructor(site, id) {
    this.#name = `zeichenlabor-bytecode ${site.pathname}`;
    this.#id = id;
  }

  /** @returns {Promise<Bytecode | null>} */
  async read() {
    return this.#use(async (database) => (await database.get(STORE, this.#id)) ?? null);
  }

  /** @param {Bytecode} bytecode */
  async write(bytecode) {
    await this.#use(async (database) => {
      const { store, done } = database.transaction(STORE, 'readwrite');
      await Promise.all([store.clear(), store.put(bytecode, this.#id), done]);
    });
  }

  async forget() {
    await this.#use((database) => database.clear(STORE));
  }

  /**
   * @template Result
   * @param {(database: import('../vendor/idb.js').IDBPDatabase) => Promise<Result>} task
   */
  async #use(task) {
    const database = await openDB(this.#name, 1, { upgrade: (fresh) => void fresh.createObjectStore(STORE) });
    try {
      return await task(database);
    } finally {
      database.close();
    }
  }
}
