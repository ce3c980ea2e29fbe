/** Stands where pytest-pyodide looks for Pyodide's own loader, and starts Python as the page does: from the snapshot. */

import { restore } from './worker/restore.js';

export async function loadPyodide() {
  const site = new URL('.', import.meta.url);
  const get = async (path) => (await fetch(new URL(path, site))).arrayBuffer();
  const scripts = { loader: import('./pyodide/pyodide.mjs'), maker: import('./pyodide/pyodide.asm.mjs') };
  const { pyodide, bringLibrary, bringSources } = await restore({ site, get, ...scripts });
  await bringLibrary();
  await bringSources();
  pyodide.pyimport('zeichenlabor.lab.waking').wake(navigator.language);
  return pyodide;
}
