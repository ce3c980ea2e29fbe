/** The speed of this device: the actual pace of a training relative to the estimate. */

import { isSameSettings } from './training.js';

/** @import {State} from './reducer.js' */
/** @import {Training} from './training.js' */

/** Plausibility limit: larger factors come from clocks that stood still. */
const MOST = 100;

/**
 * The factor by which trainings are faster than estimated.
 *
 * @param {State} state
 * @param {Training} training    as it is now
 */
export function machineReducer({ machine, training: before, design: { description }, choice }, training) {
  const { pace, settings } = training;
  if (!pace || pace === before.pace || !settings || !description?.pace) return machine;
  // The description may be that of another network by now.
  if (settings.preset !== choice.preset || !isSameSettings(settings.layers, choice.layers)) return machine;
  const factor = pace.samplesPerSecond / description.pace;
  return Number.isFinite(factor) && factor > 1 / MOST && factor < MOST ? factor : machine;
}

/**
 * Estimated seconds of the next training; null if unknown.
 * @param {Pick<State, 'machine' | 'design'>} state
 */
export function secondsOfNext({ machine, design: { description } }) {
  return description && !description.problem && description.seconds ? description.seconds / machine : null;
}
