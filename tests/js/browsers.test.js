import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { symbolsIn } from '../../site/draw/symbols.js';
import { forgets } from '../../site/draw/forgets.js';
import { OLDEST } from '../../site/worker/oldest.js';

const ROOT = new URL('../../', import.meta.url);
const styles = ['site', 'py/zeichenlabor/project/exports/page'].flatMap((folder) =>
  readdirSync(new URL(folder, ROOT), { recursive: true })
    .filter((name) => name.endsWith('.css'))
    .map((name) => `${folder}/${name}`),
);

/** Each declaration block of a style sheet, as [property, value] pairs. */
function blocksOf(name) {
  const text = readFileSync(new URL(name, ROOT), 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
  return [...text.matchAll(/\{([^{}]*)\}/g)].map(([, block]) =>
    block
      .split(';')
      .filter((one) => one.includes(':'))
      .map((one) => [one.slice(0, one.indexOf(':')).trim(), one.slice(one.indexOf(':') + 1)]),
  );
}

/** The page as old.js finds it. */
function oldPage({ modules, drawn = false, old = false, parsed = true, sheets = [] }) {
  const listeners = {};
  const told = [];
  const timers = [];
  const app = { firstChild: drawn ? {} : null };
  const note = () => ({ setAttribute() {}, ...(modules ? { noModule: false } : {}) });
  const document = {
    createElement: note,
    querySelectorAll: () => sheets.map((sheet, at) => ({ sheet, getAttribute: () => `${at}.css` })),
    getElementById: () => (page.parsed ? app : null),
    body: { firstChild: null, insertBefore: (one) => told.push(one.textContent), removeChild: () => told.pop() },
  };
  const window = {
    addEventListener(name, hear) {
      const before = listeners[name];
      listeners[name] = (event) => {
        before?.(event);
        hear(event);
      };
    },
    setTimeout: (act) => timers.push(act),
    setInterval: (act) => timers.push(act),
    clearInterval() {},
    structuredClone,
    ...(old ? {} : { OffscreenCanvas: true }),
  };
  const page = { listeners, told, app, parsed, pass: () => timers.splice(0).forEach((act) => act()) };
  runInNewContext(readFileSync(new URL('site/old.js', ROOT), 'utf8'), { window, document });
  return page;
}

test('a browser without modules is told in both languages which ones do', () => {
  const { listeners, told } = oldPage({ modules: false });
  listeners.DOMContentLoaded();
  assert.equal(told.length, 1);
  assert.equal(told[0].split(OLDEST).length, 3);
  assert.match(told[0], /zu alt.*too old/);
});

test("so is one that cannot read the page's module, once", () => {
  const { listeners, told } = oldPage({ modules: true, old: true });
  listeners.DOMContentLoaded();
  assert.deepEqual(told, []);
  listeners.error({ message: 'Uncaught SyntaxError: Unexpected token' });
  listeners.error({ message: 'Uncaught SyntaxError: Unexpected token' });
  assert.equal(told.length, 1);
});

test('a main.js that is missing, or cannot be read by a new browser, is told as that, once', () => {
  for (const event of [
    { target: { tagName: 'SCRIPT' } },
    { message: 'Uncaught SyntaxError: Unexpected end of input' },
  ]) {
    const { listeners, told } = oldPage({ modules: true });
    listeners.error(event);
    listeners.error(event);
    assert.equal(told.length, 1);
    assert.match(told[0], /main\.js fehlt, ist beschädigt.*missing or damaged/);
  }
});

test('what fails before the page is read is told when it is', () => {
  const page = oldPage({ modules: true, parsed: false });
  page.listeners.error({ target: { tagName: 'SCRIPT' } });
  assert.deepEqual(page.told, []);
  page.parsed = true;
  page.listeners.DOMContentLoaded();
  assert.match(page.told[0], /main\.js fehlt/);
});

test('a style sheet that does not come, or as something else, is told', () => {
  const right = { cssRules: [{}] };
  const unread = {
    get cssRules() {
      throw new Error('InvalidAccessError');
    },
  };
  for (const wrong of [null, { cssRules: [] }, unread]) {
    const { listeners, told } = oldPage({ modules: true, drawn: true, sheets: [right, wrong, wrong] });
    listeners.load();
    assert.equal(told.length, 1);
    assert.match(told[0], /1\.css fehlt.*1\.css is missing/);
  }
  const { listeners, told } = oldPage({ modules: true, drawn: true, sheets: [right] });
  listeners.load();
  assert.deepEqual(told, []);
});

test('a main.js that is long in coming is told until it is there, and its failure after that', () => {
  const page = oldPage({ modules: true });
  page.listeners.DOMContentLoaded();
  page.pass();
  assert.match(page.told[0], /lädt noch.*still loading/);
  page.app.firstChild = {};
  page.pass();
  assert.deepEqual(page.told, []);
  const broken = oldPage({ modules: true });
  broken.listeners.DOMContentLoaded();
  broken.pass();
  broken.listeners.error({ target: { tagName: 'SCRIPT' } });
  assert.match(broken.told.at(-1), /main\.js fehlt/);
});

test('a picture that is missing says nothing about main.js', () => {
  const { listeners, told } = oldPage({ modules: true });
  listeners.error({ target: { tagName: 'LINK' } });
  assert.deepEqual(told, []);
});

test('an error of a page that is there blames no browser', () => {
  const { listeners, told } = oldPage({ modules: true, drawn: true });
  listeners.error({ message: 'Uncaught TypeError: x is not a function' });
  assert.deepEqual(told, []);
});

test('the script for old browsers is in a language that they know', () => {
  const text = readFileSync(new URL('site/old.js', ROOT), 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
  assert.doesNotMatch(text, /=>|`|\b(?:const|let|class|import|export|async)\b|\?\.|\?\?/);
});

test('the readme names the same browsers', () => {
  for (const one of OLDEST.split(', ')) assert.ok(readFileSync(new URL('README.md', ROOT), 'utf8').includes(one), one);
});

test('there are style sheets to look at', () => {
  assert.ok(styles.length > 10);
  assert.ok(styles.flatMap(blocksOf).length > 500);
});

test('no colour needs color-mix, which Chrome 109 lacks, unless another value stands before it', () => {
  for (const name of styles) {
    for (const block of blocksOf(name)) {
      block.forEach(([property, value], index) => {
        const fallback = block
          .slice(0, index)
          .some(([before, plain]) => before === property && !plain.includes('color-mix'));
        assert.ok(!value.includes('color-mix') || fallback, `${name}: ${property}:${value}`);
      });
    }
  }
});

test("no module writes such a colour, or asks for a list's newest methods", () => {
  const modules = readdirSync(new URL('site', ROOT), { recursive: true }).filter((name) => name.endsWith('.js'));
  assert.ok(modules.length > 200);
  for (const name of modules)
    assert.doesNotMatch(
      readFileSync(new URL(`site/${name}`, ROOT), 'utf8'),
      /color-mix\(|\.to(Spliced|Sorted|Reversed)\(/,
      name,
    );
});

test('what cannot be selected cannot be selected in Safari, too', () => {
  for (const name of styles) {
    for (const block of blocksOf(name)) {
      const properties = block.map(([property]) => property);
      assert.equal(properties.includes('user-select'), properties.includes('-webkit-user-select'), name);
    }
  }
});

test('symbols are taken apart where the browser has no Segmenter', () => {
  const texts = ['0 1 2', 'abcdefg', 'sch ei', '"Lea Sofie" x', 'ñoño', 'éàüöz', '☀🙂👍🏽🇩🇪👩‍🔬', 'α,β;γ', '❤️🧡💛💚'];
  const wanted = texts.map(symbolsIn);
  const { Segmenter } = Intl;
  delete Intl.Segmenter;
  try {
    assert.deepEqual(texts.map(symbolsIn), wanted);
  } finally {
    Intl.Segmenter = Segmenter;
  }
});

test('browsers that forget after seven days are known, unless the page stands on the home screen', () => {
  const agents = {
    mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Safari/605.1.15',
    ipadChrome:
      'Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/120.0 Mobile/15E148 Safari/604.1',
    chrome:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36',
    android:
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36',
    firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  };
  const found = Object.keys(agents).filter((name) => forgets({ userAgent: agents[name] }, false));
  assert.deepEqual(found, ['mac', 'ipadChrome']);
  assert.equal(forgets({ userAgent: agents.mac, standalone: true }, false), false);
  assert.equal(forgets({ userAgent: agents.mac }, true), false);
});
