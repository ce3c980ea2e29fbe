import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createTranslator, LANGUAGES } from '../../site/i18n/index.js';
import { STATIONS } from '../../site/state/path.js';
import { STEPS } from '../../site/state/steps.js';
import { bracketed, parseFormula } from '../../site/views/learn/components/tex.js';
import { TERMS } from '../../site/views/learn/terms.js';

const VIEWS = new URL('../../site/views/', import.meta.url).pathname;
const FOLDER = join(VIEWS, 'learn/cards');

/** Cards are views, so Node reads what they declare from their sources. */
const cards = readdirSync(FOLDER)
  .filter((name) => name !== 'index.js')
  .map((name) => {
    const source = readFileSync(join(FOLDER, name), 'utf8');
    const [, id, where] = /^ {2}id: '(\w+)',\s+where: '(\w+)'/m.exec(source) ?? [];
    const [, list] = /^ {2}formulas: (\[[\s\S]*?\]),$/m.exec(source) ?? [];
    const formulas = [...(list ?? '').matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, text]) =>
      text.replaceAll('\\\\', '\\'),
    );
    return { file: name, source, id, where, formulas };
  });
const ids = new Set(cards.map(({ id }) => id));
const languages = Object.entries(LANGUAGES).map(([tag, { texts }]) => ({ tag, texts }));

test('every card stands in the index, leads to a step, and has its words in every language', () => {
  const index = readFileSync(join(FOLDER, 'index.js'), 'utf8');
  assert.ok(cards.length >= 40);
  for (const { file, id, where, formulas } of cards) {
    assert.equal(file, `${id}.js`);
    const placed = new RegExp(`cards: \\[[^\\]]*\\b${id}\\b[^\\]]*\\]`);
    assert.ok(placed.test(index), `site/views/learn/cards/index.js lacks ${id}`);
    assert.ok(STEPS.includes(where), id);
    assert.ok(formulas.length > 0, id);
    for (const { texts } of languages) {
      for (const part of ['', '.term', '.task', '.text', '.exactly'])
        assert.ok(texts[`card.${id}${part}`], `card.${id}${part}`);
    }
  }
});

