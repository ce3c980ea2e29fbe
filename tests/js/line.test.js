/** A line that is written: its strokes, who reads it when, and what becomes of corrections. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCommands } from '../../site/commands/commands.js';
import { Ink } from '../../site/draw/ink.js';
import { erased, pathOf, reachOf, smooth } from '../../site/draw/strokes.js';
import { createTranslator } from '../../site/i18n/index.js';
import { factsOf } from '../../site/state/facts.js';
import { namesIn } from '../../site/state/line.js';
import { initialState, reducer } from '../../site/state/reducer.js';
import { createStore } from '../../site/state/store.js';
import { lineSaid } from '../../site/views/shell/news.js';
import { createFakeClient, drawn, readPage, settle, workerError } from './fakes/client.js';

const READY = { kind: 'boot', state: 'ready', backend: 'numpy' };

/** A page of digits at Try, whose pad has been read; the clock is the test's. */
async function page(context) {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const store = createStore(reducer, initialState({ language: 'de', step: 'try' }));
  store.dispatch({ type: 'sheets/added', sheets: [{ id: 'a', name: 'a' }] });
  store.dispatch({ type: 'sheet/read', id: 'a', result: readPage() });
  const client = createFakeClient();
  const commands = createCommands({ store, client, ink: new Ink(8) });
  void commands.onBoot(READY);
  await settle();
  client.of('explain').forEach((request) => request.resolve({ glyph: null, probabilities: [] }));
  await settle();
  const rest = async () => {
    context.mock.timers.tick(200);
    await settle();
  };
  return { store, client, commands, rest, line: () => store.getState().line, asked: () => client.of('line.read') };
}

const stroke = (x) => [
  { x, y: 10 },
  { x, y: 40 },
];

/** What a worker answers: symbols of these digits, one beside the other. */
function answer(digits, told = {}) {
  const { sure = digits.map(() => true), spaces = digits.map(() => false), share = 0.9, distances = null } = told;
  const probabilities = new Float32Array(digits.length * 10).fill((1 - share) / 9);
  digits.forEach((digit, index) => {
    probabilities[index * 10 + digit] = share;
  });
  const images = new Uint8Array(digits.length * 784);
  digits.forEach((_, index) => images.fill(index + 1, index * 784, (index + 1) * 784));
  const boxes = digits.map((_, index) => [index * 50, 0, index * 50 + 30, 60]);
  return { boxes, images, probabilities, sure, spaces, distances };
}

/** Writes strokes that are read as these digits. */
async function written({ client, commands, rest, asked }, digits, told = {}) {
  client.of('line.understand').forEach(({ reject }) => reject(workerError('line/error')));
  commands.writeLine(digits.map((_, index) => stroke(index * 50)));
  await rest();
  asked().at(-1).resolve(answer(digits, told));
  await settle();
}

const drawings = (store) =>
  factsOf(store.getState()).drawn.map(({ written: name, images, index }) => [name, images[index * 784]]);

test('a curve begins and ends where the pen did, and has no long pieces', () => {
  const touches = [
    { x: 0, y: 0 },
    { x: 40, y: 0 },
    { x: 40, y: 50 },
    { x: 90, y: 50 },
  ];
  const curve = smooth(touches);
  assert.deepEqual([curve[0], curve.at(-1)], [touches[0], touches[3]]);
  const lengths = curve.slice(1).map(({ x, y }, index) => Math.hypot(x - curve[index].x, y - curve[index].y));
  assert.ok(Math.max(...lengths) <= 8);
  assert.deepEqual(smooth([{ x: 3, y: 4 }]), [{ x: 3, y: 4 }]);
  assert.equal(pathOf([{ x: 3, y: 4 }]), 'M3.0 4.0L3.0 4.0');
  assert.equal(reachOf([curve, stroke(120)]), 120);
  assert.equal(reachOf([]), 0);
});

test('an eraser takes strokes apart, and leaves alone what it does not touch', () => {
  const line = smooth([
    { x: 0, y: 0 },
    { x: 100, y: 0 },
  ]);
  const parts = erased(
    [line, stroke(200)],
    [
      { x: 50, y: -30 },
      { x: 50, y: 30 },
    ],
    10,
  );
  assert.equal(parts.length, 3);
  assert.ok(parts[0].every(({ x }) => x < 40) && parts[1].every(({ x }) => x > 60));
  const all = [line, stroke(200)];
  assert.equal(erased(all, [{ x: 50, y: 50 }], 10), all);
  assert.deepEqual(erased([stroke(5)], [{ x: 5, y: 25 }], 30), []);
  // Between two touches of a quick hand the eraser has been everywhere.
  assert.equal(
    erased(
      [line],
      [
        { x: 30, y: -200 },
        { x: 30, y: 200 },
      ],
      10,
    ).length,
    2,
  );
});

