import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createPad } from '../../py/zeichenlabor/project/exports/page/ink.js';
import { isSmall } from '../../site/draw/small.js';
import { createHold as holdWith, createPens } from '../../site/draw/palmRejection.js';

const pointer = (pointerType, pointerId, timeStamp = 0, more = {}) => ({ pointerType, pointerId, timeStamp, ...more });
const createHold = () => holdWith(createPens());
const MINUTE = 60_000;

test('one pointer at a time has the pad, until it goes', () => {
  const hold = createHold();
  assert.equal(hold.take(pointer('touch', 5)), 'first');
  assert.equal(hold.take(pointer('touch', 6)), null);
  assert.equal(hold.has(pointer('touch', 6)), false);
  assert.equal(hold.release(pointer('touch', 6)), false);
  assert.equal(hold.has(pointer('touch', 5)), true);
  assert.equal(hold.release(pointer('touch', 5)), true);
  assert.equal(hold.has(pointer('touch', 5)), false);
  assert.equal(hold.take(pointer('touch', 6)), 'first');
});

test('a pen takes the pad from a hand, whose end says nothing then', () => {
  const hold = createHold();
  hold.take(pointer('touch', 5));
  assert.equal(hold.take(pointer('pen', 9)), 'instead');
  assert.equal(hold.has(pointer('touch', 5)), false);
  assert.equal(hold.release(pointer('touch', 5)), false);
  assert.equal(hold.has(pointer('pen', 9)), true);
});

test('neither a mouse nor another pen is pushed away', () => {
  for (const type of ['mouse', 'pen']) {
    const hold = createHold();
    hold.take(pointer(type, 1));
    assert.equal(hold.take(pointer('pen', 9)), null);
    assert.equal(hold.has(pointer(type, 1)), true);
  }
});

test('once a pen was seen a hand only rests, also where the pen but hovered', () => {
  const drawn = createHold();
  drawn.take(pointer('pen', 9, 1000));
  drawn.release(pointer('pen', 9, 2000));
  assert.equal(drawn.take(pointer('touch', 5, 2001)), null);
  const hovered = createHold();
  assert.equal(hovered.has(pointer('pen', 9, 1000)), false);
  assert.equal(hovered.take(pointer('touch', 5, 1001)), null);
  assert.equal(hovered.take(pointer('mouse', 1, 1001)), 'first');
});

test('what one field hears of a pen counts in all fields of the page', () => {
  const pens = createPens();
  const [first, second] = [holdWith(pens), holdWith(pens)];
  first.take(pointer('pen', 9, 1000));
  assert.equal(second.take(pointer('touch', 5, 1001)), null);
  assert.equal(second.points(pointer('touch', 5, 1001, { type: 'pointerdown' })), false);
  first.release(pointer('pen', 9, 2000));
  assert.equal(second.take(pointer('touch', 6, 2001)), null);
  assert.equal(second.take(pointer('touch', 7, 2000 + MINUTE)), 'first');
});

test('a finger may write again when the pen has been away for long', () => {
  const hold = createHold();
  hold.take(pointer('pen', 9, 1000));
  hold.release(pointer('pen', 9, 2000));
  assert.equal(hold.take(pointer('touch', 5, 2000 + MINUTE)), 'first');
});

test('a palm is too broad for a fingertip', () => {
  const hold = createHold();
  assert.equal(hold.take(pointer('touch', 5, 0, { width: 40, height: 150 })), null);
  assert.equal(hold.take(pointer('touch', 6, 0, { width: 60, height: 70 })), 'first');
  assert.equal(createHold().take(pointer('pen', 9, 0, { width: 150, height: 150 })), 'first');
});

test('a pointer whose end was missed may come down again', () => {
  const hold = createHold();
  hold.take(pointer('mouse', 1));
  assert.equal(hold.take(pointer('mouse', 1)), 'first');
});

test('where hovering counts, a mouse points at any time, a touch from its beginning to its end', () => {
  const hold = createHold();
  assert.equal(hold.points(pointer('mouse', 1, 0, { type: 'pointermove' })), true);
  assert.equal(hold.points(pointer('mouse', 1, 0, { type: 'pointerdown' })), true);
  assert.equal(hold.points(pointer('touch', 5, 0, { type: 'pointermove' })), false);
  assert.equal(hold.points(pointer('touch', 5, 0, { type: 'pointerdown' })), true);
  assert.equal(hold.points(pointer('touch', 5, 0, { type: 'pointermove' })), true);
  assert.equal(hold.points(pointer('touch', 6, 0, { type: 'pointerdown' })), false);
  assert.equal(hold.points(pointer('touch', 6, 0, { type: 'pointermove' })), false);
  assert.equal(hold.points(pointer('pen', 9, 0, { type: 'pointerdown' })), true);
  assert.equal(hold.points(pointer('touch', 5, 0, { type: 'pointermove' })), false);
  hold.release(pointer('pen', 9));
  assert.equal(hold.points(pointer('pen', 9, 0, { type: 'pointermove' })), true);
  assert.equal(hold.points(pointer('touch', 7, 1, { type: 'pointerdown' })), false);
});

