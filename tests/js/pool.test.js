import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { createPool, mostHelpers } from '../../site/worker/pool.js';
import { settle, workerError } from './fakes/client.js';

/** Workers that a test plays by hand. */
function createWorker(name, log) {
  return {
    name,
    asked: [],
    ended: false,
    request(method, params, { onEvent, signal, terminateIfIgnored } = {}) {
      return new Promise((resolve, reject) => {
        this.asked.push({ method, params, onEvent, signal, terminateIfIgnored, resolve, reject });
        log.push(`${name}: ${method} ${params.name ?? params.key ?? ''}`);
      });
    },
    tell({ kind, helper }, [port]) {
      log.push(`${name}: ${kind} ${helper ?? ''}`);
      port?.close();
    },
    terminate() {
      this.ended = true;
      for (const { reject } of this.asked) reject(workerError('worker/ended'));
    },
    /** The browser has ended it. */
    die() {
      this.terminate();
      this.hopes.onLost();
    },
  };
}

function setUp({ cores = 4, memory, worth = 1, ready = true } = {}) {
  const log = [];
  const main = createWorker('main', log);
  const helpers = [];
  const told = [];
  const state = { ready };
  const pool = createPool({
    client: main,
    isReady: () => state.ready,
    device: { cores, memory },
    worth: () => worth,
    onChange: (count) => told.push(count),
    start(hopes) {
      const helper = createWorker(`helper ${helpers.length + 1}`, log);
      helper.hopes = hopes;
      helpers.push(helper);
      return helper;
    },
  });
  const run = (name, more = {}) =>
    pool.run({ ask: (own) => ({ method: 'page.read', params: { name, own } }), ...more });
  return { pool, run, main, helpers, log, told, state };
}

beforeEach((context) => context.mock.timers.enable({ apis: ['setTimeout'] }));

test('how many helpers a device bears', () => {
  assert.equal(mostHelpers({ cores: 1 }), 0);
  assert.equal(mostHelpers({ cores: 2 }), 1);
  assert.equal(mostHelpers({ cores: 4, memory: 8 }), 3);
  assert.equal(mostHelpers({ cores: 16, memory: 32 }), 3);
  assert.equal(mostHelpers({ cores: 8, memory: 4 }), 1);
  assert.equal(mostHelpers({ cores: 8, memory: 2 }), 0);
  assert.equal(mostHelpers({ cores: 8, memory: 0.5 }), 0);
  assert.equal(mostHelpers({}), 0);
});

test('one piece needs no helper', async () => {
  const { run, main, helpers } = setUp();
  const done = run('one');
  await settle();
  main.asked[0].resolve('read');
  assert.deepEqual(await done, { result: 'read', own: true });
  assert.equal(helpers.length, 0);
});

test('pieces that wait are taken by helpers, each as soon as it is there', async () => {
  const { run, main, helpers, log } = setUp({ cores: 3 });
  const all = ['one', 'two', 'three', 'four', 'five'].map((name) => run(name));
  await settle();
  assert.equal(helpers.length, 2);
  assert.deepEqual(log, ['main: page.read one'], 'nobody waits for one that starts');
  helpers[1].hopes.onReady();
  await settle();
  helpers[0].hopes.onReady();
  await settle();
  assert.deepEqual(log.slice(1), ['helper 2: page.read two', 'helper 1: page.read three']);
  helpers[0].asked[0].resolve('3');
  await settle();
  helpers[0].asked[1].resolve('4');
  await settle();
  helpers[0].asked[2].resolve('5');
  main.asked[0].resolve('1');
  helpers[1].asked[0].resolve('2');
  assert.deepEqual(
    await Promise.all(all),
    ['1', '2', '3', '4', '5'].map((result, index) => ({ result, own: index === 0 })),
  );
  assert.equal(helpers.length, 2);
});

test('where the device tells little memory, everything is done by the main worker', async () => {
  const { run, main, helpers, told } = setUp({ memory: 2 });
  const all = [run('one'), run('two')];
  await settle();
  main.asked[0].resolve('1');
  await settle();
  main.asked[1].resolve('2');
  assert.deepEqual(
    (await Promise.all(all)).map(({ result }) => result),
    ['1', '2'],
  );
  assert.equal(helpers.length, 0);
  assert.deepEqual(told, []);
});

test('a helper that dies is replaced, and its piece done again', async () => {
  const { run, main, helpers, log } = setUp({ cores: 2 });
  const [, two] = [run('one'), run('two')];
  await settle();
  helpers[0].hopes.onReady();
  await settle();
  helpers[0].die();
  await settle();
  assert.equal(helpers.length, 2);
  helpers[1].hopes.onReady();
  await settle();
  helpers[1].asked[0].resolve('again');
  assert.deepEqual(await two, { result: 'again', own: false });
  assert.deepEqual(log, ['main: page.read one', 'helper 1: page.read two', 'helper 2: page.read two']);
  assert.equal(main.asked.length, 1);
});

