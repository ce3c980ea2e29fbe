/**
 * The open project: its name, whether it is saved on this device, and the list of all projects. Its contents are
 * defined in storage/stateParts.js.
 */

/** @import {ErrorRecord} from '../worker/protocol.js' */

/**
 * @typedef {object} Entry    a project in the list
 * @property {string} id
 * @property {string} name    empty until it is named
 * @property {number} changed    when it was last saved, by this device's clock; for display only
 * @property {number} pictures
 * @property {number} bytes    approximate size
 *
 * @typedef {{usage: number, quota: number, persisted: boolean}} Room    bytes; persisted: the browser does not delete
 *     it automatically
 *
 * @typedef {object} Filing    opening and saving of project files
 * @property {'idle' | 'working'} state
 * @property {File[]} files    several, while the user is asked how to open them
 * @property {boolean} kept    these come from projects on this device
 * @property {ErrorRecord | null} error
 * @property {string[]} lost    names of what was damaged
 * @property {string[]} twice    sheets that were in several files
 *
 * @typedef {object} Project
 * @property {string} id
 * @property {string} name
 * @property {'none' | 'opening' | 'saving' | 'saved' | 'unsaved' | 'elsewhere'} state
 *     none: nothing is stored on this device; unsaved: saving has failed and is retried; elsewhere: open in another tab
 * @property {ErrorRecord | null} error    why nothing is stored, or saving failed
 * @property {Entry[]} list    the latest first
 * @property {boolean} leaving    the user is asked whether to close the unsaved project
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

/** Whether it is open in this tab. @param {Project} project */
export function isHere({ state }) {
  return state !== 'opening' && state !== 'elsewhere';
}

/** Length limit of a name. */
export const MOST_LETTERS = 60;

/**
 * @param {Project} project
 * @param {ProjectAction} action
 * @returns {Project}
 */
export function projectReducer(project, action) {
  switch (action.type) {
    case 'project/told': {
      // Messages about files belong to the previous project.
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

/**
 * Discards messages about files, except for the project that was opened from them.
 *
 * @param {Project} project
 * @returns {Project}
 */
export function withoutNotes(project) {
  return { ...project, filing: { ...project.filing, error: null, lost: [], twice: [] } };
}
