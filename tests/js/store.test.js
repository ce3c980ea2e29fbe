import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore } from '../../site/state/store.js';

const count = (state, action) => (action === 'up' ? state + 1 : state);

test('listeners hear of changes only', () => {
  const store = createStore(count, 0);
  let heard = 0;
  store.subscribe(() => {
    heard += 1;
  });
  store.dispatch('up');
  store.dispatch('nothing');
  assert.equal(store.getState(), 1);
  assert.equal(heard, 1);
});

test('a subscription ends, even while listeners are told', () => {
  const store = createStore(count, 0);
  const heard = [];
  const end = store.subscribe(() => {
    heard.push('first');
    end();
  });
  store.subscribe(() => heard.push('second'));
  store.dispatch('up');
  store.dispatch('up');
  assert.deepEqual(heard, ['first', 'second', 'second']);
});