test('what two helpers have died with is done by the main worker', async () => {
  const { run, main, helpers } = setUp({ cores: 2 });
  const [one, two] = [run('one'), run('two')];
  for (const index of [0, 1]) {
    await settle();
    helpers[index].hopes.onReady();
    await settle();
    helpers[index].die();
  }
  await settle();
  main.asked[0].resolve('1');
  await one;
  await settle();
  main.asked[1].resolve('2');
  assert.deepEqual(await two, { result: '2', own: true });
});

test('where none starts, it is done without', async () => {
  const { run, main, helpers } = setUp({ cores: 2 });
  const all = ['one', 'two', 'three', 'four', 'five'].map((name) => run(name));
  for (let index = 0; index < 5; index += 1) {
    await settle();
    helpers[index]?.hopes.onLost();
    await settle();
    main.asked[index].resolve(index);
  }
  assert.deepEqual(
    (await Promise.all(all)).map(({ result, own }) => [result, own]),
    [0, 1, 2, 3, 4].map((index) => [index, true]),
  );
  assert.equal(helpers.length, 3, 'not for ever');
});

test('a constructor that throws is no harm', async () => {
  const main = createWorker('main', []);
  const pool = createPool({
    client: main,
    isReady: () => true,
    device: { cores: 4 },
    start: () => {
      throw new Error('forbidden');
    },
  });
  const all = ['one', 'two'].map((name) => pool.run({ ask: () => ({ method: 'page.read', params: { name } }) }));
  for (const index of [0, 1]) {
    await settle();
    main.asked[index].resolve(index);
  }
  assert.deepEqual(
    (await Promise.all(all)).map(({ result }) => result),
    [0, 1],
  );
  assert.equal(pool.most, 0);
});

test('an error of the piece itself is told once; one of too little memory is left to the main worker', async () => {
  const { run, main, helpers } = setUp({ cores: 2 });
  const [one, two, three] = ['one', 'two', 'three'].map((name) => run(name));
  await settle();
  helpers[0].hopes.onReady();
  await settle();
  helpers[0].asked[0].reject(workerError('sheet/no-grid'));
  await assert.rejects(two, { code: 'sheet/no-grid' });
  await settle();
  helpers[0].asked[1].reject(workerError('worker/memory'));
  await settle();
  main.asked[0].resolve('1');
  await one;
  await settle();
  main.asked[1].resolve('3');
  assert.deepEqual(await three, { result: '3', own: true });
});

test('helpers are ended after a rest, and come again', async (context) => {
  const { run, main, helpers } = setUp({ cores: 2 });
  const both = [run('one'), run('two')];
  await settle();
  helpers[0].hopes.onReady();
  await settle();
  main.asked[0].resolve('1');
  helpers[0].asked[0].resolve('2');
  await Promise.all(both);
  await settle();
  context.mock.timers.tick(59_000);
  assert.equal(helpers[0].ended, false);
  context.mock.timers.tick(2000);
  assert.equal(helpers[0].ended, true);
  void run('three');
  void run('four');
  await settle();
  assert.equal(helpers.length, 2);
});

test('a helper with work never rests', async (context) => {
  const { run, main, helpers } = setUp({ cores: 2 });
  const [one] = [run('one'), run('two')];
  await settle();
  helpers[0].hopes.onReady();
  await settle();
  main.asked[0].resolve('1');
  await one;
  context.mock.timers.tick(600_000);
  assert.equal(helpers[0].ended, false);
});

test('with the main worker all ends, and nothing is done again', async () => {
  const { pool, run, main, helpers, log } = setUp({ cores: 2 });
  const all = ['one', 'two', 'three'].map((name) => run(name));
  await settle();
  helpers[0].hopes.onReady();
  await settle();
  pool.end();
  main.asked[0].reject(workerError('worker/ended'));
  const ends = await Promise.allSettled(all);
  assert.deepEqual(
    ends.map(({ reason }) => reason.code),
    ['worker/ended', 'worker/ended', 'worker/ended'],
  );
  assert.equal(helpers[0].ended, true);
  await settle();
  assert.equal(log.length, 2);
});

test('a piece that is just being prepared when all ends is asked of no other worker', async () => {
  const { pool, main } = setUp();
  let prepared;
  const one = pool.run({
    ask: () =>
      new Promise((resolve) => {
        prepared = resolve;
      }),
  });
  await settle();
  pool.end();
  prepared({ method: 'page.read', params: {} });
  await assert.rejects(one, { code: 'worker/ended' });
  assert.equal(main.asked.length, 0);
});

test('what nobody wants any more is not begun; what is begun is asked to end', async () => {
  const { run, main, helpers } = setUp({ cores: 2 });
  const [first, second] = [new AbortController(), new AbortController()];
  const [one, two] = [
    run('one', { signal: first.signal, terminateIfIgnored: true }),
    run('two', { signal: second.signal }),
  ];
  await settle();
  second.abort();
  await assert.rejects(two, { code: 'worker/ended' });
  first.abort();
  assert.equal(main.asked[0].signal.aborted, true);
  assert.equal(main.asked[0].terminateIfIgnored, true);
  main.asked[0].resolve('partly');
  assert.equal((await one).result, 'partly');
  helpers[0]?.hopes.onReady();
  await settle();
  assert.equal(helpers[0]?.asked.length ?? 0, 0);
});