test('what is written is read when the pen rests, the latest of all that came meanwhile', async (context) => {
  const { client, commands, rest, asked, line } = await page(context);
  commands.writeLine([stroke(0)]);
  context.mock.timers.tick(100);
  commands.writeLine([stroke(0), stroke(50)]);
  context.mock.timers.tick(100);
  await settle();
  assert.equal(asked().length, 0);
  await rest();
  assert.equal(asked().length, 1);
  const { points, counts, classes, run } = asked()[0].params;
  assert.deepEqual([[...points], counts, classes, run], [[0, 10, 0, 40, 50, 10, 50, 40], [2, 2], 10, null]);
  commands.writeLine([stroke(0), stroke(50), stroke(100)]);
  await rest();
  commands.writeLine([stroke(0), stroke(50), stroke(100), stroke(150)]);
  await rest();
  assert.equal(asked().length, 1);
  asked()[0].resolve(answer([4, 7]));
  await settle();
  assert.deepEqual(namesIn(line(), null), ['4', '7']);
  client
    .of('line.understand')[0]
    .resolve({ kind: 'number', text: '47', holds: null, numerator: '47', denominator: '1', decimal: '47' });
  await settle();
  assert.deepEqual(
    asked().map(({ params }) => params.counts.length),
    [2, 4],
  );
});

test('its meaning is that of what is read now; what is wrong with it is told', async (context) => {
  const lab = await page(context);
  const { client, line, store } = lab;
  await written(lab, [3, 4], { spaces: [false, true] });
  const [first] = client.of('line.understand');
  assert.deepEqual(first.params.symbols, ['3', ' ', '4']);
  first.resolve({ kind: 'number', text: '3 4', holds: null, numerator: '34', denominator: '1', decimal: '34' });
  await settle();
  assert.equal(line().meaning.value.text, '3 4');
  assert.match(lineSaid(store.getState(), factsOf(store.getState()), createTranslator('de')), /3 4/);
  void lab.commands.correctSymbol(1, '÷');
  await settle();
  client
    .of('line.understand')
    .at(-1)
    .reject(workerError('line/incomplete', { sign: '÷' }));
  await settle();
  assert.deepEqual([line().meaning.error.code, line().meaning.names], ['line/incomplete', ['3', ' ', '÷']]);
  assert.match(lineSaid(store.getState(), factsOf(store.getState()), createTranslator('de')), /Hinter ÷ fehlt/);
  lab.commands.writeLine([]);
  assert.deepEqual([line().reading, line().meaning], [null, null]);
  assert.equal(lineSaid(store.getState(), factsOf(store.getState()), createTranslator('de')), '');
});

test('strokes are taken back one by one, and so is clearing', async (context) => {
  const { commands, line } = await page(context);
  const [one, two] = [[stroke(0)], [stroke(0), stroke(50)]];
  commands.writeLine(one);
  commands.writeLine(two);
  commands.writeLine([]);
  commands.undoStroke();
  assert.equal(line().strokes, two);
  commands.undoStroke();
  assert.equal(line().strokes, one);
  commands.undoStroke();
  commands.undoStroke();
  assert.deepEqual(line().strokes, []);
});

test('an answer of another network, or to another line, is none', async (context) => {
  const { store, commands, rest, asked, line } = await page(context);
  commands.writeLine([stroke(0)]);
  await rest();
  const { strokes } = line();
  const reading = { result: answer([1]), strokes, classes: ['0', '1'], epochs: null };
  store.dispatch({ type: 'line/read', reading, run: 'run-1' });
  assert.equal(line().reading, null);
  store.dispatch({ type: 'project/opened', kept: {} });
  assert.deepEqual(line().strokes, []);
  commands.writeLine([stroke(7)]);
  asked()[0].resolve(answer([1]));
  await settle();
  assert.equal(line().reading, null);
});

