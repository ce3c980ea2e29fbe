import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { createComparing } from '../../site/commands/comparing.js';
import { createPool } from '../../site/worker/pool.js';
import { createFakeClient, settle, workerError } from './fakes/client.js';

/** The main worker, and helpers that are there at once. */
function setUp(cores) {
  const client = createFakeClient();
  const helpers = [];
  const pool = createPool({
    client,
    isReady: () => true,
    device: { cores },
    start(hopes) {
      const helper = { ...createFakeClient(), hopes, terminate: () => {} };
      helpers.push(helper);
      queueMicrotask(hopes.onReady);
      return helper;
    },
  });
  const comparing = createComparing({ client, pool });
  const heard = [];
  const abort = new AbortController();
  const ask = (method, params) =>
    comparing.request(method, params, {
      onEvent: (event) => heard.push(event),
      signal: abort.signal,
      terminateIfIgnored: true,
    });
  return { client, helpers, heard, abort, ask };
}

const fold = (hand) => ({ type: 'fold', trained: [hand], scores: [] });

/** All that is there for this is given. @param {any} client */
async function give(client) {
  for (const { resolve } of client.of('material.get')) resolve({ kind: 'writers', content: {} });
  await settle();
}

beforeEach((context) => context.mock.timers.enable({ apis: ['setTimeout'] }));

test('without helpers it is one request, as ever', async () => {
  const { client, ask } = setUp(1);
  const asked = ask('writers', { mode: 'others' });
  client.of('writers')[0].resolve('answer');
  assert.equal(await asked, 'answer');
  assert.deepEqual(
    client.requests.map(({ method }) => method),
    ['writers'],
  );
});

test('each training is a piece; the result has them in their order, whichever ended first', async () => {
  const { client, helpers, heard, ask } = setUp(2);
  const asked = ask('writers', { mode: 'others', run: 'r' });
  const [plan] = client.of('writers.plan');
  const { key } = plan.params;
  plan.resolve({ names: ['ann', 'ben', 'cem'], leftOut: ['few'] });
  await settle();
  await give(client);
  helpers[0].of('material.put')[0].resolve({});
  await settle();
  assert.deepEqual(helpers[0].of('material.put')[0].params, { key, kind: 'writers', content: {} });
  const [mine, theirs] = [client, helpers[0]].map((one) => one.of('writers.fold')[0]);
  assert.deepEqual(
    [mine.params, theirs.params],
    [
      { key, writer: 'ann' },
      { key, writer: 'ben' },
    ],
  );
  theirs.onEvent({ share: 0.6 });
  assert.deepEqual(heard.at(-1), { type: 'progress', fold: 0, folds: 1, share: 0.6 / 3 });
  theirs.resolve(fold('ben'));
  await settle();
  helpers[0].of('writers.fold')[1].resolve(fold('cem'));
  mine.resolve(fold('ann'));
  await settle();
  assert.deepEqual(heard.filter(({ type }) => type === 'fold').length, 3);
  const [conclude] = client.of('writers.conclude');
  assert.deepEqual(conclude.params, {
    mode: 'others',
    state: 'done',
    leftOut: ['few'],
    folds: ['ann', 'ben', 'cem'].map(fold),
  });
  conclude.resolve('all');
  assert.equal(await asked, 'all');
  for (const one of [client, helpers[0]])
    assert.deepEqual(
      one.of('material.forget').map(({ params }) => params.key),
      [key],
    );
});

test('a comparison that is stopped keeps what is finished', async () => {
  const { client, helpers, abort, ask } = setUp(2);
  const asked = ask('writers', { mode: 'alone' });
  client.of('writers.plan')[0].resolve({ names: ['ann', 'ben', 'cem'], leftOut: [] });
  await settle();
  await give(client);
  helpers[0].of('material.put')[0].resolve({});
  await settle();
  client.of('writers.fold')[0].resolve(fold('ann'));
  await settle();
  abort.abort();
  assert.equal(helpers[0].of('writers.fold')[0].signal.aborted, true);
  helpers[0].of('writers.fold')[0].resolve(null);
  client.of('writers.fold')[1].resolve(null);
  await settle();
  const { state, folds } = client.of('writers.conclude')[0].params;
  assert.deepEqual([state, folds], ['stopped', [fold('ann')]]);
  client.of('writers.conclude')[0].resolve('some');
  assert.equal(await asked, 'some');
});

test('where one fails, the others end, and it is told', async () => {
  const { client, helpers, ask } = setUp(2);
  const asked = ask('writers', { mode: 'alone' });
  client.of('writers.plan')[0].resolve({ names: ['ann', 'ben', 'cem'], leftOut: [] });
  await settle();
  await give(client);
  helpers[0].of('material.put')[0].resolve({});
  await settle();
  client.of('writers.fold')[0].reject(workerError('model/diverged'));
  await settle();
  assert.equal(helpers[0].of('writers.fold')[0].signal.aborted, true);
  helpers[0].of('writers.fold')[0].resolve(null);
  await assert.rejects(asked, { code: 'model/diverged' });
});

test('a helper that dies with a training loses nothing', async () => {
  const { client, helpers, ask } = setUp(2);
  void ask('writers', { mode: 'alone' });
  client.of('writers.plan')[0].resolve({ names: ['ann', 'ben'], leftOut: [] });
  await settle();
  await give(client);
  helpers[0].of('material.put')[0].resolve({});
  await settle();
  helpers[0].hopes.onLost();
  helpers[0].of('writers.fold')[0].reject(workerError('worker/ended'));
  await settle();
  await give(client);
  helpers[1].of('material.put')[0].resolve({});
  await settle();
  helpers[1].of('writers.fold')[0].resolve(fold('ben'));
  client.of('writers.fold')[0].resolve(fold('ann'));
  await settle();
  assert.deepEqual(client.of('writers.conclude')[0].params.folds, [fold('ann'), fold('ben')]);
});

test("the network's own row comes first, then the classics in their order", async () => {
  const { client, helpers, heard, ask } = setUp(2);
  const asked = ask('classics', { run: 'r' });
  client.of('classics.plan')[0].resolve({ names: ['forest', 'svm'], leftOut: ['neighbors'] });
  await settle();
  client.of('classics.net')[0].resolve({ type: 'row', key: 'net' });
  await settle();
  await give(client);
  helpers[0].of('material.put')[0].resolve({});
  await settle();
  helpers[0].of('classics.row')[0].onEvent({ type: 'fetching', names: ['scikit-learn'] });
  assert.equal(heard.at(-1).type, 'fetching');
  helpers[0].of('classics.row')[0].resolve({ type: 'row', key: 'svm' });
  client.of('classics.row')[0].resolve({ type: 'row', key: 'forest' });
  const { rows, leftOut } = await asked;
  assert.deepEqual([rows.map(({ key }) => key), leftOut], [['net', 'forest', 'svm'], ['neighbors']]);
  assert.equal(heard.filter(({ type }) => type === 'row').length, 3);
});

test('what is stopped while it is still planned begins nothing', async () => {
  const { client, helpers, abort, ask } = setUp(2);
  const asked = ask('classics', {});
  abort.abort();
  client.of('classics.plan')[0].resolve({ names: ['forest', 'svm'], leftOut: [] });
  await settle();
  client.of('classics.net')[0].resolve({ type: 'row', key: 'net' }); // it was quicker
  assert.deepEqual(await asked, { rows: [{ type: 'row', key: 'net' }], leftOut: [] });
  assert.deepEqual([client.of('classics.row'), helpers], [[], []]);
});
