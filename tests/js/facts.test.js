import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { createTranslator, LANGUAGES } from '../../site/i18n/index.js';
import { localised } from '../../site/views/learn/components/tex.js';
import { wordsOf } from '../../site/views/learn/byhand/words.js';

const REFERENCE = new URL('../../py/zeichenlabor/nn/kernels/reference.py', import.meta.url);

test('what is said of an activation by hand is said of that activation', () => {
  const list = /^ACTIVATIONS = \((.*)\)$/m.exec(readFileSync(REFERENCE, 'utf8'))?.[1] ?? '';
  const names = [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name);
  assert.ok(names.length > 5);
  for (const stage of ['activation', 'back']) {
    for (const name of [...names, null]) {
      const key = wordsOf(stage, name);
      for (const texts of [LANGUAGES.de.texts, LANGUAGES.en.texts]) {
        assert.ok(texts[key], key);
        assert.equal(/ReLU/.test(texts[key]), name === 'relu', key);
      }
    }
  }
});

const { de, en } = { de: LANGUAGES.de.texts, en: LANGUAGES.en.texts };

/**
 * Each text in it, by the path that leads there.
 * @param {any} value
 * @param {string} path
 * @returns {[string, string][]}
 */
const flat = (value, path) =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value).flatMap(([key, one]) => flat(one, `${path}.${key}`));
/** @type {Record<string, Record<string, string>>} by language */
const TEACHERS = {};
for (const tag of Object.keys(LANGUAGES))
  TEACHERS[tag] = Object.fromEntries(flat((await import(`../../site/teachers/${tag}.js`)).texts, 'teachers'));
/**
 * Those of one sheet, question or chapter have one line in the table below, each solution its own.
 * @param {string} key
 */
const partOf = (key) => (key.startsWith('teachers.solutions.') ? key : key.split('.').slice(0, 3).join('.'));

/** The numbers of a text, written as JavaScript writes them. @param {string} text @param {string} tag */
function numbersIn(text, tag) {
  const parts = new Intl.NumberFormat(tag).formatToParts(12345678.9);
  const [group, point] = ['group', 'decimal'].map((type) => parts.find((part) => part.type === type)?.value ?? '');
  const between = /\s/.test(group) ? '\u00a0\u202f' : group;
  const number = new RegExp(`\\d+(?:[${between}]\\d{3})*(?:[.,]\\d+)*`, 'g');
  return [...text.replace(/\{\w+\}|\b[\w-]+\.(?:org|com|de|uk)\S*/g, '').matchAll(number)].map(([one]) =>
    one.replace(new RegExp(`[${between}](?=\\d{3})`, 'g'), '').replace(point, '.'),
  );
}

for (const tag of Object.keys(LANGUAGES).filter((one) => one !== 'en')) {
  test(`${tag} tells the same numbers as English`, () => {
    const { own } = LANGUAGES[tag];
    const same = (/** @type {string} */ text, /** @type {string} */ english) =>
      numbersIn(text, tag).sort().join() === numbersIn(english, 'en').sort().join();
    const free = ['card.scores.term', 'guide.curriculum.others', 'example.fool.hint']; // F1; ages and years of school; a program's own numbers
    const other = Object.keys(own).filter((key) => !free.includes(key) && key in en && !same(own[key], en[key]));
    assert.deepEqual(other, [], `site/i18n/${tag}`);
    const apart = ['teachers.chapters.curricula', 'teachers.chapters.grades']; // each language has its own
    const mine = Object.keys(TEACHERS[tag]).filter((key) => !apart.includes(partOf(key)));
    assert.deepEqual(
      mine.filter((key) => !same(TEACHERS[tag][key], TEACHERS.en[key] ?? '')),
      [],
      `site/teachers/${tag}`,
    );
  });
}

const LESSONS = 'py/lab/test_lessons.py';
const FACTS = 'py/lab/test_facts.py';
const SOLUTIONS = `${FACTS}::test_the_solutions_tell_what_the_`;
const EXAMPLES = 'py/lab/code/test_examples.py';
const COMPUTED = 'js/teachers.test.js::what a solution tells of numbers is computed';

/**
 * Text key → where its numbers come from: a test that computes them, a public source, or 'chosen' for what the page
 * itself sets (the size of a picture, a range of a control, a number in a task).
 *
 * @type {Record<string, string>}
 */