test('a corrected symbol is a drawing of the collection; the way back takes just that one away', async (context) => {
  const lab = await page(context);
  const { store, commands } = lab;
  drawn('5', 'drawn-a', 99).forEach(store.dispatch);
  await written(lab, [1, 2, 3]);
  void commands.correctSymbol(1, '7');
  await settle();
  assert.deepEqual(drawings(store), [
    ['5', 99],
    ['7', 2],
  ]);
  assert.deepEqual(
    factsOf(store.getState()).lineSymbols.map(({ name, isCorrected, isReadSure }) => [name, isCorrected, isReadSure]),
    [
      ['1', false, true],
      ['7', true, true],
      ['3', false, true],
    ],
  );
  // What was drawn since stays.
  drawn('6', 'drawn-b', 98).forEach(store.dispatch);
  // One who thinks better of it does not teach both.
  void commands.correctSymbol(1, '7');
  void commands.correctSymbol(1, '2');
  assert.deepEqual(drawings(store), [
    ['5', 99],
    ['6', 98],
    ['2', 2],
  ]);
  void commands.correctSymbol(0, '4');
  void commands.undoCorrection();
  assert.deepEqual(drawings(store), [
    ['5', 99],
    ['6', 98],
    ['2', 2],
  ]);
  void commands.undoCorrection();
  void commands.undoCorrection();
  assert.deepEqual(drawings(store), [
    ['5', 99],
    ['6', 98],
  ]);
  assert.deepEqual(namesIn(store.getState().line, null), ['1', '2', '3']);
});

test('a correction stays with its symbol while the line grows, and goes from the collection alone', async (context) => {
  const lab = await page(context);
  const { store, commands } = lab;
  await written(lab, [1, 2]);
  void commands.correctSymbol(0, '+');
  await written(lab, [1, 2, 3]);
  assert.deepEqual(namesIn(store.getState().line, null), ['+', '2', '3']);
  assert.ok(store.getState().classes.includes('+'));
  const [
    {
      sheet: { id },
    },
  ] = factsOf(store.getState()).drawn;
  store.dispatch({ type: 'sheet/removed', id });
  void commands.undoCorrection();
  assert.deepEqual([drawings(store), namesIn(store.getState().line, null)], [[], ['1', '2', '3']]);
});

test('doubts are told apart: where it was cut, and what was read', async (context) => {
  const lab = await page(context);
  await written(lab, [1, 2], { sure: [false, true], share: 0.5 });
  assert.deepEqual(
    factsOf(lab.store.getState()).lineSymbols.map(({ isCutSure, isReadSure }) => [isCutSure, isReadSure]),
    [
      [false, false],
      [true, false],
    ],
  );
});

test('what looks like nothing learned is a question mark, until a person says what it is', async (context) => {
  const lab = await page(context);
  const { store, client, commands } = lab;
  const limits = [0.2, 0.4, 0.6, 0.8].map((limit) => ({ lost: 0, limit, known: 0, nonsense: 1 }));
  store.dispatch({ type: 'insight/asked', analysis: 'unknown', asked: 'a', job: {} });
  store.dispatch({ type: 'insight/told', analysis: 'unknown', asked: 'a', job: { result: { limits } } });
  await written(lab, [1, 2], { distances: [0.7, 0.9] });
  assert.deepEqual(client.of('line.understand').at(-1).params.symbols, ['1', '?']);
  const symbols = () =>
    factsOf(store.getState()).lineSymbols.map(({ name, guess, isUnknown }) => [name, guess, isUnknown]);
  assert.deepEqual(symbols(), [
    ['1', '1', false],
    ['?', '2', true],
  ]);
  void commands.correctSymbol(1, '2');
  assert.deepEqual(symbols()[1], ['2', '2', false]);
  store.dispatch({ type: 'look/changed', look: { limit: 2 } });
  assert.deepEqual(symbols()[0], ['?', '1', true]);
});

test('a cut that is put right goes to the reader, is taken back as a stroke is, and ends with its ink', async (context) => {
  const lab = await page(context);
  const { store, commands, rest, asked, line } = lab;
  await written(lab, [1, 2, 3]);
  const { lineSymbols } = factsOf(store.getState());
  lab.client.of('line.understand').at(-1).reject(workerError('line/error'));
  await settle();
  void commands.cutLine(lineSymbols.slice(0, 2), 1);
  await settle();
  const cuts = [{ points: [0, 0, 30, 60, 50, 0, 80, 60], symbols: 1 }];
  assert.deepEqual(asked().at(-1).params.cuts, cuts);
  asked()
    .at(-1)
    .resolve(answer([7, 3]));
  await settle();
  assert.deepEqual(namesIn(line(), null), ['7', '3']);
  lab.client.of('line.understand').at(-1).reject(workerError('line/error'));
  await settle();

  commands.undoStroke();
  await rest();
  assert.deepEqual([line().cuts, line().strokes.length, asked().at(-1).params.cuts], [[], 3, []]);

  void commands.cutLine(lineSymbols.slice(0, 2), 1);
  commands.writeLine([...line().strokes, stroke(150)]);
  assert.deepEqual(line().cuts, cuts);
  commands.writeLine([...line().strokes, stroke(60)]);
  assert.deepEqual(line().cuts, []);
  commands.undoStroke();
  assert.deepEqual(line().cuts, cuts);
  commands.writeLine(line().strokes.slice(1));
  assert.deepEqual(line().cuts, []);
});
