/** The place in the Learn step, the cards that were opened or solved, and errors. */

/** @import {ErrorRecord} from '../worker/protocol.js' */

/**
 * @typedef {object} Lesson
 * @property {string} place    what follows `#learn/` in the address: a section, or a card
 * @property {string[]} seen    places that were opened, in order
 * @property {string[]} solved    cards whose task was solved
 * @property {ErrorRecord | null} error    of the latest request to Python
 */

/** @typedef {{type: 'lesson/failed', error: ErrorRecord} | {type: 'card/solved', card: string}} LessonAction */

/** Length limit: addresses are untrusted, and project files have this limit. */
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
