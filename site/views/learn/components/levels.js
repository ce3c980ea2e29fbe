/** Columns that are pulled up and down, or only shown: one number each. */

import { html, useRef } from '../../../vendor/preact.js';
import { useHolding } from '../../../draw/pointing.js';

/**
 * @param {{values: ArrayLike<number>, names: string[], low?: number, high: number, label: string, format: (value:
 *     number) => string,
 *     marked?: number, goal?: ArrayLike<number>, play?: boolean, height?: number, tones?: string[], onChange?: (index:
 *     number, value: number) => void}} props
 *     `marked`: the column that matters; `goal`: where each should be; `tones`: a look for each, `is-<tone>` in CSS
 */
export function Levels({
  values,
  names,
  low = 0,
  high,
  label,
  format,
  marked = -1,
  goal,
  play,
  height = 190,
  tones = [],
  onChange,
}) {
  const held = useRef(-1);
  const share = (/** @type {number} */ value) => Math.min(1, Math.max(0, (value - low) / (high - low)));
  const zero = share(0);

  /** @param {any} event */
  function set(event) {
    const track = event.currentTarget.querySelector('.level-track').getBoundingClientRect();
    const up = Math.min(1, Math.max(0, (track.bottom - event.clientY) / track.height));
    onChange?.(held.current, low + up * (high - low));
  }
  const pointers = useHolding({
    begin(event) {
      held.current = Number(event.currentTarget.dataset.index);
      set(event);
    },
    go: set,
  });
  /** @param {KeyboardEvent} event @param {number} index */
  function walk(event, index) {
    const step = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 }[event.key];
    if (!step || !onChange) return;
    event.preventDefault();
    onChange(index, Math.min(high, Math.max(low, values[index] + (step * (high - low)) / 20)));
  }
  return html`
    <div class=${`levels ${onChange ? 'is-live' : ''}`} role="group" aria-label=${label}
      style=${{ '--count': String(names.length), '--level-height': `${height}px` }}
    >
      ${names.map((name, index) => {
        const value = values[index] ?? 0;
        const [bottom, top] = [Math.min(zero, share(value)), Math.max(zero, share(value))];
        return html`
          <div key=${index}
            class=${`level ${index === marked ? 'is-marked' : ''} ${tones[index] ? `is-${tones[index]}` : ''} ${value < 0 ? 'is-negative' : ''}`}
            tabindex=${onChange ? 0 : undefined} role=${onChange ? 'slider' : 'img'}
            aria-label=${onChange ? name : `${name}: ${format(value)}`} aria-orientation=${onChange && 'vertical'}
            aria-valuemin=${onChange && low} aria-valuemax=${onChange && high} aria-valuenow=${onChange && value}
            aria-valuetext=${onChange && format(value)} data-play=${(play && index === 0) || undefined}
            onKeyDown=${(/** @type {any} */ event) => walk(event, index)} data-index=${index}
            ...${onChange ? pointers : {}}
          >
            <span class="level-value">${format(value)}</span>
            <span class="level-track">
              <span class="level-zero" style=${{ bottom: `${100 * zero}%` }}></span>
              <span class="level-fill" style=${{ bottom: `${100 * bottom}%`, height: `${100 * (top - bottom)}%` }}></span>
              ${
                goal ? html`<span class="level-goal" style=${{ bottom: `${100 * share(goal[index])}%` }}></span>` : null
              }
              ${onChange ? html`<span class="level-grip" style=${{ bottom: `${100 * share(value)}%` }}></span>` : null}
            </span>
            <span class="level-name">${name}</span>
          </div>
        `;
      })}
    </div>
  `;
}
