/**
 * Requests of the cards. Unlike other commands these return their results, since only the card needs them.
 */

import { asRecord } from './errors.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */

/**
 * @param {object} dependencies
 * @param {Store<State, Action>} dependencies.store
 * @param {Client} dependencies.client
 * @param {import('./collectionSync.js').CollectionSync} dependencies.sync
 */
export function createLessons({ store: { getState, dispatch }, client, sync }) {
  return {
    /**
     * @param {string} topic    a lesson's name
     * @param {object} values
     * @param {{onEvent?: (event: any) => void, signal?: AbortSignal}} [options]
     * @returns {Promise<any>}    the lesson's answer; null where it failed, which the page then tells
     */
    async ask(topic, values, options) {
      try {
        return await client.request('learn', { topic, values, collection: sync.counted() }, options);
      } catch (error) {
        if (getState().boot.state === 'ready') dispatch({ type: 'lesson/failed', error: asRecord(error) });
        return null;
      }
    },
  };
}
