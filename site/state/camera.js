/** Combines the results of the camera's frames: a sheet that is found clearly and does not move can be photographed. */

/** @import {CameraView} from '../worker/protocol.js' */

/**
 * @typedef {object} Camera
 * @property {number[][] | null} corners    as shares of the picture's width and height
 * @property {number} sure
 * @property {number} still    frames in which the sheet has not moved
 * @property {boolean} taken    this sheet has been photographed already
 */

/** @type {Camera} */
export const NO_VIEW = { corners: null, sure: 0, still: 0, taken: false };

/** Movement of a hand-held sheet, as a share of the picture. */
const TREMBLE = 0.015;
/** Movement from which it is another sheet, or the same after a pause. */
const ELSEWHERE = 0.12;
const CLEAR = 0.85;
const STILL = 3;

/**
 * @param {Camera} before
 * @param {CameraView} view
 * @returns {Camera}
 */
export function cameraReducer(before, { corners, sure }) {
  if (!corners) return NO_VIEW;
  const moved = before.corners ? farthest(before.corners, corners) : 1;
  return { corners, sure, still: moved <= TREMBLE ? before.still + 1 : 1, taken: before.taken && moved <= ELSEWHERE };
}

/** Whether the photo should be taken now. @param {Camera} camera */
export function isReady({ corners, sure, still, taken }) {
  return corners !== null && !taken && sure >= CLEAR && still >= STILL;
}

/** @param {number[][]} before @param {number[][]} now */
function farthest(before, now) {
  return Math.max(...now.map(([x, y], index) => Math.hypot(x - before[index][0], y - before[index][1])));
}
