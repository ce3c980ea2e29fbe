import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { createTranslator, LANGUAGES } from '../../site/i18n/index.js';
import { hatched } from '../../site/draw/hatch.js';
import { shadeOf } from '../../site/draw/shade.js';
import { factsOf } from '../../site/state/facts.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { titleOf } from '../../site/views/shell/title.js';
import { drawingSaid, newsOf } from '../../site/views/shell/news.js';

const SITE = new URL('../../site/', import.meta.url);
const sheets = readdirSync(SITE, { recursive: true })
  .filter((name) => name.endsWith('.css'))
  .map((name) => [name, readFileSync(new URL(name, SITE), 'utf8')]);
const styles = Object.fromEntries(sheets);

/** Where more contrast is wished. */
const MORE = /@media \(prefers-contrast: more\) \{([\s\S]*?)\n\}/;

/**
 * The tokens of the page by day or at night, with what they refer to put in; `more`: with those of more contrast.
 */
function tokens(when, more = false) {
  const blocks = styles['tokens.css']
    .replace(/^:root \{ --day.*$/m, '')
    .matchAll(/\n:root(?:, \.on-photo)? \{([\s\S]*?)\n\}/g);
  const block = [...blocks].map(([, inside]) => inside).join('\n') + (more ? MORE.exec(styles['tokens.css'])[1] : '');
  const raw = Object.fromEntries(
    [...block.matchAll(/^\s*--([\w-]+): ([^;]+);/gm)].map(([, name, value]) => [name, value]),
  );
  const chosen = (value) => new RegExp(`var\\(--${when}, ((?:[^()]|\\([^)]*\\))*)\\)`).exec(value)?.[1] ?? value;
  const plain = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, chosen(value)]));
  const whole = (value) => value.replace(/rgb\(var\(--([\w-]+)\)\)/, (_, name) => `rgb(${plain[name]})`);
  return Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, whole(value)]));
}

function rgb(colour) {
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(colour)?.[1];
  if (hex)
    return (hex.length === 3 ? [...hex].map((digit) => digit + digit) : hex.match(/../g)).map((part) =>
      parseInt(part, 16),
    );
  return /^rgb\((\d+) (\d+) (\d+)\)$/.exec(colour).slice(1).map(Number);
}

