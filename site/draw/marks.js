/** Icons: the ticks, crosses and strokes of an exercise book, as SVG paths. */

import { html } from '../vendor/preact.js';

/** @type {Record<string, string>} */
const STROKES = {
  tick: 'M4 13 C6 15 8 18 9.5 20 C12 13 16 7 21 3',
  cross: 'M5 5 C10 9 15 15 20 20 M20 4 C15 9 9 15 4 21',
  bin: 'M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v6M14 11v6',
  eraser: 'M9 20 L3.5 14.5 L13.5 4.5 L20 11 L11 20 Z M8 10 L14.5 16.5 M8 20 H21',
  pencil: 'M4 20 L5.5 15 L16.5 4 L20 7.5 L9 18.5 Z M14 6.5 L17.5 10',
  printer: 'M7 9V3.5h10V9M7 17H4V9.5h16V17h-3M7 14h10v6.5H7Z',
  download: 'M12 3.5v11M7.5 10.5 L12 15 L16.5 10.5M4.5 19.5h15',
  camera: 'M3.5 7.5h4L9.5 5h5l2 2.5h4V19h-17ZM12 9.5a3.6 3.6 0 1 0 .01 0',
  corners: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  stack: 'M5 8h11v11H5ZM8 8V5h11v11h-3',
  plus: 'M12 4.5v15M4.5 12h15',
  undo: 'M9 5 L4 10 L9 15 M4 10 H14 a5 5 0 0 1 0 10 H10',
  redo: 'M15 5 L20 10 L15 15 M20 10 H10 a5 5 0 0 0 0 10 H14',
  lock: 'M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  projector: 'M3 4.5h18M4.5 4.5v10.5h15V4.5M12 15v5M8 20.5h8',
  play: 'M7 4.5 L19.5 12 L7 19.5 Z',
  stop: 'M6 6h12v12H6z',
  pause: 'M7 5h3.6v14H7ZM13.4 5H17v14h-3.6Z',
  star: 'M12 3.5 L14.7 9.1 L20.6 9.8 L16.2 13.9 L17.4 19.8 L12 16.8 L6.6 19.8 L7.8 13.9 L3.4 9.8 L9.3 9.1 Z',
  forward: 'M4 5 L12 12 L4 19 Z M13 5 L21 12 L13 19 Z',
  up: 'M5 15 L12 8 L19 15',
  down: 'M5 9 L12 16 L19 9',
};

/** @param {{name: keyof typeof STROKES, class?: string}} props */
export function Mark({ name, class: extra = '' }) {
  return html`<svg class=${`mark ${extra}`} viewBox="0 0 24 24" aria-hidden="true"><path d=${STROKES[name]} /></svg>`;
}

/** A slightly shaky line under a heading. */
export function Underline() {
  return html`<svg class="underline" viewBox="0 0 220 10" preserveAspectRatio="none" aria-hidden="true">
    <path d="M2 6 C40 2 70 8 110 5 S180 3 218 6" /></svg>`;
}
