/** How fast this device is: by what a training has shown in its first second, against what was expected of it. */

import { isSameSettings } from './training.js';

/** @import {State} from './reducer.js' */
/** @import {Training} from './training.js' */

/** Beyond this a number is none of a machine, but of a clock that stood still. */
const MOST = 100;

/**
 * The factor by which trainings are faster here than their operations let expect.
 *
 * @param {State} state
 * @param {Training} training    as it is now
 */
export function machineReducer({ machine, training: before, design: { description }, choice }, training) {
  const { pace, settings } = training;
  if (!pace || pace === before.pace || !settings || !description?.pace) return machine;
  // What was described may be another network by now.
  if (settings.preset !== choice.preset || !isSameSettings(settings.layers, choice.layers)) return machine;
  const factor = pace.samplesPerSecond / description.pace;
  return Number.isFinite(factor) && factor > 1 / MOST && factor < MOST ? factor : machine;
}

/**
 * Seconds of the next training, whole; null where they are not known.
 * @param {Pick<State, 'machine' | 'design'>} state
 */
export function secondsOfNext({ machine, design: { description } }) {
  return description && !description.problem && description.seconds ? description.seconds / machine : null;
}
