/** A hook for the page's colours, which re-renders when they change. */

import { useEffect, useState } from '../vendor/preact.js';
import { painters, palette } from './palette.js';

/** The palette; a new one whenever the tokens change, so it can be a dependency of what is painted. */
export function usePalette() {
  const [now, setNow] = useState(palette());
  useEffect(() => {
    painters.add(setNow);
    setNow(palette());
    return () => void painters.delete(setNow);
  }, []);
  return now;
}