test('every chapter has its name', () => {
  const chapters = [...readFileSync(join(FOLDER, 'index.js'), 'utf8').matchAll(/\{\s*id: '(\w+)'/g)].map(
    ([, id]) => id,
  );
  assert.ok(chapters.length >= 8);
  for (const { texts } of languages)
    assert.deepEqual(
      chapters.filter((id) => !texts[`chapter.${id}`]),
      [],
    );
});

test('links between cards resolve', () => {
  for (const { source } of cards) {
    for (const [, place] of source.matchAll(/#learn\/(\w+)/g)) assert.ok(ids.has(place), place);
  }
  assert.deepEqual(
    TERMS.filter(({ card }) => !ids.has(card)),
    [],
  );
  assert.equal(new Set(TERMS.map(({ id }) => id)).size, TERMS.length);
  for (const { texts } of languages) {
    for (const { id } of TERMS) assert.ok(texts[`term.${id}`] && texts[`term.${id}.is`], id);
  }
});

/** What the lessons that this page stands for ask of the subject. */
const SUBJECTS = [
  'regression',
  'classification',
  'supervised',
  'unsupervised',
  'reinforcement',
  'majorityclass',
  'truenegative',
  'localminimum',
  'globalminimum',
  'broadcasting',
  'feature',
  'hiddenlayer',
  'batchnorm',
  'dropout',
  'clipping',
  'minibatch',
  'mnist',
  'byte',
  'aiwinter',
  'applications',
  'languagemodel',
  'transformer',
  'energy',
];

test('each subject of the lessons has its entry, and what can be touched its card', () => {
  assert.deepEqual(
    SUBJECTS.filter((id) => !TERMS.some((term) => term.id === id)),
    [],
  );
  for (const id of [
    'clusters',
    'reward',
    'majority',
    'dropout',
    'normalisation',
    'colours',
    'mnist',
    'tensors',
    'parameters',
  ])
    assert.ok(ids.has(id), id);
  const said = {
    'card.mnist.text': /[Mm]odified NIST/,
    'card.colours.exactly': /16[.,]7/,
    'card.parameters.exactly': /Hälfte|half/,
    'card.tensors.exactly': /Speicher|memory/,
    'card.normalisation.exactly': /Bias|bias/,
    'card.dropout.exactly': /nicht immer|not always/,
    'card.vanishing.exactly': /[Cc]lipping/,
  };
  for (const { texts } of languages)
    for (const [key, what] of Object.entries(said)) assert.match(texts[key], what, key);
});

/** @param {any} node @returns {any[]} */
const flat = (node) => [node, ...(node.children ?? []).flatMap(flat)];

test('every formula is read to its end', () => {
  for (const { id, formulas } of cards) {
    for (const tex of formulas) {
      const nodes = flat(parseFormula(tex));
      assert.ok(
        nodes.every((node) => node.children || node.text || node.name === 'mspace'),
        `${id}: ${tex}`,
      );
      const words = nodes.filter(({ name, text }) => name === 'mo' && /[a-z]{2}/.test(text ?? ''));
      assert.deepEqual(words, [], `${id}: an unknown name in ${tex}`);
    }
  }
});

test('fractions, indices and numbers become MathML', () => {
  assert.deepEqual(parseFormula('\\frac{a_1}{2,5}'), {
    name: 'mfrac',
    children: [
      {
        name: 'msub',
        children: [
          { name: 'mi', text: 'a' },
          { name: 'mn', text: '1' },
        ],
      },
      { name: 'mn', text: '2,5' },
    ],
  });
  assert.equal(parseFormula('\\sum_{i=1}^{n}').name, 'munderover');
  assert.equal(parseFormula('-').text, '−');
  for (const tex of ['a = -2', 'a = −2']) {
    assert.deepEqual(parseFormula(tex).children?.at(-1), {
      name: 'mrow',
      children: [
        { name: 'mo', text: '−' },
        { name: 'mn', text: '2' },
      ],
    });
  }
  assert.deepEqual(
    [-2, 2, -0.001].map((value) => bracketed(createTranslator('en'), value)),
    ['(−2.00)', '2.00', '0.00'],
  );
});

const wordsOf = (/** @type {string} */ text) => text.match(/[\p{L}\p{N}’-]+/gu) ?? [];
const sentencesOf = (/** @type {string} */ text) => text.split(/[.!?:](?=[\s“”]|$)/).filter((one) => one.trim());

/** Björnsson 1968: words per sentence, and the share of words with more than six letters. */
function lix(text) {
  const words = wordsOf(text);
  return (
    words.length / sentencesOf(text).length + (100 * words.filter((word) => word.length > 6).length) / words.length
  );
}

/** First Wiener Sachtextformel (Bamberger and Vanecek 1984): the school year that can read a German text. */
function schoolYear(text) {
  const words = wordsOf(text);
  const syllables = words.map((word) => (word.toLowerCase().match(/[aeiouyäöü]+/g) ?? ['']).length);
  const share = (/** @type {number} */ count) => (100 * count) / words.length;
  return (
    0.1935 * share(syllables.filter((n) => n >= 3).length) +
    0.1672 * (words.length / sentencesOf(text).length) +
    0.1297 * share(words.filter((word) => word.length > 6).length) -
    0.0327 * share(syllables.filter((n) => n === 1).length) -
    0.875
  );
}

/** All that a station of the guided path says. @param {Record<string, string>} texts */
const stationsOf = (texts) =>
  STATIONS.map(({ id }) => ({
    id: `station.${id}`,
    text: ['text', 'question', 'after'].map((part) => texts[`station.${id}.${part}`] ?? '').join(' '),
  }));

const mean = (/** @type {number[]} */ values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Below 40 is the language of books for the young, up to 50 that of novels, beyond that of
 * non-fiction (Lenhard and Lenhard, psychometrica.de). Readers here are in years 7 to 12 and
 * must take in new terms besides: so the mean stays well among books for the young, and a
 * single text, for terms that have no shorter name, below the middle of novels.
 */
test('the texts of the cards and the path are easy to read', () => {
  for (const { tag, texts } of languages) {
    const told = [...ids].map((id) => ({ id, text: texts[`card.${id}.text`] })).concat(stationsOf(texts));
    const hard = told.filter(({ text }) => lix(text) > 45).map(({ id }) => id);
    assert.deepEqual(hard, [], tag);
    assert.ok(mean(told.map(({ text }) => lix(text))) < 35, tag);
  }
  const years = [...ids]
    .map((id) => schoolYear(LANGUAGES.de.texts[`card.${id}.text`]))
    .concat(stationsOf(LANGUAGES.de.texts).map(({ text }) => schoolYear(text)));
  assert.ok(Math.max(...years) < 9 && mean(years) < 6, String(Math.max(...years)));
});

test('no sentence of a card is longer than twenty words', () => {
  for (const { texts } of languages) {
    const keys = Object.keys(texts).filter((key) =>
      /^(card|station)\.\w+\.(text|task|exactly|question|after)$/.test(key),
    );
    const long = keys.flatMap((key) =>
      sentencesOf(texts[key])
        .filter((one) => wordsOf(one).length > 20)
        .map((one) => `${key}: ${one}`),
    );
    assert.deepEqual(long, []);
  }
});

test('views hold no words of their own', () => {
  const files = readdirSync(VIEWS, { recursive: true }).filter((name) => String(name).endsWith('.js'));
  const found = files.flatMap((name) => {
    const source = readFileSync(join(VIEWS, String(name)), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    return [
      ...source.matchAll(
        /<(?:p|h[1-6]|li|button|span|figcaption|label|th|td|summary)\b[^<>{}]*>([^<>{}$`]*\p{L}{3,}[^<>{}$`]*)</gu,
      ),
    ].map(([, text]) => `${name}: ${text}`);
  });
  assert.deepEqual(found, []);
});