test('a piece that goes with a helper that did not stop is not done again', async () => {
  const { run, helpers } = setUp({ cores: 2 });
  const abort = new AbortController();
  const [, two] = [run('one'), run('two', { signal: abort.signal })];
  await settle();
  helpers[0].hopes.onReady();
  await settle();
  abort.abort();
  helpers[0].die();
  await assert.rejects(two, { code: 'worker/ended' });
});

test('material comes to each worker once, before the first piece that needs it, and goes when it is forgotten', async () => {
  const { pool, run, main, helpers, log } = setUp({ cores: 2 });
  let loads = 0;
  const needs = [{ key: 'pictures', load: async () => ({ images: new Uint8Array((loads += 1)) }) }];
  const all = ['one', 'two', 'three'].map((name) => run(name, { needs }));
  helpers[0]?.hopes.onReady();
  for (let turn = 0; turn < 8; turn += 1) {
    await settle();
    helpers[0].hopes.onReady();
    for (const worker of [main, ...helpers]) for (const { resolve } of worker.asked) resolve({});
  }
  await Promise.all(all);
  assert.equal(loads, 2);
  assert.deepEqual(log.filter((line) => line.startsWith('main')).slice(0, 2), [
    'main: material.put pictures',
    'main: page.read one',
  ]);
  assert.equal(log.filter((line) => line.includes('material.put')).length, 2);
  pool.forget('pictures');
  assert.equal(log.filter((line) => line.includes('material.forget pictures')).length, 2);
});

test('a helper that replaces another is given the material anew', async () => {
  const { run, main, helpers, log } = setUp({ cores: 2 });
  const needs = [{ key: 'pictures', load: () => ({}) }];
  void run('one');
  const two = run('two', { needs });
  for (const index of [0, 1]) {
    await settle();
    helpers[index].hopes.onReady();
    await settle();
    helpers[index].asked[0].resolve({});
    await settle();
    if (index === 0) helpers[0].die();
  }
  helpers[1].asked[1].resolve('2');
  assert.equal((await two).result, '2');
  assert.deepEqual(
    log.filter((line) => line.includes('material')),
    ['helper 1: material.put pictures', 'helper 2: material.put pictures'],
  );
  assert.equal(main.asked.length, 1);
});

test('while Python is not there, helpers go on', async () => {
  const { run, main, helpers, state, pool } = setUp({ cores: 2 });
  const [, two, three] = ['one', 'two', 'three'].map((name) => run(name));
  await settle();
  helpers[0].hopes.onReady();
  state.ready = false;
  await settle();
  helpers[0].asked[0].resolve('2');
  await two;
  await settle();
  helpers[0].asked[1].resolve('3');
  assert.equal((await three).own, false);
  state.ready = true;
  pool.wake();
  assert.equal(main.asked.length, 1);
});

test('a start that takes long is worth it for many pieces only', async () => {
  const { run, helpers } = setUp({ cores: 2, worth: 4 });
  for (const name of ['one', 'two', 'three', 'four']) void run(name);
  await settle();
  assert.equal(helpers.length, 0);
  void run('five');
  assert.equal(helpers.length, 1);
});

test('the page is told how many share the work', async (context) => {
  const { run, main, helpers, told } = setUp({ cores: 2 });
  const both = [run('one'), run('two')];
  await settle();
  context.mock.timers.tick(1000);
  helpers[0].hopes.onReady();
  await settle();
  context.mock.timers.tick(1000);
  assert.deepEqual(told, [2]);
  main.asked[0].resolve('1');
  helpers[0].asked[0].resolve('2');
  await Promise.all(both);
  await settle();
  context.mock.timers.tick(1000);
  assert.deepEqual(told, [2, 0]);
});

test('while a training runs, all helpers join it; one that comes later, too', async (context) => {
  const { pool, helpers, log } = setUp({ cores: 3 });
  pool.beginTraining();
  assert.equal(helpers.length, 2);
  helpers[0].hopes.onReady();
  assert.deepEqual(log, ['helper 1: join ', 'main: join 1']);
  pool.beginTraining();
  helpers[1].hopes.onReady();
  assert.deepEqual(log.slice(2), ['helper 2: join ', 'main: join 2']);
  context.mock.timers.tick(10 * 60_000);
  assert.ok(
    helpers.every(({ ended }) => !ended),
    'none rests meanwhile',
  );
  helpers[0].die();
  assert.equal(log.at(-1), 'main: leave 1');
  pool.endTraining();
  context.mock.timers.tick(10 * 60_000);
  assert.ok(helpers[1].ended);
  assert.equal(log.at(-1), 'main: leave 2');
});

test('a training joins helpers that are there already, and no one where there can be none', () => {
  const few = setUp({ cores: 1 });
  few.pool.beginTraining();
  assert.deepEqual(few.log, []);
});
