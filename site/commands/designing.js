/** Requests about the network of the next training: its description, and augmented pictures. */

import { asRecord } from './errors.js';
import { factsOf } from '../state/facts.js';
import { latest } from './latest.js';

/** @import {Client} from './commands.js' */
/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Design} from '../state/design.js' */
/** @import {LayerForm} from '../worker/protocol.js' */

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Client} dependencies.client
 * @param {import('./collectionSync.js').CollectionSync} dependencies.sync
 */
export function createDesigning({ store: { getState, dispatch }, client, sync }) {
  /** @param {Partial<Design>} change */
  const tell = (change) => dispatch({ type: 'design/told', change });

  async function describe() {
    const { settings, pictures } = factsOf(getState());
    if (!settings) return;
    try {
      if (getState().design.table.length === 0) tell({ table: await client.request('settings.table', {}) });
      const description = await client.request('network.describe', {
        settings,
        classes: getState().classes.length,
        pictures,
      });
      tell({ description, error: null });
    } catch (error) {
      if (getState().boot.state === 'ready') tell({ error: asRecord(error) });
    }
  }

  let seed = 0;

  async function distort() {
    const augmentation = factsOf(getState()).fullSettings?.augmentation;
    if (!augmentation) return;
    try {
      tell({ distorted: await client.request('augmentation.preview', { augmentation, seed, ...sync.counted() }) });
    } catch (error) {
      if (getState().boot.state === 'ready') tell({ error: asRecord(error) });
    }
  }

  const distortLatest = latest({ getState }, distort);

  return {
    describeNetwork: latest({ getState }, describe),

    /**
     * Edits can follow faster than the page is drawn, so each is applied to the current layers.
     *
     * @param {(layers: LayerForm[]) => LayerForm[] | undefined} change    undefined: back to the preset's
     */
    editLayers(change) {
      const layers = factsOf(getState()).fullSettings?.layers ?? [];
      dispatch({ type: 'layers/edited', layers: change(layers) });
    },

    showDistorted: distortLatest,

    /** Requests other augmented pictures. */
    distortAgain() {
      seed += 1;
      return distortLatest();
    },
  };
}
