/** Nearly identical pictures: the result of the last search, and what of it still applies. */

import { isSeen } from './collection.js';

/** @import {Seen} from './collection.js' */
/** @import {Sheet} from './sheets.js' */
/** @import {Edit, ErrorRecord} from '../worker/protocol.js' */

/**
 * @typedef {object} Duplicates
 * @property {'none' | 'working' | 'done' | 'failed'} state
 * @property {string} [asked]    the pending request
 * @property {number} share    progress, 0…1
 * @property {{sheet: string, cell: number}[][]} groups    each in the order of arrival
 * @property {Seen} seen    the pictures when the search began: after additions it is outdated
 * @property {ErrorRecord | null} error
 *
 * @typedef {{type: 'duplicates/asked', asked: string, seen: Seen}
 *   | {type: 'duplicates/told', asked: string, change: Partial<Duplicates>}} DuplicatesAction
 */

/** @type {Duplicates} */
export const NO_DUPLICATES = { state: 'none', share: 0, groups: [], seen: {}, error: null };

/**
 * @param {Duplicates} duplicates
 * @param {DuplicatesAction} action
 * @returns {Duplicates}
 */
export function duplicatesReducer(duplicates, action) {
  if (action.type === 'duplicates/asked')
    return { ...NO_DUPLICATES, state: 'working', asked: action.asked, seen: action.seen };
  return action.type === 'duplicates/told' && action.asked === duplicates.asked
    ? { ...duplicates, ...action.change }
    : duplicates;
}

/** Whether the last search included all current pictures. @param {Duplicates} duplicates @param {Sheet[]} sheets */
export function isCompared({ state, seen }, sheets) {
  return state === 'done' && isSeen(seen, sheets);
}

/**
 * The groups of which at least two pictures still exist.
 *
 * @template {{key: string}} P
 * @param {Duplicates} duplicates
 * @param {P[]} pictures
 * @returns {P[][]}
 */
export function duplicatesAmong({ groups }, pictures) {
  if (groups.length === 0) return [];
  const byKey = new Map(pictures.map((picture) => [picture.key, picture]));
  const there = groups.map((group) => group.flatMap(({ sheet, cell }) => byKey.get(`${sheet}/${cell}`) ?? []));
  return there.filter((group) => group.length > 1);
}

/**
 * Edits that leave out all pictures of each group except the first one that counts.
 *
 * @param {{sheet: {id: string}, cell: number, label: string | null}[][]} groups
 * @returns {Edit[]}
 */
export function keepOneOfEach(groups) {
  return groups.flatMap((group) =>
    group
      .filter(({ label }) => label !== null)
      .slice(1)
      .map(({ sheet, cell }) => ({ sheet: sheet.id, cell, label: null })),
  );
}
