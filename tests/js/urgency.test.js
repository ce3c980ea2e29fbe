import assert from 'node:assert/strict';
import { test } from 'node:test';
import { palette, painters, repaint } from '../../site/draw/palette.js';
import { writeNumber } from '../../site/draw/number.js';
import { lettersIn } from '../../site/draw/symbols.js';
import { createTranslator } from '../../site/i18n/index.js';
import { inTurn } from '../../site/draw/turns.js';
import { factsOf } from '../../site/state/facts.js';
import { canWait, unhurriedMs } from '../../site/state/urgency.js';
import { machineReducer, secondsOfNext } from '../../site/state/machine.js';
import { initialState } from '../../site/state/reducer.js';

const state = (training) => ({
  ...initialState({ language: 'en', step: 'train' }),
  training: { ...initialState({ language: 'en', step: 'train' }).training, ...training },
});

test('only the numbers of a running training can wait to be drawn', () => {
  const drawn = state({ state: 'running' });
  const told = {
    ...drawn,
    training: { ...drawn.training, pace: { type: 'pace', samplesPerSecond: 1, secondsLeft: 1, workers: 1 } },
  };
  assert.equal(canWait(drawn, told), true);
  assert.equal(canWait(drawn, { ...told, runs: [{}] }), true);
  assert.equal(canWait(drawn, { ...told, tool: 'erase' }), false);
  assert.equal(canWait(drawn, { ...told, step: 'try' }), false);
  for (const change of [{ state: 'done' }, { stopping: true }])
    assert.equal(canWait(drawn, { ...drawn, training: { ...drawn.training, ...change } }), false);
  assert.equal(canWait(state({}), told), false);
  assert.equal(canWait(drawn, { ...told, theme: 'dark' }), false);
});

test('the progress of pages and tasks can wait to be drawn, their results cannot', () => {
  const drawn = state({});
  const working = { state: 'working', asked: 'a', stopping: false, share: 0, result: null };
  const started = { ...drawn, insight: { ...drawn.insight, writers: working } };
  const task = (change) => ({ ...started, insight: { ...started.insight, writers: { ...working, ...change } } });
  assert.equal(canWait(drawn, started), false);
  assert.equal(canWait(started, task({ share: 0.5 })), true);
  for (const change of [{ share: 1, state: 'done' }, { stopping: true }, { result: {} }, { asked: 'b' }])
    assert.equal(canWait(started, task(change)), false);

  const pages = [
    { id: '1', state: 'working', progress: null },
    { id: '2', state: 'waiting', progress: null },
  ];
  const reading = { ...drawn, sheets: pages };
  const page = (change) => ({ ...reading, sheets: [{ ...pages[0], ...change }, pages[1]] });
  assert.equal(canWait(reading, page({ progress: { stage: 'frame' } })), true);
  for (const change of [{ state: 'done' }, { id: '3' }, { writer: 'Ada' }])
    assert.equal(canWait(reading, page(change)), false);
  assert.equal(canWait(reading, { ...reading, sheets: pages.slice(1) }), false);
  assert.equal(canWait(reading, { ...page({ progress: { stage: 'frame' } }), step: 'try' }), false);

  const searching = { ...drawn, duplicates: { ...drawn.duplicates, state: 'working' } };
  const searched = (change) => ({ ...searching, duplicates: { ...searching.duplicates, ...change } });
  assert.equal(canWait(searching, searched({ share: 0.3 })), true);
  assert.equal(canWait(searching, searched({ share: 0.3, groups: [[]] })), false);
});

test('drawing a training takes a tenth of the time at most, and comes four times a second where it is quick', () => {
  assert.equal(unhurriedMs(3), 250);
  assert.equal(unhurriedMs(120), 1200);
});

