"""A device on which the page has been before, so that Python need not be compiled there again.

Each test gets a browser context of its own, which is a new device; a first start takes
twice as long as all later ones, and only a few tests are about the first.
"""

from __future__ import annotations

import base64
import json
import shutil
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

from .lab_page import LabPage

PARTS = ("library", "packages")
DATABASE = """
  const opening = indexedDB.open(`zeichenlabor-bytecode ${new URL(site).pathname}`, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('bytecode');
  const database = await new Promise((resolve) => {
    opening.onsuccess = () => resolve(opening.result);
  });
"""
COMPILED = f"""async (site) => {{
  {DATABASE}
  for (let waits = 0; waits < 1200; waits++) {{
    const asked = database.transaction('bytecode').objectStore('bytecode').count();
    if (await new Promise((resolve) => (asked.onsuccess = () => resolve(asked.result)))) return;
    await new Promise((soon) => setTimeout(soon, 100));
  }}
  throw new Error('The first visit has left nothing.');
}}"""
"""Wait until a first visit has compiled Python for the later ones; `site` is its address."""

LEFT = f"""async ({{ site, id }}) => {{
  {DATABASE}
  const base64 = (bytes) => new Promise((resolve) => {{
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.split(',')[1]);
    reader.readAsDataURL(new Blob([bytes]));
  }});
  const asked = database.transaction('bytecode').objectStore('bytecode').get(id);
  const kept = await new Promise((resolve) => (asked.onsuccess = () => resolve(asked.result)));
  return [await base64(kept.library), await base64(kept.packages)];
}}"""
GIVE = f"""async ({{ site, id, content }}) => {{
  {DATABASE}
  const bytes = async (name) => new Uint8Array(await (await fetch(content + name)).arrayBuffer());
  const kept = {{ library: await bytes('library'), packages: await bytes('packages') }};
  const transaction = database.transaction('bytecode', 'readwrite');
  transaction.objectStore('bytecode').put(kept, id);
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  // Without a disk, large values stay with the page that wrote them until somebody reads them.
  const asked = database.transaction('bytecode').objectStore('bytecode').get(id);
  await new Promise((resolve) => (asked.onsuccess = resolve));
  database.close();
}}"""


class VisitedBrowser:
    """A browser whose new contexts have what a first visit to the site leaves on a device.

    Parameters
    ----------
    unvisited : the browser
    site : the built site, one folder below what is served
    url : its address
    folder : where to keep what a visit leaves, for later runs of the tests
    """

    def __init__(self, unvisited: Browser, site: Path, url: str, folder: Path) -> None:
        self.unvisited, self._url = unvisited, url
        self._id = json.loads((site / "manifest.json").read_text())["boot"]["id"]
        kept = folder / self._id
        if not kept.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
            self._visit(kept)
        shutil.copytree(kept, site.parent / "visited")

    def _visit(self, kept: Path) -> None:
        lab = LabPage(self.unvisited, self._url).open().wait_until_ready()
        lab.page.evaluate(COMPILED, self._url)
        left = lab.page.evaluate(LEFT, {"site": self._url, "id": self._id})
        lab.close()
        kept.mkdir(parents=True)
        for name, content in zip(PARTS, left, strict=True):
            (kept / name).write_bytes(base64.b64decode(content))

    def new_context(self, **options) -> BrowserContext:
        context = self.unvisited.new_context(**options)
        page = context.new_page()
        content = f"{self._url}../visited/"
        page.goto(f"{content}")
        page.evaluate(GIVE, {"site": self._url, "id": self._id, "content": content})
        page.close()
        return context
