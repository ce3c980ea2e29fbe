/** Teachers' papers by their places in Learn: `sheet-<id>`, and with its solution `solution-<id>`. No screen. */

/** @param {string} place @returns {{kind: string, id: string} | null} */
export function paperAt(place) {
  const [, kind, id] = /^(sheet|solution)-(.*)$/.exec(place) ?? [];
  return kind ? { kind, id } : null;
}
