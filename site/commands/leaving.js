/** Whether closing the open project, or the page, would lose changes; and the question to the user before that. */

import { hasWorkSince, partsOf } from '../storage/stateParts.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Parts} from '../storage/stateParts.js' */

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {() => boolean} dependencies.isBehind    whether there are changes that are not stored on the device
 * @param {() => Promise<void>} dependencies.flush    stores them
 */
export function createLeaving({ store: { getState, dispatch }, isBehind, flush }) {
  /** The state when the project was opened: without storage, all later changes are unsaved. */
  let shown = partsOf(getState());
  /** Whether another tab took over before everything was written. That tab repeats what is still running here. */
  let leftBehind = false;
  /** The parts that were last saved as a file. @type {{asked: Parts | null, saved: Parts | null}} */
  const file = { asked: null, saved: null };
  /** Answers the open question. @type {(mayLeave: boolean) => void} */
  let answer = () => {};

  /** Whether there are unsaved changes. */
  function wouldLose() {
    const state = getState();
    return isUnstored(state) && !(file.saved && !hasWorkSince(state, file.saved));
  }

  /** @param {State} state */
  function isUnstored(state) {
    if (state.project.state === 'none') return hasWorkSince(state, shown);
    if (state.project.state === 'elsewhere') return leftBehind;
    return isBehind();
  }

  return {
    wouldLose,

    /** Whether the open project may be closed: the user is asked if it is unsaved. @returns {Promise<boolean>} */
    async mayLeave() {
      answer(false); // a previous question is superseded
      await flush();
      // A running training keeps changing the state, which is written again when the project is closed.
      if (['saved', 'saving'].includes(getState().project.state) || !wouldLose()) return true;
      dispatch({ type: 'project/told', change: { leaving: true } });
      const may = await new Promise((resolve) => {
        answer = resolve;
      });
      dispatch({ type: 'project/told', change: { leaving: false } });
      answer = () => {};
      return may;
    },

    /** The user's answer to that question. @param {boolean} may */
    answer: (may) => answer(may),

    /** A project has been opened. */
    opened() {
      shown = partsOf(getState());
      leftBehind = false;
      file.saved = null;
    },

    /** The project to be opened is open in another tab. */
    openedElsewhere() {
      leftBehind = false;
    },

    /** Another tab has taken over; returns whether changes could not be written before. */
    takenOver() {
      leftBehind = isBehind();
      return leftBehind;
    },

    /** The current parts, which are about to be saved as a file. */
    savingAsFile() {
      file.asked = partsOf(getState());
      return file.asked;
    },

    /** Those parts were saved. */
    savedAsFile() {
      file.saved = file.asked;
    },
  };
}
