/** Where a pupil is in the Learn step, which cards were opened, and what went wrong there. */

/** @import {ErrorRecord} from '../worker/protocol.js' */

/**
 * @typedef {object} Lesson
 * @property {string} place    what stands behind `#learn/` in the address: a part of the step, or a card
 * @property {string[]} seen    places that were opened, the first one first
 * @property {string[]} solved    cards whose task was solved
 * @property {ErrorRecord | null} error    of the latest question to Python
 */

/** @typedef {{type: 'lesson/failed', error: ErrorRecord} | {type: 'card/solved', card: string}} LessonAction */

/** An address may say anything; a project's file takes no longer name. */
const LONGEST = 60;

/** @type {Lesson} */
export const NO_LESSON = { place: '', seen: [], solved: [], error: null };

/**
 * @param {Lesson} lesson
 * @param {string} place
 * @returns {Lesson}
 */
export function openPage(lesson, place) {
  const known = place === '' || place.length > LONGEST || lesson.seen.includes(place);
  const seen = known ? lesson.seen : [...lesson.seen, place];
  return { ...lesson, place, seen, error: null };
}

/** @param {Lesson} lesson @param {string} card @returns {Lesson} */
export function withSolved(lesson, card) {
  return lesson.solved.includes(card) ? lesson : { ...lesson, solved: [...lesson.solved, card] };
}
