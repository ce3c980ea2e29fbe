/** Commands for templates: drawing the sheets to print, and saving them. */

import { asRecord } from './errors.js';
import { save } from './save.js';

/** @import {State, Action} from '../state/reducer.js' */
/** @import {Store} from '../state/store.js' */
/** @import {Client} from './commands.js' */
/** @import {Template} from '../worker/protocol.js' */

/** @param {{store: Store<State, Action>, client: Client}} dependencies */
export function createTemplates({ store, client }) {
  const { dispatch } = store;

  /** @param {() => Promise<void>} work */
  async function orTell(work) {
    try {
      await work();
    } catch (error) {
      dispatch({ type: 'template/changed', template: { error: asRecord(error) } });
    }
  }

  return {
    /** @param {Template} template */
    drawTemplate: (template) =>
      orTell(async () => {
        const pages = await client.request('template.svgs', { template });
        dispatch({ type: 'template/changed', template: { pages, drawn: template.sheetId, error: null } });
      }),

    /** @param {Template} template @param {string} name */
    saveTemplate: (template, name) =>
      orTell(async () => {
        save(name, await client.request('template.pdf', { template }), 'application/pdf');
      }),
  };
}
