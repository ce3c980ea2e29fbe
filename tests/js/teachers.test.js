import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { LANGUAGES } from '../../site/i18n/index.js';
import { STATIONS } from '../../site/state/path.js';
import { TASKS } from '../../site/state/playground.js';
import { orEnglish } from '../../site/views/learn/orEnglish.js';

const SITE = new URL('../../site/', import.meta.url);
const read = (/** @type {string} */ name) => readFileSync(new URL(name, SITE), 'utf8');
const missing = Object.keys(LANGUAGES).filter((tag) => !existsSync(new URL(`teachers/${tag}.js`, SITE)));
assert.deepEqual(missing, [], 'site/teachers lacks languages of the index');
const languages = await Promise.all(
  Object.keys(LANGUAGES).map(async (tag) => ({ tag, ...(await import(`../../site/teachers/${tag}.js`)) })),
);
const { texts: en } = languages.find(({ tag }) => tag === 'en');

/** All that asks for something: as the page lists it, and as it is told. */
const cards = readdirSync(new URL('views/learn/cards/', SITE))
  .filter((name) => name !== 'index.js')
  .map((name) => name.replace('.js', ''));
const examples = readdirSync(new URL('../py/zeichenlabor/lab/code/examples/', SITE))
  .filter((name) => name.endsWith('.py'))
  .map((name) => name.replace('.py', ''));
const tries = Object.keys(LANGUAGES.de.texts).flatMap((key) => /^try\.task\.(.+)$/.exec(key)?.[1] ?? []);
const tasks = [
  ...cards.map((id) => `card.${id}`),
  ...examples.map((id) => `example.${id}`),
  ...tries.map((id) => `try.${id}`),
  ...TASKS.map(({ id }) => `plane.${id}`),
  ...STATIONS.map(({ id }) => `station.${id}`),
].sort();

test('every task has a solution in every language, and every solution its task', () => {
  for (const { tag, texts } of languages) {
    assert.deepEqual(Object.keys(texts.solutions).sort(), tasks, `site/teachers/${tag}/solutions.js`);
    assert.ok(
      Object.values(texts.solutions).every((text) => text.length > 20),
      tag,
    );
  }
});

/** The texts in a list or tuple of a source. @param {string} source @param {string} name */
const listIn = (source, name) =>
  [...(new RegExp(`${name} = [[(]([^\\])]*)[\\])]`).exec(source)?.[1] ?? '').matchAll(/['"]([^'"]+)['"]/g)].map(
    ([, text]) => text,
  );

test('the Code step offers every example in the order of the gallery', () => {
  const gallery = listIn(read('../py/zeichenlabor/lab/code/gallery.py'), 'KEYS');
  assert.deepEqual([...gallery].sort(), [...examples].sort(), 'KEYS in py/zeichenlabor/lab/code/gallery.py');
  const offered = listIn(read('views/components/examples.js'), 'EXAMPLES');
  assert.deepEqual(offered, gallery, 'EXAMPLES in site/views/components/examples.js');
});

test('the page lists every task', () => {
  const file = 'site/views/learn/tasks.js';
  const list = (/** @type {string} */ name) => listIn(read('views/learn/tasks.js'), name);
  assert.deepEqual(
    list('STATIONS'),
    STATIONS.map(({ id }) => id),
    file,
  );
  assert.deepEqual(
    list('PLANES'),
    TASKS.map(({ id }) => id),
  );
  assert.deepEqual(list('TRIES').sort(), [...tries].sort());
});

/** The shape of a text: its keys and the lengths of its lists. @param {any} value @returns {any} */
function shapeOf(value) {
  if (Array.isArray(value)) return value.map(shapeOf);
  return value && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shapeOf(one)]))
    : typeof value;
}

test('every language has the same sheets, questions and chapters', () => {
  // Each language tells its own curricula.
  const without = ({ chapters, ...rest }) => ({ ...rest, chapters: { ...chapters, curricula: {} } });
  for (const { tag, texts } of languages)
    assert.deepEqual(shapeOf(without(texts)), shapeOf(without(en)), `site/teachers/${tag}`);
  for (const { texts } of languages) assert.ok(texts.chapters.curricula.text.length >= 6);
});