test('the tokens are read once for all pictures, and anew when they change', () => {
  let read = 0;
  let ink = '29 62 140';
  globalThis.document = { documentElement: {} };
  globalThis.getComputedStyle = () => ({
    fontSize: '16px',
    getPropertyValue: (name) => {
      read += 1;
      return name === '--tile-ink' ? ink : '#ffffff';
    },
  });
  repaint();
  const first = palette();
  const reads = read;
  for (let picture = 0; picture < 1000; picture += 1) assert.equal(palette(), first);
  for (let picture = 0; picture < 1000; picture += 1) first.css('red');
  assert.ok(read <= reads + 1);
  let painted = null;
  const painter = (now) => {
    painted = now;
  };
  painters.add(painter);
  ink = '186 208 255';
  repaint();
  assert.deepEqual(painted.ink, [186, 208, 255]);
  painters.delete(painter);
  delete globalThis.document;
  delete globalThis.getComputedStyle;
  repaint();
});

test('a page that is drawn anew makes nothing that knows languages', () => {
  const { NumberFormat, DateTimeFormat, PluralRules, Segmenter } = Intl;
  const draw = () => {
    const t = createTranslator('de');
    return [
      writeNumber(0.5, 'de'),
      t.number(1234.5),
      t.percent(0.5, 1),
      t.date(0),
      t.count('said.changed', 2),
      t.sure(0.999),
      lettersIn('né'),
    ];
  };
  draw();
  let made = 0;
  const counted = (kind) =>
    new Proxy(kind, {
      construct(target, given) {
        made += 1;
        return new target(...given);
      },
    });
  Object.assign(Intl, {
    NumberFormat: counted(NumberFormat),
    DateTimeFormat: counted(DateTimeFormat),
    PluralRules: counted(PluralRules),
    Segmenter: counted(Segmenter),
  });
  for (let frame = 0; frame < 50; frame += 1) draw();
  Object.assign(Intl, { NumberFormat, DateTimeFormat, PluralRules, Segmenter });
  assert.equal(made, 0);
  assert.equal(createTranslator('de'), createTranslator('de'));
});

test('the first second of a training tells how long the next one takes here', () => {
  const start = state({});
  const settings = { preset: start.choice.preset };
  const described = { ...start, design: { ...start.design, description: { problem: null, pace: 100, seconds: 60 } } };
  assert.equal(secondsOfNext(described), 60);
  const told = (samplesPerSecond, more = {}) =>
    machineReducer(described, {
      ...described.training,
      settings: { ...settings, ...more },
      pace: { type: 'pace', samplesPerSecond },
    });
  assert.equal(secondsOfNext({ ...described, machine: told(300) }), 20);
  assert.equal(secondsOfNext({ ...described, machine: told(50) }), 120);
  assert.equal(told(300, { preset: 'another' }), 1);
  for (const nonsense of [0, Infinity, NaN, 1e9]) assert.equal(told(nonsense), 1);
  assert.equal(secondsOfNext(start), null);
  assert.equal(factsOf(described).secondsOfNext, null); // without pictures nothing begins
  assert.equal(
    secondsOfNext({
      ...described,
      design: { ...described.design, description: { problem: { code: 'x' }, pace: null, seconds: null } },
    }),
    null,
  );
});

test('the pieces of a place come one after each frame, in their order; those that have gone meanwhile do not', async () => {
  const frames = [];
  globalThis.requestAnimationFrame = (act) => frames.push(act);
  const frame = async () => {
    frames.splice(0).forEach((act) => act());
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
  };
  const came = [];
  const leave = ['plan', 'gone', 'curves', 'foot'].map((name) => inTurn(() => came.push(name)));
  leave[1]();
  assert.deepEqual(came, []);
  await frame();
  assert.deepEqual(came, ['plan']);
  await frame();
  assert.deepEqual(came, ['plan', 'curves']);
  leave[3]();
  await frame();
  inTurn(() => came.push('next'));
  await frame();
  assert.deepEqual(came, ['plan', 'curves', 'next']);
  await frame();
  assert.equal(frames.length, 0); // who waits for nothing asks for no frame
  delete globalThis.requestAnimationFrame;
});
