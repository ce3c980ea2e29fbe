/** The live region for screen readers, one for the whole page. */

import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { drawingSaid, isBusy, lineSaid, newsOf } from './news.js';

/** @import {ViewProps} from '../view.js' */

/** Pause of the pen after which a prediction is announced, so that it is not announced per stroke. */
const PAUSE_MS = 900;

/** @param {Pick<ViewProps, 'state' | 'facts' | 't'>} props */
export function Spoken({ state, facts, t }) {
  const [said, say] = useState('');
  const before = useRef(state);
  const quiet = useRef(state);
  useEffect(() => {
    if (before.current.project.id !== state.project.id || state.project.state === 'opening') quiet.current = state;
    const news = newsOf(before.current, state, facts, t, quiet.current);
    before.current = state;
    if (!isBusy(state, facts)) quiet.current = state;
    // The same sentence once more is a new one only if it differs.
    if (news.length > 0) say((last) => (last === news.join(' ') ? `${last}\u00a0` : news.join(' ')));
  });
  useRested(drawingSaid(state, facts, t), state.drawing.revision, say);
  useRested(lineSaid(state, facts, t), state.line.strokes, say);
  return html`<p class="visually-hidden" role="status" aria-atomic="true" data-testid="spoken">${said}</p>`;
}

/**
 * Announces the prediction once the pen rests, and only for what was written since.
 *
 * @param {string} answer    empty while there is none
 * @param {unknown} written    another value for each stroke
 * @param {(said: string) => void} say
 */
function useRested(answer, written, say) {
  const told = useRef(written);
  useEffect(() => {
    if (!answer || written === told.current) return undefined;
    const timer = setTimeout(() => {
      told.current = written;
      say(answer);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [answer, written]);
}
