import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { chooseLanguage, createTranslator, LANGUAGES } from '../../site/i18n/index.js';
import { STATIONS } from '../../site/state/path.js';
import { STEPS } from '../../site/state/steps.js';

const SITE = new URL('../../site/', import.meta.url).pathname;
const PRESETS = new URL('../../py/zeichenlabor/lab/designing/presets.py', import.meta.url).pathname;
const QUALITY = new URL('../../py/zeichenlabor/sheets/quality.py', import.meta.url).pathname;
const PYTHON = new URL('../../py/zeichenlabor/', import.meta.url).pathname;
const ERRORS = new URL('../../py/zeichenlabor/errors.py', import.meta.url).pathname;

function sources() {
  return readdirSync(SITE, { recursive: true })
    .filter((name) => name.endsWith('.js') && !name.startsWith('i18n/') && !name.startsWith('vendor/'))
    .map((name) => readFileSync(join(SITE, name), 'utf8'));
}

/** What reading can warn of, as its module's docstring lists it. */
function qualityWarnings() {
  const [, listed] = /warnings : tuple of str([\s\S]*?)"""/.exec(readFileSync(QUALITY, 'utf8'));
  const names = [...listed.matchAll(/``([a-z]+-?[a-z]+)``/g)].map(([, name]) => name);
  assert.ok(names.length > 5);
  return names;
}

function presetKeys() {
  const keys = [...readFileSync(PRESETS, 'utf8').matchAll(/^ {8}key="([^"]+)"/gm)].map(([, key]) => key);
  assert.ok(keys.length > 10);
  return keys;
}

/** Keys written out, and the fixed beginnings of those that are put together: `error.${code}`. */
function keysInCode() {
  const text = sources().join('\n');
  const whole = new Set([...text.matchAll(/'([a-z][\w-]*(?:[./][\w-]+)*)'/g)].map(([, key]) => key));
  const parts = [...text.matchAll(/`([a-z]+\.(?:[\w-]+\.)*)\$\{[^}]*(?:\{[^}]*\}[^}]*)*\}(\.[\w.]+)?/g)];
  const counted = new Set([...text.matchAll(/t\.count\('([\w.]+)'/g)].map(([, key]) => key));
  return { whole, counted, begins: parts.map(([, begin, end = '']) => ({ begin, end })) };
}

const en = LANGUAGES.en.own;
const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

const CODE = new URL('../../py/zeichenlabor/lab/code/', import.meta.url);

/** The examples' files name them. */
function exampleKeys() {
  return readdirSync(new URL('examples/', CODE))
    .filter((name) => name.endsWith('.py'))
    .map((name) => name.replace('.py', ''));
}

/** Every code that a mistake can have: each has its example in a test. */
function mistakes() {
  const text = readFileSync(new URL('../py/lab/code/test_cell.py', import.meta.url), 'utf8');
  const codes = [...text.matchAll(/^ {4}"([a-z-]+)": /gm)].map(([, code]) => code);
  assert.ok(codes.length > 30);
  return [...codes, 'input', 'stopped'].filter((code) => code !== 'ours');
}

/** A language has the forms of its own grammar: `check.chosen.few`. @param {string} key */
const isFormOf = (key) => /\.(zero|two|few|many)$/.test(key) && key.replace(/\.\w+$/, '.other') in en;

for (const [tag, { own }] of Object.entries(LANGUAGES)) {
  test(`${tag} has all texts and no others`, () => {
    assert.deepEqual(
      Object.keys(en).filter((key) => !(key in own)),
      [],
      `site/i18n/${tag} lacks texts`,
    );
    assert.deepEqual(
      Object.keys(own).filter((key) => !(key in en || isFormOf(key))),
      [],
      `site/i18n/${tag} has texts that nothing asks for`,
    );
  });

  test(`${tag} has English's placeholders in each text, and none is empty`, () => {
    for (const [key, text] of Object.entries(own)) {
      const english = en[key] ?? en[key.replace(/\.\w+$/, '.other')];
      assert.deepEqual(placeholders(text), placeholders(english), `site/i18n/${tag}: ${key}`);
      assert.ok(text.trim(), `site/i18n/${tag}: ${key}`);
    }
  });

  test(`${tag} has every plural that its grammar has`, () => {
    const counted = Object.keys(en).filter((key) => key.endsWith('.other') && key.replace(/other$/, 'one') in en);
    const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    // French and its sisters have "many" for millions, which are never counted here.
    const wanted = counted.flatMap((key) => forms.map((form) => key.replace(/other$/, form)));
    assert.deepEqual(
      wanted.filter((key) => !key.endsWith('.many') || forms.includes('few')).filter((key) => !(key in own)),
      [],
      `site/i18n/${tag}`,
    );
  });

  test(`${tag} is a language tag as browsers write it, and lies in files of that name`, () => {
    assert.deepEqual(Intl.getCanonicalLocales(tag), [tag]);
    assert.ok(existsSync(join(SITE, `i18n/${tag}.js`)), `site/i18n/${tag}.js`);
  });
}

test('every language of the folder stands in the index', () => {
  const files = readdirSync(join(SITE, 'i18n')).filter((name) => name.endsWith('.js') && name !== 'index.js');
  assert.deepEqual(
    files.map((name) => name.replace('.js', '')).sort(),
    Object.keys(LANGUAGES).sort(),
    'site/i18n/index.js',
  );
});

test('every text is used', () => {
  const { whole, counted, begins } = keysInCode();
  const used = (key) =>
    whole.has(key) ||
    counted.has(key.replace(/\.(one|other)$/, '')) ||
    begins.some(({ begin, end }) => key.startsWith(begin) && key.endsWith(end));
  assert.deepEqual(
    Object.keys(en).filter((key) => !used(key)),
    [],
  );
});

test('every preset that has a text is there', () => {
  const told = Object.keys(en).flatMap((key) => /^preset\.([\w-]+)$/.exec(key)?.[1] ?? []);
  assert.deepEqual(told.sort(), presetKeys().sort(), 'py/zeichenlabor/lab/designing/presets.py');
});

test('every text that the code names is there', () => {
  const text = sources().join('\n');
  const named = [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key);
  assert.ok(named.length > 50);
  assert.deepEqual(
    named.filter((key) => !(key in en)),
    [],
  );
  const counted = [...text.matchAll(/\bt\.count\('([^']+)'/g)].map(([, key]) => key);
  assert.deepEqual(
    counted.filter((key) => !(`${key}.one` in en && `${key}.other` in en)),
    [],
  );
});

test('keys that are put together are there for every value', () => {
  const made = [
    ...STEPS.flatMap((step) => [`step.${step}`, `step.${step}.lead`]),
    ...presetKeys().flatMap((key) => [`preset.${key}`, `preset.${key}.story`]),
    ...['runtime', 'start'].map((phase) => `boot.phase.${phase}`),
    ...['decode', 'frame', 'cells'].map((phase) => `collect.phase.${phase}`),
    ...['kept', 'empty', 'struck', 'doubtful'].map((status) => `collect.${status}`),
    ...qualityWarnings().map((warning) => `quality.${warning}`),
    ...['template', 'draw', 'camera', 'ready'].map((way) => `collect.way.${way}`),
    ...['frame', 'sharpness', 'light'].map((name) => `quality.gauge.${name}`),
    ...['all', 'doubtful', 'out', 'changed'].flatMap((show) => [`check.show.${show}`, `check.none.${show}`]),
    ...['folders', 'idx', 'npz', 'sprites'].flatMap((form) => [`save.${form}`, `save.${form}.text`]),
    ...['pen', 'digits', 'mnist'].map((name) => `ready.${name}`),
    ...['idle', 'running', 'stopped', 'done'].map((state) => `train.state.${state}`),
    ...['boot', 'reading'].map((wait) => `train.wait.${wait}`),
    ...['open', 'doing', 'done'].map((status) => `step.status.${status}`),
    ...['saving', 'ready', 'failed', 'update', 'others'].map((state) => `offline.${state}`),
    ...['update', 'others'].map((state) => `offline.${state}.text`),
    ...['zeichenlabor', 'keras'].map((name) => `code.words.${name}`),
    ...STATIONS.flatMap(({ id }) => [`station.${id}`, `station.${id}.text`, `guide.station.${id}`]),
    ...exampleKeys().flatMap((key) => [`example.${key}`, `example.${key}.task`, `example.${key}.hint`]),
    ...mistakes().map((code) => `python.${code}`),
  ];
  assert.deepEqual(
    made.filter((key) => !(key in en)),
    [],
  );
});

test('every error that Python or the page can raise has its sentence', () => {
  const python = [...readFileSync(ERRORS, 'utf8').matchAll(/^ {4}code = "([^"]+)"/gm)].map(([, code]) => code);
  const page = sources()
    .flatMap((text) => [...text.matchAll(/code: '([a-z]+\/[a-z-]+)'/g), ...text.matchAll(/BootError\('([^']+)'/g)])
    .map(([, code]) => code);
  assert.ok(python.length > 10 && page.length > 5);
  const codes = [...new Set([...python, ...page])].filter((code) => code !== 'error');
  assert.deepEqual(
    codes.filter((code) => !(`error.${code}` in en)),
    [],
  );
});

test('every remedy that an error names has its sentence', () => {
  const python = readdirSync(PYTHON, { recursive: true })
    .filter((name) => name.endsWith('.py'))
    .map((name) => readFileSync(join(PYTHON, name), 'utf8'))
    .join('\n');
  const remedies = [...python.matchAll(/(?:remedy=|bad_shape\(|remedy = |else )"([a-z-]+)"/g)].map(([, name]) => name);
  const listed = [...python.matchAll(/MOST_[A-Z_]+, "([a-z-]+)"/g)].map(([, name]) => name);
  assert.ok(remedies.length > 8 && listed.length === 4);
  const wanted = [...new Set([...remedies.filter((name) => name.includes('-')), ...listed, 'flatten', 'reshape'])];
  assert.deepEqual(
    wanted.filter((name) => !(`remedy.${name}` in en)),
    [],
  );
});

test('numbers, shares and counts follow the language', () => {
  const german = createTranslator('de');
  const english = createTranslator('en');
  assert.equal(german.percent(0.953, 1), '95,3\u00a0%');
  assert.equal(english.percent(0.953, 1), '95.3%');
  assert.equal(german('network.total', { n: 89610 }).includes('89.610'), true);
  assert.equal(english.count('check.chosen', 1), '1 picture chosen');
  assert.equal(english.count('check.chosen', 2), '2 pictures chosen');
});

test('a minus is a minus, not a hyphen, and what rounds to nothing has none', () => {
  for (const [language, point, percent] of [
    ['de', ',', '\u00a0%'],
    ['en', '.', '%'],
  ]) {
    const t = createTranslator(language);
    assert.deepEqual(
      [t.number(-0.3), t.number(-2, 1), t.number(-1e-5), t.number(-0, 2)],
      [`−0${point}3`, `−2${point}0`, '0', `0${point}00`],
    );
    assert.deepEqual([t.percent(-0.05), t.percent(-0.0001)], [`−5${percent}`, `0${percent}`]);
    assert.match(t('network.total', { n: -12 }), /−12/);
    assert.equal(t.number(-Infinity), '−∞');
  }
});

test('nothing is called certain before it is', () => {
  const t = createTranslator('en');
  assert.equal(t.sure(0.9999), '> 99%');
  assert.equal(t.sure(1), '100%');
  assert.equal(t.sure(0.994), '99%');
});

test('names of presets fit into the field that chooses them, on a laptop', () => {
  for (const { texts } of Object.values(LANGUAGES))
    for (const key of presetKeys()) assert.ok(texts[`preset.${key}`].length <= 44, texts[`preset.${key}`]);
});

test('texts are filled in, never read as patterns', () => {
  const t = createTranslator('en');
  assert.equal(t('collect.remove', { name: '$& <b>{name}' }), 'Remove $& <b>{name}');
  assert.equal(t('collect.remove', {}), 'Remove {name}');
});

test("the browser's first known language is taken, else English", () => {
  const offered = ['de', 'en', 'pt-BR', 'zh-Hant'];
  const chosen = (/** @type {string[]} */ ...wanted) => chooseLanguage(wanted, offered);
  assert.equal(chosen('fr-FR', 'de-AT', 'en'), 'de');
  assert.equal(chosen('pt-br', 'de'), 'pt-BR');
  assert.equal(chosen('pt-PT', 'de'), 'pt-BR');
  assert.equal(chosen('zh-Hant-TW'), 'zh-Hant');
  assert.equal(chosen('fr'), 'en');
  assert.equal(chosen('den', 'e'), 'en');
  assert.equal(chosen(), 'en');
  assert.equal(chooseLanguage(['de-CH']), 'de');
});

test('a language says in English what it does not say itself', () => {
  for (const { own, texts } of Object.values(LANGUAGES)) assert.deepEqual(texts, { ...en, ...own });
});
