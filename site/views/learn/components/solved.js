/** A card tells when its task is solved. */

import { useEffect } from '../../../vendor/preact.js';

/** @import {ViewProps} from '../../view.js' */

/** @param {Pick<ViewProps, 'dispatch'>} props @param {string} card @param {boolean} isSolved */
export function useSolved({ dispatch }, card, isSolved) {
  useEffect(() => {
    if (isSolved) dispatch({ type: 'card/solved', card });
  }, [card, isSolved]);
}
