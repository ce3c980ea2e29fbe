/**
 * The design of the next training's network: open panels, undo history, and the worker's description. The layers
 * themselves are in the state's `choice`, with all other settings.
 */

/** @import {Design as Description, Distorted, ErrorRecord, LayerForm, SettingRow} from '../worker/protocol.js' */
/** @import {TrainSettings} from '../worker/protocol.js' */

/** @typedef {LayerForm[] | undefined} Layers    undefined: the preset's */

/**
 * @typedef {{preset: string, seed: number, splitSeed: number} & Partial<TrainSettings>} Choice    settings made by
 *     hand; the rest is the preset's
 */

/**
 * @typedef {object} Design
 * @property {boolean} layersOpen
 * @property {boolean} settingsOpen
 * @property {Layers[]} past    undo history, the latest last
 * @property {Layers[]} future    redo history, the next one last
 * @property {SettingRow[]} table    the rules of all settings; empty until the worker has sent them
 * @property {Description | null} description    of the network; null until the worker has sent it
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
 * Edits the layers, or undoes or redoes an edit.
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
 * Another preset has other layers: the undo history is cleared.
 * @param {Design} design
 * @returns {Design}
 */
export function withoutEdits(design) {
  return { ...design, past: [], future: [], description: null, error: null };
}

/**
 * Removes settings that are reset to the preset's.
 *
 * @template {object} T
 * @param {T} choice
 * @returns {T}
 */
export function withoutGaps(choice) {
  return /** @type {T} */ (Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined)));
}
