/**
 * Projects as files: one is written, one is opened beside those that are here, or
 * those of a whole class become one. Python writes and reads them.
 */

import { asRecord } from './errors.js';
import { readBytes } from './fileBytes.js';
import { inFileName, save } from './save.js';
import { until } from '../state/store.js';
import { packParts, unpackParts } from '../storage/pack.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */
/** @import {Entry} from '../state/project.js' */
/** @import {Parts} from '../storage/stateParts.js' */
/** @import {OpenedProject} from '../worker/protocol.js' */

/** The file of a project without a name, as it is saved here, and as browsers call the second one. */
const UNNAMED = /^zeichenlabor(?: ?\(\d+\)|-\d+)?$/i;

/** @typedef {ReturnType<typeof createProjectFiles>} Filing */

/**
 * @param {object} parts
 * @param {Store<State, Action>} parts.store
 * @param {Pick<Client, 'request'>} parts.client
 * @param {() => Promise<Parts>} parts.collect    what the open project is made of
 * @param {(id: string) => Promise<Parts>} parts.readParts    what any project on this device is made of
 * @param {() => void} parts.onSaved    that has become a file
 * @param {(name: string, parts: Parts) => Promise<void>} parts.keep    puts a project into the list
 * @param {(name: string, parts: Parts) => Promise<void>} parts.show    opens a project that is nowhere yet
 */
export function createProjectFiles({ store, client, collect, readParts, onSaved, keep, show }) {
  const { getState, dispatch } = store;

  /** @param {Partial<State['project']['filing']>} filing */
  const tell = (filing) => dispatch({ type: 'project/filed', filing });

  /** Python may still be starting. */
  const ready = () => until(store, ({ boot }) => boot.state !== 'booting');

  /** What ends the work that is under way. @type {AbortController} */
  let working = new AbortController();

  /** @param {() => Promise<void>} work */
  async function orTell(work) {
    const mine = new AbortController();
    working = mine;
    tell({ state: 'working', files: [], error: null, lost: [], twice: [] });
    try {
      await ready();
      await work();
      tell({ state: 'idle' });
    } catch (error) {
      tell({ state: 'idle', error: mine.signal.aborted ? null : asRecord(error) });
    }
  }

  /**
   * Python's share of it, which a person may stop.
   * @param {string} method
   * @param {object} params
   * @param {Transferable[]} [transfer]
   */
  async function ask(method, params, transfer = []) {
    const { signal } = working;
    const result = await client.request(method, params, { signal, firm: true, transfer });
    signal.throwIfAborted(); // it was ready just then
    return result;
  }

  /** @param {string} name @param {Parts} parts @returns {Promise<Uint8Array>} */
  const write = (name, parts) => ask('project.write', { name, parts: packParts(parts) });

  /** @param {File} file @returns {Promise<OpenedProject>} */
  async function read(file) {
    const content = await readBytes(file);
    return ask('project.read', { file: content }, [content.buffer]);
  }

  /**
   * The project's own name; one without gets that of its file, if a person has given it.
   * @param {File} file
   * @param {string} name
   */
  const nameOf = (file, name) => name || file.name.replace(/\.zip$/i, '').replace(UNNAMED, '');

  return {
    saveProject: () =>
      orTell(async () => {
        const { name } = getState().project;
        const bytes = await write(name, await collect());
        save(`${['zeichenlabor', inFileName(name)].filter(Boolean).join('-')}.zip`, bytes, 'application/zip');
        onSaved();
      }),

    /** Several are asked about first: one dataset, or each for itself. @param {File[]} files */
    async openFiles(files) {
      if (files.length > 1) tell({ files, kept: false });
      else await this.openEach(files);
    },

    /**
     * Projects that are on this device become one as if their files had been dropped, with the same question.
     *
     * @param {Pick<Entry, 'id' | 'name'>[]} entries
     */
    async askToPool(entries) {
      /** @type {File[]} */
      const files = [];
      await orTell(async () => {
        for (const { id, name } of entries) {
          const bytes = await write(name, await readParts(id));
          files.push(new File([/** @type {BlobPart} */ (bytes)], `${name}.zip`));
        }
      });
      if (files.length === entries.length) tell({ files, kept: true });
    },

    stopFiling: () => working.abort(),

    leaveFiles: () => tell({ files: [], error: null, lost: [], twice: [] }),

    /** @param {File[]} files */
    openEach: (files) =>
      orTell(async () => {
        /** @type {string[]} */
        const lost = [];
        for (const [index, file] of files.entries()) {
          const { name, parts, lost: gone } = await read(file);
          lost.push(...gone);
          await (index < files.length - 1 ? keep : show)(nameOf(file, name), unpackParts(parts));
        }
        tell({ lost });
      }),

    /** @param {File[]} files @param {string} name */
    poolFiles: (files, name) =>
      orTell(async () => {
        const contents = await Promise.all(
          files.map(async (file) => ({ name: file.name, file: await readBytes(file) })),
        );
        /** @type {OpenedProject} */
        const { parts, lost, twice } = await ask(
          'project.pool',
          { name, files: contents },
          contents.map(({ file }) => file.buffer),
        );
        await show(name, unpackParts(parts));
        tell({ lost, twice });
      }),
  };
}