test('what a language has not translated for teachers is there in English', () => {
  const own = { solutions: { 'card.decay': 'Eta!' }, chapters: { why: { title: 'Pourquoi' } }, questions: [] };
  const texts = orEnglish(own, en);
  assert.deepEqual(
    [texts.solutions['card.decay'], texts.chapters.why.title, texts.questions],
    ['Eta!', 'Pourquoi', []],
  );
  assert.equal(texts.chapters.why.text, en.chapters.why.text);
  assert.equal(texts.sheets, en.sheets);
  assert.equal(texts.solutions['card.neuron'], en.solutions['card.neuron']);
});

test('ten questions at three levels, each with what to expect', () => {
  for (const {
    texts: { questions },
  } of languages) {
    assert.equal(questions.length, 10);
    assert.deepEqual([...new Set(questions.map(({ level }) => level))], [1, 2, 3]);
    assert.ok(questions.every(({ answer }) => answer.length > 30));
  }
});

/** All texts in it. @param {any} value @returns {string[]} */
const flat = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(flat));

/** Numbers, however the language writes them. @param {string} text */
const numbersIn = (text) =>
  [...text.replaceAll('−', '-').matchAll(/-?\d+(?:[.,]\d+)?/g)].map(([one]) => Number(one.replace(',', '.')));

test('what the solutions of the sheets compute is right', () => {
  for (const {
    texts: { sheets },
  } of languages) {
    const [first, second] = sheets.hand.blocks.filter((block) => block.table).map(({ table }) => table.slice(1));
    const neuron = first.reduce((sum, [, x, w]) => sum + numbersIn(x)[0] * numbersIn(w)[0], 0.5);
    assert.equal(neuron, 1);
    assert.match(sheets.hand.solution[0], /= 1\. ReLU\(1\) = 1\./);
    const inputs = [1, 0.5, 0];
    const values = second.slice(0, 2).map(([, weights, bias]) =>
      Math.max(
        0,
        numbersIn(weights).reduce((sum, w, at) => sum + w * inputs[at], numbersIn(bias)[0]),
      ),
    );
    const output = numbersIn(second[2][1]).reduce((sum, w, at) => sum + w * values[at], numbersIn(second[2][2])[0]);
    assert.deepEqual([...values, output], [0.5, 0, 0.5]);
    assert.ok(numbersIn(sheets.hand.solution[1]).includes(Number((1 / (1 + Math.exp(-output))).toFixed(2))));

    const pairs = [...String(sheets.matrix.blocks[1]).matchAll(/(\d)→(\d)/g)].map(([, actual, said]) => [actual, said]);
    const count = (test) => pairs.filter(test).length;
    assert.equal(pairs.length, 12);
    const rows = ['1', '4', '7'].map((actual) => [
      Number(actual),
      ...['1', '4', '7'].map((said) => count(([a, s]) => a === actual && s === said)),
    ]);
    assert.deepEqual(numbersIn(sheets.matrix.solution[0]).slice(1), rows.flat());
    const [hit, false_, missed] = [
      count(([a, s]) => a === '1' && s === '1'),
      count(([a, s]) => a !== '1' && s === '1'),
      count(([a, s]) => a === '1' && s !== '1'),
    ];
    assert.deepEqual(numbersIn(sheets.matrix.solution[2]).slice(1), [hit, false_, missed, 12 - hit - false_ - missed]);
    assert.deepEqual(numbersIn(sheets.matrix.solution[1]).slice(1), [
      count(([a, s]) => a === s),
      12,
      (100 * count(([a, s]) => a === s)) / 12,
    ]);

    const weights = sheets.neuron.blocks[1].table
      .slice(1)
      .flat()
      .map((one) => numbersIn(one)[0]);
    const pictures = sheets.neuron.blocks[3].table.slice(1).map(([, pixels]) => numbersIn(pixels));
    const sums = pictures.map((pixels) => pixels.reduce((sum, x, at) => sum + x * weights[at], -2));
    assert.deepEqual(sums, [1, -3, -5, -1]);
    for (const sum of sums) assert.ok(numbersIn(sheets.neuron.solution[0]).includes(sum));
  }
});