const KNOWN = {
  // Pictures and their values.
  'card.numbers.task': 'chosen',
  'card.numbers.text': 'chosen',
  'card.numbers.exactly': 'chosen',
  'card.scaling.task': 'chosen',
  'card.scaling.text': 'chosen',
  'station.check.text': 'chosen',
  'card.weights.exactly': 'chosen',
  'card.autoencoder.exactly': 'chosen',
  'card.autoencoder.of': 'chosen',
  'card.rnn.exactly': 'chosen',
  'card.centre.text': `${LESSONS}::test_the_centre_is_the_mean_of_all_ink`,
  'card.cutting.exactly': 'LeCun, Bottou, Bengio, Haffner 1998, section X: in use at banks since June 1996',
  'card.centre.exactly': `${LESSONS}::test_the_centre_is_the_mean_of_all_ink`,
  'card.split.exactly': `${LESSONS}::test_the_subsets_have_the_wanted_sizes`,
  'card.split.own': 'chosen',
  'card.split.practice': 'chosen',
  // Data sets, and who wrote them.
  'ready.digits.text': `${FACTS}::test_who_wrote_the_digits_of_scikit_learn`,
  'ready.mnist.text': 'yann.lecun.com/exdb/mnist',
  'ready.mnist.absent': 'yann.lecun.com/exdb/mnist',
  'term.mnist.is': 'yann.lecun.com/exdb/mnist',
  'card.mnist.text':
    'yann.lecun.com/exdb/mnist (LeCun, Cortes, Burges; the database of LeCun, Bottou, Bengio, Haffner 1998)',
  'card.mnist.exactly':
    'yann.lecun.com/exdb/mnist; the record: An, Lee, Park, Yang, So 2020, arxiv.org/abs/2008.10400 (99.91 % by an ensemble, 99.87 % by one network)',
  'card.mnist.committee': 'Cireşan, Meier, Schmidhuber 2012, arxiv.org/abs/1202.2745',
  // Presets.
  'preset.winter-1990': `${FACTS}::test_it_was_the_learning_rate_that_kept_the_network_of_1990_slow`,
  'preset.relu-adam.story': 'the preset before it',
  'preset.decay.story': `${FACTS}::test_the_preset_says_by_what_its_rate_falls`,
  'preset.tutorial': 'py/lab/designing/test_presets.py::test_known_sizes',
  'preset.blog': 'py/lab/designing/test_presets.py::test_known_sizes',
  'preset.school-1': 'py/lab/designing/test_presets.py::test_known_sizes',
  'preset.school-1.story': 'py/lab/designing/test_presets.py::test_known_sizes',
  'preset.blog-dropout.story': `${FACTS}::test_so_many_neurons_are_silent`,
  // What cards compute.
  'card.scaling.exactly': `${LESSONS}::test_inputs_up_to_255_upset_the_learning`,
  'card.vanishing.power': 'chosen',
  'card.softmax.text': `${LESSONS}::test_softmax_and_logits`,
  'card.softmax.exactly': 'js/facts.test.js::what a text computes is right',
  'card.logits.text': 'chosen',
  'card.parameters.task': `${LESSONS}::test_parameters_are_counted_by_the_printed_rule`,
  'card.parameters.exactly': `${LESSONS}::test_parameters_are_counted_by_the_printed_rule`,
  'card.entropy.text': `${LESSONS}::test_the_losses_are_their_formulas`,
  'card.safety.task': `${LESSONS}::test_the_engine_takes_no_logarithm_of_zero`,
  'card.descent.many': 'chosen',
  'card.landscape.task': `${FACTS}::test_momentum_helps_beside_the_middle_of_a_saddle_and_not_in_it`,
  'card.decay.exactly': `${LESSONS}::test_schedules_are_their_formulas`,
  'card.fitting.task': `${LESSONS}::test_a_small_network_learns_too_little_and_a_large_one_by_heart`,
  'card.fitting.width.32': 'chosen',
  'card.early.practice': 'chosen',
  'card.dropout.task': `${LESSONS}::test_dropout_keeps_the_sum_on_average`,
  'card.regularisation.task': 'chosen',
  'card.strangers.task': `${FACTS}::test_the_more_hands_the_better_for_strangers`,
  'card.autoencoder.task': 'chosen',
  'card.autoencoder.reached':
    'py/lab/code/test_examples.py::test_the_squeezed_pictures_reach_on_mnist_what_the_task_says',
  'card.physics.exactly': `${LESSONS}::test_a_law_of_nature_fills_in_what_was_not_measured`,
  'card.colours.exactly': 'js/facts.test.js::what a text computes is right',
  'card.majority': `${LESSONS}::test_a_majority_class_is_a_high_accuracy_for_nothing`,
  'card.majority.rare': 'chosen',
  'term.byte.is': 'js/facts.test.js::what a text computes is right',
  'term.aiwinter.is':
    'Russell, Norvig: Artificial Intelligence, 1.3; Lighthill 1973; the end of expert systems and Lisp machines from 1987 on',
  // Stations and the guide.
  'station.guess.question': 'chosen',
  'station.hand.text': 'chosen',
  'station.hand.after': 'js/facts.test.js::what a text computes is right',
  'guide.station.paper': 'py/sheets',
  'guide.station.guess': 'one of ten classes',
  'guide.station.descent': 'years of school',
  'guide.solution.guess.text': 'e2e/test_main_path.py::def test_',
  'guide.solution.convolution.text': `${FACTS}::test_where_the_weights_of_the_convolutional_network_are`,
  // What only teachers read.
  'teachers.chapters.class': 'minutes of the plan',
  'teachers.chapters.grades': 'ages and years of school',
  'teachers.chapters.why': 'chosen',
  'teachers.chapters.curricula': 'named in the text, with what was not checked',
  'teachers.chapters.beyond':
    'Patterson et al. 2021, arxiv.org/abs/2104.10350, table 4 (GPT-3: 1,287 MWh); LeCun, Bottou, Bengio, Haffner 1998; term.aiwinter.is',
  'teachers.letters.officer': 'eur-lex.europa.eu/eli/reg/2016/679/oj, articles 6 and 28',
  'teachers.questions.3': 'js/teachers.test.js::what a solution tells of numbers is computed',
  'teachers.questions.5': `${LESSONS}::test_a_majority_class_is_a_high_accuracy_for_nothing`,
  'teachers.questions.9': 'chosen',
  'teachers.sheets.hand': 'js/teachers.test.js::what the solutions of the sheets compute is right',
  'teachers.sheets.matrix': 'js/teachers.test.js::what the solutions of the sheets compute is right',
  'teachers.sheets.unplugged': 'minutes',
  'teachers.solutions.card.numbers': 'a byte',
  'teachers.solutions.card.centre': `${LESSONS}::test_the_centre_is_the_mean_of_all_ink`,
  'teachers.solutions.card.colours': 'chosen',
  'teachers.solutions.card.mnist': `${SOLUTIONS}cards_show`,
  'teachers.solutions.card.scaling': `${LESSONS}::test_inputs_up_to_255_upset_the_learning`,
  'teachers.solutions.card.neuron': COMPUTED,
  'teachers.solutions.card.softmax': 'percent',
  'teachers.solutions.card.layers': COMPUTED,
  'teachers.solutions.card.parameters': COMPUTED,
  'teachers.solutions.card.entropy': COMPUTED,
  'teachers.solutions.card.descent': `${SOLUTIONS}sliders_show`,
  'teachers.solutions.card.landscape': `${SOLUTIONS}cards_show`,
  'teachers.solutions.card.decay': `${SOLUTIONS}sliders_show`,
  'teachers.solutions.card.fitting': `${SOLUTIONS}sliders_show`,
  'teachers.solutions.card.regularisation': `${SOLUTIONS}sliders_show`,
  'teachers.solutions.card.stride': COMPUTED,
  'teachers.solutions.card.strangers': `${SOLUTIONS}sliders_show`,
  'teachers.solutions.card.autoencoder': 'chosen',
  'teachers.solutions.card.clusters': 'chosen',
  'teachers.solutions.card.majority': `${LESSONS}::test_a_majority_class_is_a_high_accuracy_for_nothing`,
  'teachers.solutions.card.reward': `${LESSONS}::test_curiosity_costs_falls_and_is_not_needed_on_this_field`,
  'teachers.solutions.example.pixels': 'a byte',
  'teachers.solutions.example.neighbour': `${EXAMPLES}::test_the_solutions_tell_what_the_programs_print`,
  'teachers.solutions.example.neuron': `${EXAMPLES}::test_the_solutions_tell_what_the_programs_print`,
  'teachers.solutions.example.network': COMPUTED,
  'teachers.solutions.example.fool': `${EXAMPLES}::test_the_solutions_tell_what_the_programs_print`,
  'teachers.solutions.station.guess': 'e2e/test_main_path.py::def test_',
  'teachers.solutions.station.draw': 'percent',
  'teachers.solutions.station.hand': COMPUTED,
  'guide.solution.hand.text': 'js/facts.test.js::what a text computes is right',
  'guide.question.symbols.text': 'chosen',
  'guide.question.mnist.text': 'js/facts.test.js::the command that brings MNIST',
};

