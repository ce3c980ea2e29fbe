/** The title of the current place, for the window and screen readers. */

import { paperAt } from '../learn/papers.js';

/** @import {State} from '../../state/reducer.js' */
/** @import {Translator} from '../../i18n/index.js' */

/**
 * The page for teachers and its papers: to be read and printed, so no pad takes half of the width.
 * @param {State} state
 */
export function isForTeachers({ step, lesson: { place } }) {
  return step === 'learn' && (place === 'guide' || paperAt(place) !== null);
}

/** The name of a section of Learn, or of a card; null elsewhere. @param {State} state @param {Translator} t */
export function placeName({ step, lesson: { place } }, t) {
  if (step !== 'learn') return null;
  if (t.has(`card.${place}`) && !place.includes('.')) return t(`card.${place}`);
  return t(
    place === 'certificate'
      ? 'certificate.title'
      : place === 'quick'
        ? 'entrance.quick'
        : paperAt(place)
          ? 'guide.papers'
          : t.has(`learn.section.${place}`)
            ? `learn.section.${place}`
            : 'learn.section.path',
  );
}

/** @param {State} state @param {Translator} t */
export function titleOf(state, t) {
  return [placeName(state, t), t(`step.${state.step}`), t('app.title')].filter(Boolean).join(' · ');
}