test('pupils do not load the teachers’ texts', () => {
  const files = readdirSync(SITE, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.js') && !/^(teachers|vendor)\//.test(name));
  const importing = files.filter((name) => /^import [^;]*teachers\//m.test(read(name)));
  assert.deepEqual(importing, []);
});

test('all links within the page resolve', () => {
  const sections = [
    ...(/const SECTIONS = \{(.*)\};/.exec(read('views/learn/learn.js'))?.[1] ?? '').matchAll(/(\w+):/g),
  ].map(([, name]) => name);
  const beside = [
    ...(/const BESIDE = \{(.*)\};/.exec(read('views/learn/learn.js'))?.[1] ?? '').matchAll(/(\w+):/g),
  ].map(([, name]) => name);
  assert.ok(sections.includes('path') && beside.includes('quick'));
  const places = new Set([...sections, ...beside, ...cards]);
  const steps = new Set(['collect', 'check', 'train', 'evaluate', 'try', 'learn', 'code']);
  const files = readdirSync(new URL('views/', SITE), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.js'));
  const links = files.flatMap((name) =>
    [...read(`views/${name}`).matchAll(/(?:href[=:] ?["'`]|hash = ')#(\w+)(?:\/(\w+))?["'`]/g)].map(
      ([whole, step, place]) => ({ name, whole, step, place }),
    ),
  );
  assert.ok(links.length > 10);
  assert.deepEqual(
    links
      .filter(
        ({ step, place }) => !(steps.has(step) || step === 'main' || step === 'dock') || (place && !places.has(place)),
      )
      .map(({ name, whole }) => `${name}: ${whole}`),
    [],
  );
  for (const { step, places: some = [] } of STATIONS) {
    assert.ok(steps.has(step));
    assert.deepEqual(
      some.filter((place) => !places.has(place)),
      [],
    );
  }
});

test('what a solution tells of numbers is computed', () => {
  const about = (key, ...numbers) => {
    for (const { texts } of languages) {
      const text = texts.solutions[key].replace(/(\d)[.,](?=\d{3}\b)/g, '$1');
      for (const number of numbers)
        assert.ok(
          numbersIn(text).some((one) => Math.abs(one - number) < 1e-9),
          `${key}: ${number}`,
        );
    }
  };
  about('card.parameters', 16 * (28 * 28 + 1), 16 * (9 + 1));
  about('card.entropy', ...[0.1, 0.01, 0.001].map((share) => Number((-Math.log(share)).toFixed(1))));
  about('card.neuron', 0.2 - 0.4, Number((0.8 * 1 - 1.2 * 0.5 + 0.4 * 0 + 0.2).toFixed(1)));
  about('card.layers', 28 * 28);
  about('example.network', 64);
  const program = readFileSync(new URL('../py/zeichenlabor/lab/code/examples/network.py', SITE), 'utf8');
  assert.equal(program.match(/\b64\b/g)?.length, 3); // "in all three places"
  for (const {
    texts: { questions, sheets },
  } of languages) {
    assert.deepEqual(numbersIn(questions[3].question), [1, 2, 0.5, -1, 2]);
    assert.ok(numbersIn(questions[3].answer).includes(1 * 0.5 + 2 * -1 + 2));
    assert.ok(
      flat(sheets.hand.blocks).some((text) =>
        numbersIn(text).some((one) => one !== 3 && Math.abs(one - Math.E) < 1e-3),
      ),
    );
  }
  about('card.stride', 28 / 2);
  about('station.hand', 1, Number((1 / (1 + Math.exp(-1))).toFixed(2)));
});