test('the page to take home, which stands alone, goes by the same rules', () => {
  const shared = [
    'draw/pointers.js',
    'draw/palmRejection.js',
    'draw/small.js',
    'draw/curve.js',
    'draw/strokes.js',
    'draw/exact.js',
    'state/lineSense.js',
  ];
  const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  for (const path of shared) {
    assert.equal(read(`py/zeichenlabor/project/exports/page/${path.split('/')[1]}`), read(`site/${path}`), path);
  }
});

test('a drawing of a quarter of the field is small, one of a third is not; nothing is not small', () => {
  const drawn = (width, height) => {
    const pixels = new Uint8Array(100 * 100);
    for (let row = 40; row < 40 + height; row += 1) pixels.fill(255, row * 100 + 30, row * 100 + 30 + width);
    return isSmall(pixels, 100);
  };
  assert.deepEqual(
    [drawn(25, 25), drawn(3, 29), drawn(3, 34), drawn(40, 2), drawn(0, 0)],
    [true, true, false, false, false],
  );
});

test('a pointer that moves with nothing pressed was let go unseen; a touch cannot', () => {
  const hold = createHold();
  hold.take(pointer('mouse', 1, 0, { buttons: 1 }));
  assert.equal(hold.isOver(pointer('mouse', 1, 1, { buttons: 1 })), false);
  assert.equal(hold.isOver(pointer('pen', 9, 1, { buttons: 0 })), false);
  assert.equal(hold.isOver(pointer('mouse', 1, 1, { buttons: 0 })), true);
  hold.release(pointer('mouse', 1));
  assert.equal(hold.isOver(pointer('mouse', 1, 2, { buttons: 0 })), false);
  hold.take(pointer('touch', 5, 3));
  assert.equal(hold.isOver(pointer('touch', 5, 4, { buttons: 0 })), false);
});

/** The pad of the page to take home, and what it hears. */
function padAtHome() {
  globalThis.ImageData ??= class {
    constructor(width, height) {
      this.data = new Uint8ClampedArray(4 * width * height);
    }
  };
  /** @type {Record<string, (event: any) => void>} */
  const heard = {};
  const canvas = {
    addEventListener: (name, listener) => {
      heard[name] = listener;
    },
    getBoundingClientRect: () => ({ left: 0, top: 0, width: 336 }),
    setPointerCapture() {},
    getContext: () => null,
  };
  const pad = createPad(/** @type {any} */ (canvas), () => {});
  const tell = (type, kind, id, x, more = {}) =>
    heard[type]({
      type,
      pointerType: kind,
      pointerId: id,
      timeStamp: 0,
      clientX: x,
      clientY: x,
      button: 0,
      buttons: 1,
      preventDefault() {},
      ...more,
    });
  return { pad, tell, ink: () => pad.pixels.reduce((sum, one) => sum + one, 0) };
}

test('ink that was cleared while a hand was down does not come back when the hand is taken away', () => {
  for (const end of ['pointercancel', 'lostpointercapture', 'pointerup']) {
    const { pad, tell, ink } = padAtHome();
    tell('pointerdown', 'touch', 4, 100);
    tell('pointerup', 'touch', 4, 100);
    const drawn = ink();
    assert.ok(drawn > 0);
    tell('pointerdown', 'touch', 5, 250);
    if (end === 'pointercancel') {
      tell(end, 'touch', 5, 250);
      assert.equal(ink(), drawn);
      tell('pointerdown', 'touch', 5, 250);
    }
    pad.clear();
    tell('pointermove', 'touch', 5, 200);
    tell(end, 'touch', 5, 200);
    assert.equal(ink(), 0, end);
  }
});

test('a mouse that was let go unseen draws no more', () => {
  const { tell, ink } = padAtHome();
  tell('pointerdown', 'mouse', 1, 100);
  const drawn = ink();
  tell('pointermove', 'mouse', 1, 300, { buttons: 0 });
  tell('pointermove', 'mouse', 1, 50, { buttons: 0 });
  assert.equal(ink(), drawn);
  tell('pointerdown', 'touch', 5, 300);
  assert.ok(ink() > drawn);
});
