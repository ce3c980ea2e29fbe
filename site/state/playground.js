/** The playground: points on a plane, a network that separates them, and its training. */

/** @import {ErrorRecord, PlanePoints, PlaneSettings, PlaneView} from '../worker/protocol.js' */

/** @typedef {'clouds' | 'circles' | 'xor' | 'spiral'} PlaneKind */
/** @type {PlaneKind[]} */
export const KINDS = ['clouds', 'circles', 'xor', 'spiral'];

export const MOST_LAYERS = 4;
export const MOST_UNITS = 8;

/**
 * The tasks: a kind of points, the largest network allowed, and an accuracy.
 *
 * @type {{id: string, kind: PlaneKind, layers: number, units: number, accuracy: number}[]}
 */
export const TASKS = [
  { id: 'line', kind: 'clouds', layers: 0, units: 0, accuracy: 0.95 },
  { id: 'corner', kind: 'xor', layers: 1, units: 4, accuracy: 0.95 },
  { id: 'ring', kind: 'circles', layers: 1, units: 3, accuracy: 0.95 },
  { id: 'spiral', kind: 'spiral', layers: 4, units: 32, accuracy: 0.95 },
];

/**
 * @typedef {object} Playground
 * @property {PlaneKind | null} kind    null if points were set by hand
 * @property {number} noise
 * @property {number} draws    how often points were generated: the next seed
 * @property {PlanePoints} points
 * @property {PlaneSettings} settings
 * @property {0 | 1} brush    the class of points set by hand
 * @property {boolean} running
 * @property {PlaneView | null} view    of the current network
 * @property {number[]} losses    one per epoch
 * @property {string[]} solved    ids of tasks
 * @property {ErrorRecord | null} error
 */

/**
 * @typedef {{type: 'plane/drawn', points: PlanePoints, kind: PlaneKind, noise: number}
 *   | {type: 'plane/set', x: number, y: number}
 *   | {type: 'plane/emptied'}
 *   | {type: 'plane/brushed', brush: 0 | 1}
 *   | {type: 'plane/changed', settings: Partial<PlaneSettings>}
 *   | {type: 'plane/started'}
 *   | {type: 'plane/told', view: PlaneView}
 *   | {type: 'plane/ended', view: PlaneView}
 *   | {type: 'plane/failed', error: ErrorRecord}} PlaygroundAction
 */

/** @type {PlanePoints} */
const NO_POINTS = { positions: new Float32Array(), labels: new Uint8Array() };

/** @type {Playground} */
export const NO_PLAYGROUND = {
  kind: 'circles',
  noise: 0.05,
  draws: 0,
  points: NO_POINTS,
  brush: 1,
  running: false,
  view: null,
  losses: [],
  solved: [],
  error: null,
  settings: { hidden: [4, 2], activation: 'tanh', optimizer: 'adam', learningRate: 0.03, seed: 1 },
};

/**
 * @param {Playground} plane
 * @param {PlaygroundAction} action
 * @returns {Playground}
 */
export function playgroundReducer(plane, action) {
  switch (action.type) {
    case 'plane/drawn':
      return {
        ...plane,
        points: action.points,
        kind: action.kind,
        noise: action.noise,
        draws: plane.draws + 1,
        losses: [],
      };
    case 'plane/set':
      return { ...plane, kind: null, points: withPoint(plane.points, action.x, action.y, plane.brush) };
    case 'plane/emptied':
      return { ...plane, kind: null, points: NO_POINTS, losses: [] };
    case 'plane/brushed':
      return { ...plane, brush: action.brush };
    case 'plane/changed':
      return { ...plane, settings: { ...plane.settings, ...action.settings }, losses: [] };
    case 'plane/started':
      return { ...plane, running: true, error: null };
    case 'plane/told':
      return {
        ...plane,
        view: action.view,
        solved: solvedBy(plane, action.view),
        losses: [...plane.losses.slice(0, action.view.epoch - 1), action.view.loss],
      };
    case 'plane/ended':
      return { ...plane, running: false, view: action.view, losses: plane.losses.slice(0, action.view.epoch) };
    case 'plane/failed':
      return { ...plane, running: false, error: action.error };
    default:
      return plane;
  }
}

/** @param {Playground} plane @param {PlaneView} view */
function solvedBy({ kind, settings: { hidden }, solved }, view) {
  const units = hidden.reduce((sum, count) => sum + count, 0);
  const now = TASKS.filter(
    (task) =>
      task.kind === kind && hidden.length <= task.layers && units <= task.units && view.accuracy >= task.accuracy,
  );
  const fresh = now.map(({ id }) => id).filter((id) => !solved.includes(id));
  return fresh.length > 0 ? [...solved, ...fresh] : solved;
}

/**
 * @param {PlanePoints} points
 * @param {number} x
 * @param {number} y
 * @param {0 | 1} label
 * @returns {PlanePoints}
 */
function withPoint({ positions, labels }, x, y, label) {
  return { positions: Float32Array.of(...positions, x, y), labels: Uint8Array.of(...labels, label) };
}
