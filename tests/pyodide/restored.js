/**
 * Stands where pytest-pyodide looks for Pyodide's own loader, and starts Python as the page does: from the snapshot.
 */

import { restore } from './worker/restore.js';

export async function loadPyodide() {
  const site = new URL('.', import.meta.url);
  const get = async (path) => (await fetch(new URL(path, site))).arrayBuffer();
  const [loader, maker] = await Promise.all([import('./pyodide/pyodide.mjs'), import('./pyodide/pyodide.asm.mjs')]);
  const pieces = { loadPyodide: loader.loadPyodide, createPyodideModule: maker.default };
  const { pyodide, bringLibrary, bringSources } = await restore({ site, get, ...pieces });
  await bringLibrary();
  await bringSources();
  pyodide.pyimport('zeichenlabor.lab.after_snapshot').adapt_to_machine(navigator.language, navigator.userAgent);
  return pyodide;
}