function luminance(colour) {
  const [red, green, blue] = rgb(colour)
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ['paper', 'card', 'wash', 'aside', 'sheet'];
const TIMES = [
  ['day', tokens('day')],
  ['night', tokens('night')],
];
const TOKENS = TIMES[0][1];

for (const [when, all] of TIMES) {
  const atLeast = (least, ink, ground) =>
    assert.ok(contrast(all[ink], all[ground]) >= least, `${ink} on ${ground}: ${contrast(all[ink], all[ground])}`);

  test(`text has 4.5 : 1 on every ground, ${when}`, () => {
    for (const ink of ['ink', 'ink-2', 'pen', 'red', 'good', 'orange-ink', 'violet'])
      for (const ground of GROUNDS) atLeast(4.5, ink, ground);
    for (const fill of ['pen', 'pen-hover', 'red', 'good', 'positive']) atLeast(4.5, 'on-fill', fill);
    for (const ground of ['note', 'alarm', 'wanted']) atLeast(4.5, 'ink', ground);
    for (const ink of ['ink-off', 'code-keyword', 'code-string', 'code-number', 'code-comment', 'code-class'])
      for (const ground of ['card', 'wash']) atLeast(4.5, ink, ground);
    for (const ink of ['cover-ink', 'cover-ink-2', 'cover-good'])
      for (const ground of ['cover', 'cover-2']) atLeast(4.5, ink, ground);
  });

  test(`rings, borders of fields and grips have 3 : 1, ${when}`, () => {
    for (const ground of GROUNDS) atLeast(3, 'focus', ground);
    for (const ground of ['card', 'paper']) atLeast(3, 'border', ground);
    for (const ground of ['cover', 'cover-2']) atLeast(3, 'cover-focus', ground);
    assert.match(styles['views/shell/shell.css'], /\.cover :focus-visible \{ outline-color: var\(--cover-focus\)/);
  });

  test(`lines of charts have 3 : 1 on the card, ${when}`, () => {
    const colours = [
      ...Object.values(styles)
        .join('\n')
        .matchAll(/--line: var\(--([\w-]+)\)\s*[;}]/g),
    ].map(([, name]) => name);
    assert.ok(colours.length > 8);
    for (const colour of colours) atLeast(3, colour, 'card');
  });

  test(`a shade of ink in a table is read in one colour up to where the other is read, ${when}`, () => {
    const colour = all['shade-ink'].split(' ').map(Number);
    for (let value = 0; value <= 255; value += 1) {
      const { ink, isFull } = shadeOf(value / 255);
      const ground = `rgb(${rgb(all.sheet)
        .map((part, at) => Math.round(part + ((colour[at] - part) * parseInt(ink, 10)) / 100))
        .join(' ')})`;
      assert.ok(
        contrast(all[isFull ? 'on-full' : 'on-pale'], ground) >= 4.5,
        `${value}: ${contrast(all[isFull ? 'on-full' : 'on-pale'], ground)}`,
      );
    }
    assert.match(styles['views/learn/components/components.css'], /\.grid tbody \{ background: var\(--sheet\)/);
    assert.match(styles['draw/draw.css'], /\.pixel-numbers \{[^}]* background: var\(--sheet\)/);
  });

  test(`numbers on the shades of the matrix are read, ${when}`, () => {
    for (const shade of ['shade-positive', 'shade-negative']) {
      for (const share of [0, 0.3, 0.58]) {
        // the matrix goes to 58 %
        const ground = `rgb(${rgb(all.card)
          .map((part, at) => Math.round(part + (all[shade].split(' ')[at] - part) * share))
          .join(' ')})`;
        assert.ok(contrast(all.ink, ground) >= 4.5, `${shade} ${share}: ${contrast(all.ink, ground)}`);
      }
    }
  });
}

for (const [when] of TIMES) {
  test(`with more contrast, text has 7 : 1, and what parts one thing from another 3 : 1, ${when}`, () => {
    const all = tokens(when, true);
    for (const ground of GROUNDS)
      for (const [least, inks] of [
        [7, ['ink', 'ink-2']],
        [3, ['edge', 'border', 'grid-strong', 'focus']],
      ])
        for (const ink of inks)
          assert.ok(
            contrast(all[ink], all[ground]) >= least,
            `${ink} on ${ground}: ${contrast(all[ink], all[ground])}`,
          );
  });
}

test('where less motion is wished nothing moves by itself', () => {
  assert.match(
    styles['app.css'],
    /motion: reduce\) \{\s*\*, \*::before, \*::after \{ animation: none !important; transition: none !important/,
  );
  for (const [name, text] of sheets) assert.doesNotMatch(text, /scroll-behavior: *smooth/, name);
  for (const name of readdirSync(SITE, { recursive: true }).filter((one) => one.endsWith('.js'))) {
    const text = readFileSync(new URL(name, SITE), 'utf8');
    // In JavaScript each asks by itself.
    for (const line of text.split('\n').filter((one) => /behavior: /.test(one)))
      assert.match(line, /behavior: still \? 'auto' : 'smooth'/, name);
    if (/behavior: /.test(text)) assert.match(text, /useScreen\('\(prefers-reduced-motion: reduce\)'\)/, name);
    assert.doesNotMatch(text, /\.animate\(/, name);
  }
});

test('the document has the order of the screen: no style puts what can have the focus elsewhere', () => {
  const HARMLESS = ['.counts dt', '.counts dd', '.kind-flag label']; // a number and its name; a box and its label
  for (const [name, text] of sheets)
    for (const [, selector, block] of text.matchAll(/([^{}]+)\{([^{}]*)\}/g))
      if (/(^|[\s;])order: *-?\d|(row|column)-reverse/.test(block))
        assert.ok(HARMLESS.includes(selector.replace(/\/\*[\s\S]*?\*\//g, '').trim()), `${name}: ${selector.trim()}`);
});

test('what is drawn on paper that stays white at night is drawn in the colours of day', () => {
  const switches = [...styles['tokens.css'].matchAll(/^([^@{}\n]+) \{ --day: initial; --night: ;/gm)].map(
    ([, selector]) => selector,
  );
  assert.deepEqual(switches, [':root', '.on-photo']);
  // computed anew there
  assert.match(styles['tokens.css'], /\n:root, \.on-photo \{\n[\s\S]*?--ink: [\s\S]*?--positive: [\s\S]*?\n\}/);
  for (const [ink, least] of [
    ['ink-2', 4.5],
    ['pen', 4.5],
    ['positive', 3],
    ['orange-ink', 3],
    ['red', 3],
  ]) {
    assert.ok(contrast(TOKENS[ink], TOKENS.photo) >= least, ink);
  }
  for (const name of ['draw/sheet.js', 'views/collect/corners.js']) {
    const drawn = [...readFileSync(new URL(name, SITE), 'utf8').matchAll(/<svg class="([^"]*)"/g)].map(
      ([, value]) => value,
    );
    assert.ok(drawn.length > 1);
    // nothing is drawn over the piece
    for (const classes of drawn) assert.ok(/on-photo|piece-of-page/.test(classes), classes);
  }
});

test('the light orange of the scale is a fill only: as a line it has too little contrast', () => {
  assert.ok(contrast(TOKENS.negative, TOKENS.card) < 3);
  for (const [name, text] of sheets) {
    assert.doesNotMatch(text, /(stroke|outline(-color)?|border[\w-]*):[^;]*var\(--negative\)/, name);
  }
});

test('colours, sizes of type, radii and distances stand in one file, by day and at night', () => {
  const RAW = [
    [/#[\da-f]{3,8}\b|\brgb\(\d/i, 'a colour'],
    [/font-size: *[\d.]+(?!pt)[a-z%]|\bfont: *(\d+ +)?[\d.]+(rem|em|px)/, 'a size of type'],
    [/border-radius:[^;}]*\d(px|em|rem)/, 'a radius'],
    [/\b(padding|margin|gap)[a-z-]*: *(-?\d+px|[^;}(]* -?\d+px)/, 'a distance'],
  ];
  for (const [name, text] of sheets) {
    if (name === 'tokens.css') continue;
    for (const line of text.split('\n')) {
      // room for what sticks to the edge; the root on the projector
      if (/^\s*\.page \{|scroll-padding|font-size: clamp/.test(line)) continue;
      for (const [raw, what] of RAW) assert.doesNotMatch(line, raw, `${what} in ${name}`);
    }
  }
  for (const [name, value] of Object.entries(tokens('day')))
    if (/#|rgb/.test(value)) assert.ok(tokens('night')[name], name);
});

test('nothing is painted with a colour of its own: what is no token would stay bright at night', () => {
  for (const folder of ['draw/', 'views/']) {
    for (const name of readdirSync(new URL(folder, SITE), { recursive: true }).filter((one) => one.endsWith('.js'))) {
      const text = readFileSync(new URL(folder + name, SITE), 'utf8');
      if (name === 'palette.js' || name === 'export.js') continue;
      assert.doesNotMatch(text, /'#[\da-f]{3,6}'|'rgb\(\d/i, name);
      assert.ok(!text.includes('getComputedStyle'), name);
    }
  }
});

test('maps are hatched below zero, and no denser than lines can be told apart', () => {
  const values = [
    [-1, 1],
    [0.5, -0.6],
  ];
  const at = (row, column) => values[row][column];
  assert.deepEqual(hatched(at, 2, 2, 1, 10), [
    [0, 0],
    [1, 1],
  ]);
  assert.deepEqual(hatched(at, 2, 2, 10, 10), []); // hardly below zero: white
  const many = hatched(() => -1, 20, 20, 1, 1);
  assert.equal(many.length, 80);
});

const t = createTranslator('en');
const start = () => ({
  ...initialState({ language: 'en', step: 'train' }),
  project: { ...initialState({ language: 'en', step: 'train' }).project, state: 'saved', id: 'p' },
});
const news = (before, now) => newsOf(before, now, factsOf(now), t);

test('the end of reading is told once, with what could not be read', () => {
  const sheet = (id, state) => ({ id, name: `${id}.png`, state, progress: null, result: null, error: null });
  const before = { ...start(), sheets: [sheet('a', 'working'), sheet('b', 'working')] };
  const half = { ...before, sheets: [sheet('a', 'failed'), sheet('b', 'working')] };
  const now = { ...before, sheets: [sheet('a', 'failed'), sheet('b', 'done')] };
  assert.deepEqual(news(before, half), []);
  assert.match(news(before, now).join(), /Reading done.*a\.png could not be read/);
  assert.deepEqual(news(now, { ...now, tool: 'erase' }), []);
});

test('an empty back is not among what could not be read, a pale page is', () => {
  const page = (id, params) => ({
    ...{ id, name: `${id}.png`, state: 'failed', progress: null, result: null },
    error: { code: 'sheet/blank', params },
  });
  const working = { ...page('a', {}), state: 'working', error: null };
  const before = { ...start(), sheets: [working, page('b', { reason: 'pale' })] };
  const told = (...sheets) => news(before, { ...before, sheets }).join();
  assert.match(told(page('a', {}), before.sheets[1]), /Reading done/);
  assert.doesNotMatch(told(page('a', {}), before.sheets[1]), /could not be read/);
  assert.match(told(page('a', { reason: 'pale' }), before.sheets[1]), /a\.png could not be read/);
});

test('all files are named that could not be read since nothing was being read, or the first of many', () => {
  const sheets = (...states) =>
    states.map((state, at) => ({ id: `${at}`, name: `${at}.png`, state, progress: null, result: null, error: null }));
  const quiet = { ...start(), sheets: sheets('failed') };
  const told = (...states) => {
    const last = { ...quiet, sheets: sheets('failed', ...states) };
    const before = { ...quiet, sheets: sheets('failed', ...states.slice(0, -1), 'working') };
    return newsOf(before, last, factsOf(last), t, quiet).join();
  };
  const arriving = { ...quiet, arriving: 1, sheets: sheets('failed', 'failed', 'failed') };
  assert.equal(newsOf(quiet, arriving, factsOf(arriving), t, quiet).join(), '');
  const arrived = reducer(arriving, { type: 'files/arrived' });
  assert.match(newsOf(arriving, arrived, factsOf(arrived), t, quiet).join(), /2 could not be read: 1\.png and 2\.png/);
  assert.match(told('failed', 'done', 'failed'), /collection\. 2 could not be read: 1\.png and 3\.png\.$/);
  assert.match(
    told(...'abcde'.split('').map(() => 'failed')),
    /5 could not be read: 1\.png, 2\.png, 3\.png,? and 2 more\.$/,
  );
});

test('a sheet that is removed leaves no number of before', () => {
  const result = {
    classes: ['0'],
    labels: [0, 0],
    cells: [0, 1],
    images: new Uint8Array(2 * 784),
    status: ['kept', 'kept'],
    page: null,
    more: [],
  };
  const sheet = (id) => ({ id, name: id, state: 'done', progress: null, result, error: null });
  const before = { ...start(), sheets: [sheet('a'), sheet('b')] };
  const now = reducer(before, { type: 'sheet/removed', id: 'a' });
  assert.deepEqual(news(before, now), ['“a” is removed. 2 pictures are in the collection now.']);
  const back = reducer(now, { type: 'deletion/restored', id: 'a' });
  assert.deepEqual(news(now, back), ['“a” is back. 4 pictures are in the collection now.']);
});

test('ink that goes and comes back is told, and so are cells that a notebook replaces', () => {
  const written = reducer(start(), { type: 'line/written', strokes: [[{ x: 1, y: 1 }]] });
  assert.deepEqual(news(start(), written), []);
  const blank = reducer(written, { type: 'line/written', strokes: [] });
  assert.deepEqual(news(written, blank), ['The line is empty.']);
  assert.deepEqual(news(blank, reducer(blank, { type: 'line/undone' })), ['Undone.']);
  const drawn = reducer(written, { type: 'drawing/changed', empty: false });
  assert.deepEqual(news(drawn, reducer(drawn, { type: 'drawing/changed', empty: true })), [
    'The drawing pad is empty.',
  ]);
  const noted = reducer(written, { type: 'cell/added', source: '1', example: null, after: null });
  assert.match(news(noted, reducer(noted, { type: 'cells/opened', sources: ['2'] })).join(), /notebook has replaced/);
});

test('a training is told when it begins, and with its result when it ends', () => {
  const epoch = { epoch: 0, loss: 1, accuracy: 0.8, valLoss: 1, valAccuracy: 0.75, learningRate: 0.1 };
  const idle = start();
  const running = { ...idle, training: { ...idle.training, state: 'running', run: 'r' } };
  const done = { ...idle, training: { ...running.training, state: 'done', epochs: [epoch], steps: [] } };
  assert.deepEqual(news(idle, running), ['Training']);
  assert.match(news(running, done).join(), /Training done\. After 1 epoch .* 75/);
  assert.deepEqual(news(running, { ...running, training: { ...running.training, epochs: [epoch] } }), []);
});

test('changed pictures are counted, and taking back is told', () => {
  const before = start();
  const edited = { ...before, editing: { past: [before.editing.now], now: { s: { 1: null, 4: '3' } }, future: [] } };
  assert.deepEqual(news(before, edited), ['2 pictures changed.']);
  const undone = reducer(edited, { type: 'edits/undone' });
  assert.deepEqual(news(edited, undone), ['Undone.']);
  assert.deepEqual(news(undone, reducer(undone, { type: 'edits/redone' })), ['Done again.']);
});

test('another project is no news', () => {
  const before = start();
  const training = { ...before.training, state: 'running' };
  assert.deepEqual(news(before, { ...before, training, project: { ...before.project, id: 'q' } }), []);
});

test('a drawing is told as a sentence once it has been read', () => {
  const state = start();
  const probabilities = [0.01, 0.01, 0.9, 0.08];
  const read = {
    ...state,
    drawing: { revision: 5, empty: false },
    reading: { ...state.reading, revision: 5, epochs: 3, result: { probabilities } },
  };
  assert.match(drawingSaid(read, factsOf(read), t), /reads 2, 90.?% sure/);
  assert.match(drawingSaid({ ...read, reading: { ...read.reading, epochs: null } }, factsOf(read), t), /untrained/);
  assert.equal(drawingSaid({ ...read, drawing: { revision: 6, empty: false } }, factsOf(read), t), '');
  assert.equal(drawingSaid({ ...read, drawing: { revision: 5, empty: true } }, factsOf(read), t), '');
});

test('the title tells the place, and no two places have the same one', () => {
  const cards = Object.keys(LANGUAGES.en.texts).flatMap((key) => /^card\.(\w+)$/.exec(key)?.[1] ?? []);
  assert.ok(cards.length > 40);
  const places = [
    ...['collect', 'check', 'train', 'evaluate', 'try', 'code'].map((step) => [step, '']),
    ...['path', 'cards', 'playground', 'byhand', 'glossary', 'guide', 'certificate', 'quick', ...cards].map((place) => [
      'learn',
      place,
    ]),
  ];
  const titles = places.map(([step, place]) => titleOf(initialState({ language: 'en', step, place }), t));
  assert.equal(new Set(titles).size, titles.length);
  for (const title of titles) assert.match(title, / · Zeichenlabor$/);
});
