import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectReplica, portOf, serveReplica } from '../../site/worker/workerPort.js';

/** A helper that answers each request with its method. */
function createPair() {
  const { port1, port2 } = new MessageChannel();
  const answered = [];
  serveReplica(port1, ({ id, method }, to) => {
    answered.push(method);
    to({ kind: 'event', id, event: method }, []);
  });
  return { port: port2, answered, close: () => port1.close() };
}

test('a helper computes for the main worker, and nothing that only the page may ask for', async () => {
  const { port, answered, close } = createPair();
  const heard = [];
  let end = () => {};
  const ended = new Promise((resolve) => {
    end = () => resolve(null);
  });
  const to = connectReplica(port, {
    onEvent(event) {
      heard.push(event);
      if (event === 'replica.hear') end();
    },
    onError: () => heard.push('refused'),
  });
  const methods = [
    'replica.open',
    'material.put',
    'material.get',
    'material.forget',
    'page.read',
    'writers.fold',
    'code.run',
    'replica.__class__',
    'replica.alter',
    'replica.hear',
  ];
  methods.forEach((method, id) => to({ kind: 'request', id, method, params: {} }, []));
  await ended;
  assert.deepEqual(answered, ['replica.open', 'replica.alter', 'replica.hear']);
  assert.deepEqual(heard, ['replica.open', ...Array(7).fill('refused'), 'replica.alter', 'replica.hear']);
  close();
});

test('a cell that replaces what ports and lists are made of does not get the port to a helper', async () => {
  const { port, close } = createPair();
  const caught = [];
  const kept = { values: Array.prototype[Symbol.iterator], post: MessagePort.prototype.postMessage };
  const { port1, port2 } = new MessageChannel();
  const event = await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage('join', [port]);
  });
  Array.prototype[Symbol.iterator] = function () {
    caught.push(...Object.values(this));
    return kept.values.call(this);
  };
  MessagePort.prototype.postMessage = function (...given) {
    caught.push(this);
    return kept.post.apply(this, given);
  };
  try {
    const other = portOf(event);
    connectReplica(other, { onEvent() {}, onError() {} })(
      { kind: 'request', id: 1, method: 'replica.open', params: {} },
      [],
    );
  } finally {
    Array.prototype[Symbol.iterator] = kept.values;
    MessagePort.prototype.postMessage = kept.post;
  }
  assert.deepEqual(
    caught.filter((one) => one instanceof MessagePort),
    [],
  );
  port1.close();
  close();
});
