/** The device's storage as storage/database.js shows it, with as much room as a test says. */

import { FORMAT, TakenOver, TooNew, Vanished } from '../../../site/storage/reasons.js';

/** Whatever is small costs so much. */
const SMALL = 64;

/** @param {any} value */
function sizeOf(value) {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
  if (value === null || typeof value !== 'object') return SMALL;
  return Object.values(value).reduce((sum, one) => sum + sizeOf(one), SMALL);
}

/** Outlives the pages that open it. */
export function createDisk() {
  return { entries: new Map(), parts: new Map(), current: undefined, quota: Infinity };
}

export function usage({ parts, entries }) {
  const all = [...parts.values()].flatMap((one) => [...one.values()]);
  return all.reduce((sum, value) => sum + sizeOf(value), 0) + entries.size * SMALL;
}

/** One tab's way to it: all or nothing is written; what only deletes needs no room. */
export function openDisk(disk) {
  const unclaimed = new Map();

  function commit(change) {
    const before = {
      entries: new Map(disk.entries),
      parts: new Map([...disk.parts].map(([id, parts]) => [id, new Map(parts)])),
      current: disk.current,
    };
    change();
    if (usage(disk) <= disk.quota) return;
    Object.assign(disk, before);
    throw new DOMException('full', 'QuotaExceededError');
  }

  return {
    list: async () => [...disk.entries.values()],
    current: async () => disk.current,
    setCurrent: async (id) => {
      disk.current = id;
    },
    async open(id, writer) {
      const entry = disk.entries.get(id);
      if (!entry) return null;
      if (entry.format > FORMAT) throw new TooNew(id);
      if (usage(disk) > disk.quota) unclaimed.set(id, entry.writer);
      else disk.entries.set(id, { ...entry, writer });
      return { entry, parts: await this.read(id) };
    },
    read: async (id) => new Map(structuredClone([...(disk.parts.get(id) ?? [])])),
    async write(entry, changed, gone, fresh) {
      const before = disk.entries.get(entry.id);
      if (before && before.writer !== entry.writer && before.writer !== unclaimed.get(entry.id))
        throw new TakenOver(entry.id);
      if (!before && !fresh) throw new Vanished(entry.id);
      const values = structuredClone([...changed]);
      commit(() => {
        disk.entries.set(entry.id, entry);
        if (entry.writer) disk.current = entry.id;
        const parts = new Map(disk.parts.get(entry.id) ?? []);
        for (const [name, value] of values) parts.set(name, value);
        for (const name of gone) parts.delete(name);
        disk.parts.set(entry.id, parts);
      });
      unclaimed.delete(entry.id);
    },
    async remove(id) {
      disk.entries.delete(id);
      disk.parts.delete(id);
    },
  };
}
