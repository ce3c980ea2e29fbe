import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import { watchRequests } from '../../site/worker/requests.js';

const { PerformanceObserver, origin } = globalThis;
afterEach(() => Object.assign(globalThis, { PerformanceObserver, origin }));

/** What is told when the browser records these addresses in a page of this origin. */
function told(home, ...names) {
  const counts = [];
  class Observer {
    constructor(hear) {
      this.hear = hear;
    }
    observe(options) {
      assert.deepEqual(options, { type: 'resource', buffered: true });
      this.hear({ getEntries: () => names.map((name) => ({ name })) });
    }
  }
  Object.assign(globalThis, { PerformanceObserver: Observer, origin: home });
  watchRequests((count) => counts.push(count));
  return counts;
}

test('requests to the own server are told from those to others', () => {
  const counts = told(
    'https://school.example',
    'https://school.example/lab/a.js',
    'https://school.example/b.js',
    'https://tracker.example/?q=1',
    'http://school.example/c.js',
  );
  assert.deepEqual(counts, [{ own: 2, foreign: 2 }]);
});

test('what stays in memory is no request', () => {
  assert.deepEqual(told('https://school.example', 'blob:https://school.example/1-2', 'data:,x'), []);
});

test('on file:// every request would be to another computer', () => {
  assert.deepEqual(told('null', 'file:///stick/lab.html', 'https://tracker.example/'), [{ own: 0, foreign: 1 }]);
});
