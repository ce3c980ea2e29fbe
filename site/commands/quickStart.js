/** The quick start: adds sheets with synthetic handwriting, and trains as soon as all of them are read. */

import { DIGITS } from '../state/collection.js';
import { factsOf } from '../state/facts.js';
import { SHEETS } from '../state/quickStart.js';
import { until } from '../state/store.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {(symbols: string[], count: number) => Promise<void>} dependencies.addSamples
 * @param {() => Promise<void>} dependencies.train
 */
export function createQuickStart({ store, addSamples, train }) {
  const { getState, dispatch } = store;

  return {
    /** A second press of the button has no effect. */
    async startQuick() {
      if (getState().quick.going) return;
      const wanted = factsOf(getState()).pictures === 0 ? SHEETS : 0;
      dispatch({ type: 'quick/started', wanted });
      const {
        quick,
        project: { id },
      } = getState();
      const isAway = () => getState().project.id !== id;
      const isOver = () => getState().quick !== quick; // another project was opened meanwhile
      if (wanted > 0) await addSamples(DIGITS, wanted);
      await until(
        store,
        ({ boot, sheets, presets }) =>
          isOver() ||
          boot.state === 'failed' ||
          (presets.length > 0 && !sheets.some(({ state }) => state === 'waiting' || state === 'working')),
      );
      if (isOver()) return;
      const training = factsOf(getState()).canTrain ? train() : null;
      dispatch({ type: 'quick/ended' });
      await training;
      const { step, lesson, dockOpen } = getState();
      // Open the canvas, which is closed on small screens.
      if (training && !isAway() && step === 'learn' && lesson.place === 'quick' && !dockOpen)
        dispatch({ type: 'dock/toggled' });
    },
  };
}
