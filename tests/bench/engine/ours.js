/** Boots the site's own Python in a worker and calls methods of ours.py's Engine. */

import { loadPyodide } from '../pyodide/pyodide.mjs';

/** @param {string} path */
async function get(path) {
  const response = await fetch(new URL(path, import.meta.url));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

const python = await loadPyodide({ indexURL: new URL('../pyodide/', import.meta.url).href });
await python.loadPackage('zeichenlabor');
python.FS.writeFile('/home/pyodide/ours.py', await (await get('ours.py')).text());
for (const name of ['images', 'labels']) {
  const bytes = new Uint8Array(await (await get(`../mnist/${name}.bin`)).arrayBuffer());
  python.FS.writeFile(`/home/pyodide/${name}.bin`, bytes);
}
python.globals.set('workloads', await (await get('workloads.json')).text());
python.runPython(`
import sys
import numpy as np
sys.path.insert(0, '/home/pyodide')
from ours import Engine
images = np.fromfile('/home/pyodide/images.bin', np.uint8).reshape(-1, 28, 28)
engine = Engine(workloads, images, np.fromfile('/home/pyodide/labels.bin', np.uint8).astype(np.int64))
`);
const engine = python.globals.get('engine');

addEventListener('message', ({ data: { id, method, parameters } }) => {
  try {
    postMessage({ id, result: engine[method](...parameters) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
});
postMessage({ id: 'ready' });