test('every number in a text is known where it comes from, and its check is there', () => {
  const lasting = (/** @type {string} */ text) => numbersIn(text, 'de').some((number) => /\d{2}|\./.test(number));
  const told = Object.keys(de).filter(
    (key) =>
      /^(card|station|guide|preset|term|ready)\./.test(key) &&
      !/^guide\.(plan|lead|curriculum)/.test(key) &&
      lasting(de[key]),
  );
  told.push(
    ...new Set(
      Object.keys(TEACHERS.de)
        .filter((key) => lasting(TEACHERS.de[key]))
        .map(partOf),
    ),
  );
  assert.deepEqual(
    told.filter((key) => !(key in KNOWN)),
    [],
  );
  assert.deepEqual(
    Object.keys(KNOWN).filter((key) => !told.includes(key)),
    [],
  );
  for (const [key, where] of Object.entries(KNOWN)) {
    const [, file, name] = /^((?:py|js|e2e)\/\S+)::(.+)$/.exec(where) ?? [];
    if (file) assert.ok(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8').includes(name), key);
  }
});

test('what a text computes is right', () => {
  const hand = numbersIn(en['guide.solution.hand.text'], 'en').map(Number);
  const [inputs, weights, bias] = [[0.5, 1, 1], [2, -1, 0.5], 0.5];
  const result = inputs.reduce((all, x, index) => all + x * weights[index], bias);
  // one example for teachers and pupils
  assert.deepEqual(hand.slice(0, 7), [...inputs, ...weights.map(Math.abs), bias]);
  assert.ok(hand.includes(result) && hand.includes(Number((1 / (1 + Math.exp(-result))).toFixed(2))));
  assert.deepEqual(numbersIn(en['station.hand.text'], 'en').map(Number), [...inputs, ...weights.map(Math.abs), bias]);
  assert.ok(en['station.hand.after'].includes(`= ${result}.`) && result > 0);
  assert.ok(
    numbersIn(en['card.colours.exactly'], 'en').includes(String(2 ** 8)) &&
      numbersIn(en['term.byte.is'], 'en').includes(String(2 ** 8)),
  );
  assert.ok(numbersIn(en['card.colours.exactly'], 'en').includes(String(Math.floor(2 ** 24 / 1e5) / 10)));
  const [rounded, ratio] = numbersIn(en['card.softmax.exactly'], 'en')
    .map(Number)
    .sort((a, b) => b - a);
  assert.ok(Math.abs(Math.E - rounded) < 1e-3 && Math.abs(Math.E - ratio) < 0.05);
});

const CARDS = new URL('../../site/views/learn/cards/', import.meta.url);
const FORMULAS = readdirSync(CARDS).map((name) => ({
  name,
  tex:
    /^ {2}formulas: \[([\s\S]*?)\],$/m.exec(readFileSync(new URL(name, CARDS), 'utf8'))?.[1].replaceAll('\\\\', '\\') ??
    '',
}));

test('formulas have the decimal sign of the language, and their powers are right', () => {
  const comma = localised(createTranslator('de'), FORMULAS.map(({ tex }) => tex).join(' '));
  assert.ok(/0,25/.test(comma) && !/\d\.\d/.test(comma));
  assert.ok(/0\.25/.test(localised(createTranslator('en'), '0.25')));
  const [, power, about] =
    /(0\.25)\^8 \\approx (0\.\d+)/.exec(FORMULAS.find(({ name }) => name === 'vanishing.js')?.tex ?? '')?.map(Number) ??
    [];
  assert.ok(Math.abs(power ** 8 - about) < 1e-6);
});

test('y is a label and ŷ what a network says, everywhere', () => {
  const bare = FORMULAS.filter(({ tex }) => /(?<!\\hat\{|[a-zA-Z])y(?![a-zA-Z])/.test(tex)).map(({ name }) => name);
  assert.deepEqual(bare, ['centre.js', 'dataset.js', 'fitting.js']); // a coordinate, a label, what was measured
});

test('the command that brings MNIST is that of the build, and so are the files', () => {
  const build = readFileSync(new URL('../../build.py', import.meta.url), 'utf8');
  assert.ok(
    build.includes('"--mnist"') &&
      readFileSync(new URL('../../README.md', import.meta.url), 'utf8').includes('--mnist DIR'),
  );
  const names = ['train', 't10k'].flatMap((part) =>
    ['images-idx3', 'labels-idx1'].map((kind) => `${part}-${kind}-ubyte.gz`),
  );
  assert.ok(build.includes('("train", "t10k")') && build.includes('("images-idx3", "labels-idx1")'));
  for (const texts of [de, en]) {
    assert.ok(texts['guide.question.mnist.text'].includes('python3 build.py build --mnist '));
    for (const name of names) assert.ok(texts['guide.question.mnist.text'].includes(name), name);
  }
});
