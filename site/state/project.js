/**
 * The project that is open: its name, whether all of it is on this device, and
 * the others that are kept here. What a project holds is told in storage/stateParts.js.
 */

/** @import {ErrorRecord} from '../worker/protocol.js' */

/**
 * @typedef {object} Entry    a project in the list
 * @property {string} id
 * @property {string} name    empty until somebody gives it one
 * @property {number} changed    when it was last saved, by this device's clock: only shown
 * @property {number} pictures
 * @property {number} bytes    about
 *
 * @typedef {{usage: number, quota: number, persisted: boolean}} Room    bytes; persisted: the browser does not clear it
 *     by itself
 *
 * @typedef {object} Filing    projects that come or go as files
 * @property {'idle' | 'working'} state
 * @property {File[]} files    several, about which a person is asked
 * @property {boolean} kept    these are of projects that are on this device already
 * @property {ErrorRecord | null} error
 * @property {string[]} lost    what was damaged, by name
 * @property {string[]} twice    sheets that were in several files
 *
 * @typedef {object} Project
 * @property {string} id
 * @property {string} name
 * @property {'none' | 'opening' | 'saving' | 'saved' | 'unsaved' | 'elsewhere'} state
 *     none: nothing is kept on this device; unsaved: saving has failed and is tried again;
 *     elsewhere: another tab works on it
 * @property {ErrorRecord | null} error    why nothing is kept, or was not saved
 * @property {Entry[]} list    the latest first
 * @property {boolean} leaving    a person is asked whether what is open, and saved nowhere, may be left
 * @property {Room | null} room    null while unknown
 * @property {Filing} filing
 */

/**
 * @typedef {{type: 'project/told', change: Partial<Project>}
 *   | {type: 'project/filed', filing: Partial<Filing>}
 *   | {type: 'project/renamed', name: string}} ProjectAction
 */

/** @type {Project} */
export const NO_PROJECT = {
  id: '',
  name: '',
  state: 'none',
  error: null,
  list: [],
  leaving: false,
  room: null,
  filing: { state: 'idle', files: [], kept: false, error: null, lost: [], twice: [] },
};

/** Whether it is here to be worked on. @param {Project} project */
export function isHere({ state }) {
  return state !== 'opening' && state !== 'elsewhere';
}

/** Longer names fit into no line. */
export const MOST_LETTERS = 60;

/**
 * @param {Project} project
 * @param {ProjectAction} action
 * @returns {Project}
 */
export function projectReducer(project, action) {
  switch (action.type) {
    case 'project/told': {
      // What was told about files concerned the project that is left now.
      const left = action.change.state === 'opening';
      const filing = left ? { ...NO_PROJECT.filing, state: project.filing.state } : project.filing;
      return { ...project, filing, ...action.change };
    }
    case 'project/filed':
      return { ...project, filing: { ...project.filing, ...action.filing } };
    case 'project/renamed':
      return { ...project, name: action.name.trimStart().slice(0, MOST_LETTERS) };
    default:
      return project;
  }
}

/** What was told about files concerns the project that came from them. @param {Project} project @returns {Project} */
export function withoutNotes(project) {
  return { ...project, filing: { ...project.filing, error: null, lost: [], twice: [] } };
}
