/** Takes chance, clocks and this machine out of what runs afterwards: the same sources give the same memory. */
import crypto from 'node:crypto';

/** 2026-01-01, and it stays. */
const NOW = Date.UTC(2026, 0, 1);

export function beRepeatable() {
  let state = 1;
  /** @param {ArrayBufferView} view */
  const fill = (view) => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let k = 0; k < bytes.length; k++) {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      bytes[k] = state >>> 16;
    }
    return view;
  };
  globalThis.crypto.getRandomValues = fill;
  crypto.randomFillSync = fill;
  Math.random = () => 0.5;

  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...values) {
      super(...(values.length ? values : [NOW]));
    }

    static now() {
      return NOW;
    }
  };
  let ticks = 0;
  performance.now = () => (ticks += 0.01);

  const here = { language: 'de-DE', languages: ['de-DE'], userAgent: 'recording' };
  Object.entries(here).forEach(([name, value]) =>
    Object.defineProperty(navigator, name, { value, configurable: true }),
  );
}
