/* Says it where nothing else here runs. A classic script in the language of 2009, so that every browser can read it. */

(function () {
  'use strict';

  /** @param {string} text */
  function say(text) {
    var note = document.createElement('p');
    note.setAttribute('role', 'alert');
    note.className = 'too-old';
    note.textContent = text;
    document.body.insertBefore(note, document.body.firstChild);
  }

  /** @param {unknown} reason */
  function tell(reason) {
    say('Dieser Browser ist zu alt für Zeichenlabor. Es läuft ab diesen Versionen: ' +
      'Chrome 109, Edge 109, Firefox 115, Safari 16.4. – This browser is too old for Zeichenlabor. It runs in these versions and ' +
      'later ones: Chrome 109, Edge 109, Firefox 115, Safari 16.4.' + (reason ? ' (' + reason + ')' : ''));
  }

  /** The page's script is not there, is no script, or breaks off. */
  function tellDamaged() {
    say('Die Datei main.js fehlt, ist beschädigt, oder der Server schickt sie in falscher Form. Lade die Seite neu; hilft das nicht, ' +
      'sag der Person Bescheid, die diese Seite bereitstellt. – The file main.js is missing or damaged, or the server sends it in a ' +
      'wrong form. Reload the page; if that does not help, tell the person who runs this page.');
  }

  function isWaiting() {
    var app = document.getElementById('app');
    return app && !app.firstChild && !document.querySelector('.too-old');
  }

  /** What came together with the newest syntax in main.js is here (in Safari 16.4 OffscreenCanvas); `eval` could try it, but the policy forbids that. */
  function isNew() {
    return 'OffscreenCanvas' in window && 'structuredClone' in window && 'findLast' in Array.prototype;
  }

  /** A script could not be fetched or read, or broke off before the page was there. @param {any} event */
  function fail(event) {
    if (!isWaiting()) return;
    if (event.target && event.target.tagName === 'SCRIPT') tellDamaged();
    else if (/SyntaxError|TypeError|ReferenceError|CompileError/.test(event.message || '')) {
      if (/SyntaxError/.test(event.message) && isNew()) tellDamaged();
      else tell(event.message);
    }
  }

  /** @type {any} */ (window).tellTooOld = tell;
  window.addEventListener('error', fail, true); // what a script element tells does not rise
  window.addEventListener('DOMContentLoaded', function () {
    if (!('noModule' in document.createElement('script'))) tell('');
  });
})();
