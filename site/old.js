/* Shows a message if the page's scripts cannot run. A classic script in ECMAScript 5, for every browser. */

(function () {
  'use strict';

  var WAIT_MS = 20000;
  var LOOK_MS = 500;
  var told = false;

  /** @param {string} text */
  function say(text) {
    var note = document.createElement('p');
    note.setAttribute('role', 'alert');
    note.className = 'too-old';
    note.textContent = text;
    document.body.insertBefore(note, document.body.firstChild);
    return note;
  }

  /** @param {unknown} reason */
  function tell(reason) {
    say(
      'Dieser Browser ist zu alt für Zeichenlabor. Es läuft ab diesen Versionen: ' +
        'Chrome 109, Edge 109, Firefox 115, Safari 16.4. – This browser is too old for Zeichenlabor. It runs in these versions and ' +
        'later ones: Chrome 109, Edge 109, Firefox 115, Safari 16.4.' +
        (reason ? ' (' + reason + ')' : ''),
    );
  }

  /** The page's script is missing, not a script, or incomplete. */
  function tellDamaged() {
    say(
      'Die Datei main.js fehlt, ist beschädigt, oder der Server schickt sie in falscher Form. Lade die Seite neu; hilft das nicht, ' +
        'sag der Person Bescheid, die diese Seite bereitstellt. – The file main.js is missing or damaged, or the server sends it in a ' +
        'wrong form. Reload the page; if that does not help, tell the person who runs this page.',
    );
  }

  /** A style sheet is missing. @param {string} file */
  function tellUnstyled(file) {
    say(
      'Die Datei ' +
        file +
        ' fehlt, oder der Server schickt sie in falscher Form; ohne sie ist die Seite schwer zu bedienen. Lade sie ' +
        'neu; hilft das nicht, sag der Person Bescheid, die diese Seite bereitstellt. – The file ' +
        file +
        ' is missing, or the server sends ' +
        'it in a wrong form; without it the page is hard to use. Reload the page; if that does not help, tell the person who runs this page.',
    );
  }

  /**
   * The first missing style sheet; not all browsers report one with a wrong type, and some report it before this script
   * runs.
   */
  function lookForStyles() {
    var links = document.querySelectorAll('link[rel=stylesheet]');
    for (var i = 0; i < links.length; i += 1) {
      if (isEmpty(/** @type {HTMLLinkElement} */ (links[i]))) return tellUnstyled(links[i].getAttribute('href') || '');
    }
  }

  /** @param {HTMLLinkElement} link */
  function isEmpty(link) {
    try {
      return !link.sheet || link.sheet.cssRules.length === 0;
    } catch (error) {
      // in Firefox
      return true;
    }
  }

  /** The page's script does not load, or slowly. */
  function tellSlow() {
    if (!isWaiting()) return;
    var note = say(
      'Die Seite lädt noch: Die Datei main.js ist unterwegs. Dauert es lange, prüfe die Verbindung und lade die Seite neu. – ' +
        'The page is still loading: the file main.js is on its way. If it takes long, check the connection and reload the page.',
    );
    var timer = window.setInterval(function () {
      if (isWaiting()) return;
      window.clearInterval(timer);
      document.body.removeChild(note);
    }, LOOK_MS);
  }

  function isWaiting() {
    var app = document.getElementById('app');
    return app && !app.firstChild && !told;
  }

  /**
   * Checks features that were introduced together with the newest syntax in main.js (in Safari 16.4 OffscreenCanvas);
   * the policy forbids testing syntax with `eval`.
   */
  function isNew() {
    return 'OffscreenCanvas' in window && 'structuredClone' in window && 'findLast' in Array.prototype;
  }

  /** A script could not be loaded or parsed, or failed before the page was rendered. @param {any} event */
  function fail(event) {
    if (!document.getElementById('app'))
      return window.addEventListener('DOMContentLoaded', function () {
        fail(event);
      });
    var tag = event.target && event.target.tagName;
    if (!isWaiting()) return;
    told = true;
    if (tag === 'SCRIPT' || (/SyntaxError/.test(event.message || '') && isNew())) tellDamaged();
    else if (/SyntaxError|TypeError|ReferenceError|CompileError/.test(event.message || '')) tell(event.message);
    else told = false;
  }

  /** @type {any} */ (window).tellTooOld = tell;
  window.addEventListener('error', fail, true); // events of script elements do not bubble
  window.addEventListener('load', lookForStyles);
  window.addEventListener('DOMContentLoaded', function () {
    if (!('noModule' in document.createElement('script'))) {
      told = true;
      tell('');
    } else window.setTimeout(tellSlow, WAIT_MS);
  });
})();
