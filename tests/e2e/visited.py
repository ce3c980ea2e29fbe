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

LEFT = """async () => {
  const base64 = (blob) => new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.split(',')[1]);
    reader.readAsDataURL(blob);
  });
  for (;;) {
    const name = (await caches.keys()).find((one) => one.startsWith('zeichenlabor-bytecode '));
    const cache = name && await caches.open(name);
    const requests = cache ? await cache.keys() : [];
    if (requests.length === 2) {
      return Promise.all(requests.map(async ({ url }) => {
        const response = await cache.match(url);
        const headers = Object.fromEntries(response.headers);
        return { url, headers, content: await base64(await response.blob()) };
      }));
    }
    await new Promise((done) => setTimeout(done, 100));
  }
}"""
GIVE = """async ({ site, id, entries }) => {
  const cache = await caches.open(`zeichenlabor-bytecode ${site} ${id}`);
  await Promise.all(entries.map(async ({ name, headers }) => {
    const content = await (await fetch(name)).arrayBuffer();
    await cache.put(site + name, new Response(content, { headers }));
  }));
}"""


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
        if not (kept / "entries.json").is_file():
            shutil.rmtree(folder, ignore_errors=True)
            self._visit(kept)
        shutil.copytree(kept, site.parent / "visited")
        self._entries = json.loads((kept / "entries.json").read_text())

    def _visit(self, kept: Path) -> None:
        lab = LabPage(self.unvisited, self._url).open().wait_until_ready()
        left = lab.page.evaluate(LEFT)
        lab.close()
        kept.mkdir(parents=True)
        for entry in left:
            entry["name"] = entry.pop("url").rpartition("/")[2]
            (kept / entry["name"]).write_bytes(base64.b64decode(entry.pop("content")))
        (kept / "entries.json").write_text(json.dumps(left))

    def new_context(self, **options) -> BrowserContext:
        context = self.unvisited.new_context(**options)
        page = context.new_page()
        page.goto(f"{self._url}../visited/entries.json")
        page.evaluate(GIVE, {"site": self._url, "id": self._id, "entries": self._entries})
        page.close()
        return context
