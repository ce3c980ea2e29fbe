/* Says it where nothing else here runs. A classic script in the language of 2009, so that every browser can read it. */

(function () {
  'use strict';

  /** @param {unknown} reason */
  function tell(reason) {
    var note = document.createElement('p');
    note.setAttribute('role', 'alert');
    note.className = 'too-old';
    note.textContent = 'Dieser Browser ist zu alt für Zeichenlabor. Es läuft ab diesen Versionen: ' +
      'Chrome 109, Edge 109, Firefox 115, Safari 16.4. – This browser is too old for Zeichenlabor. It runs in these versions and ' +
      'later ones: Chrome 109, Edge 109, Firefox 115, Safari 16.4.' + (reason ? ' (' + reason + ')' : '');
    document.body.insertBefore(note, document.body.firstChild);
  }

  /** A script could not be read, or broke off before the page was there. @param {ErrorEvent} event */
  function fail(event) {
    var app = document.getElementById('app');
    if (!event.message || !app || app.firstChild || document.querySelector('.too-old')) return;
    if (/SyntaxError|TypeError|ReferenceError|CompileError/.test(event.message)) tell(event.message);
  }

  /** @type {any} */ (window).tellTooOld = tell;
  window.addEventListener('error', fail);
  window.addEventListener('DOMContentLoaded', function () {
    if (!('noModule' in document.createElement('script'))) tell('');
  });
})();
