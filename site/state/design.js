/**
 * The network of the next training while a person works on it: what is unfolded, how its
 * layers were before, and what the worker says about it. The layers themselves stand in
 * the state's `choice`, with all other settings.
 */

/** @import {Design as Description, Distorted, ErrorRecord, LayerForm, SettingRow} from '../worker/protocol.js' */
/** @import {TrainSettings} from '../worker/protocol.js' */

/** @typedef {LayerForm[] | undefined} Layers    undefined: the preset's */

/**
 * @typedef {{preset: string, seed: number, splitSeed: number} & Partial<TrainSettings>} Choice    what was set by hand;
 *     the rest is the preset's
 */

/**
 * @typedef {object} Design
 * @property {boolean} layersOpen
 * @property {boolean} settingsOpen
 * @property {Layers[]} past    what undoing goes back to, the latest last
 * @property {Layers[]} future    what redoing goes on to, the next one last
 * @property {SettingRow[]} table    the rules of all settings; empty until the worker has told them
 * @property {Description | null} description    of the network, as far as the worker has answered
 * @property {Distorted | null} distorted    pictures as the network would see them
 * @property {ErrorRecord | null} error
 */

/**
 * @typedef {{type: 'layers/edited', layers: Layers}
 *   | {type: 'layers/undone'}
 *   | {type: 'layers/redone'}
 *   | {type: 'design/told', change: Partial<Design>}} DesignAction
 */

/** @type {Design} */
export const NO_DESIGN = {
  layersOpen: false,
  settingsOpen: false,
  past: [],
  future: [],
  table: [],
  description: null,
  distorted: null,
  error: null,
};

const MOST_STEPS_BACK = 100;

/**
 * An edit of the layers, one taken back, or one made again.
 *
 * @param {Design} design
 * @param {Layers} now
 * @param {DesignAction} action
 * @returns {{design: Design, layers: Layers}}
 */
export function designReducer(design, now, action) {
  const { past, future } = design;
  switch (action.type) {
    case 'layers/edited':
      return { design: { ...design, past: [...past, now].slice(-MOST_STEPS_BACK), future: [] }, layers: action.layers };
    case 'layers/undone':
      if (past.length === 0) break;
      return {
        design: { ...design, past: past.slice(0, -1), future: [...future, now] },
        layers: past[past.length - 1],
      };
    case 'layers/redone':
      if (future.length === 0) break;
      return {
        design: { ...design, past: [...past, now], future: future.slice(0, -1) },
        layers: future[future.length - 1],
      };
    case 'design/told':
      return { design: { ...design, ...action.change }, layers: now };
  }
  return { design, layers: now };
}

/**
 * Another preset has other layers: nothing of the old ones can be taken back.
 * @param {Design} design
 * @returns {Design}
 */
export function withoutEdits(design) {
  return { ...design, past: [], future: [], description: null, error: null };
}

/**
 * Settings that go back to the preset's are left out.
 *
 * @template {object} T
 * @param {T} choice
 * @returns {T}
 */
export function withoutGaps(choice) {
  return /** @type {T} */ (Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined)));
}
