import { html, useEffect, useMemo, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Choice, Soon, Start, Told, ToldRow } from '../components/controls.js';
import { Contour, TRAILS } from '../components/landscape.js';

const STEPS = 80;
const FRAME_MS = 40;

/** @type {import('../components/card.js').Card} */
export const race = {
  id: 'race',
  where: 'train',
  sketch: 'M6 28V6M6 6h12v8H6M12 6v8M6 10h12M24 12h16M24 18h10M24 24h18M38 10l3 2-3 2M32 16l3 2-3 2M40 22l3 2-3 2',
  formulas: [
    'w \\to w - \\eta \\cdot g',
    'w \\to w - \\eta \\cdot \\frac{g}{\\sqrt{v + ε}} \\quad v \\to \\rho v + (1 - \\rho) g^2',
    'm \\to \\beta_1 m + (1 - \\beta_1) g \\quad v \\to \\beta_2 v + (1 - \\beta_2) g^2',
    'w \\to w - \\eta \\cdot \\frac{m / (1 - \\beta_1^t)}{\\sqrt{v / (1 - \\beta_2^t)} + ε}',
  ],
  Picture(props) {
    const { t } = props;
    const [name, setName] = useState('valley');
    const [start, setStart] = useState([-1.9, 1.6]);
    const [step, setStep] = useState(0);
    const [running, setRunning] = useState(false);
    const surface = useAnswer(props, 'surface', { name });
    const told = useAnswer(props, 'race', { name, start, steps: STEPS });
    useEffect(() => {
      if (!running) return undefined;
      if (step >= STEPS) {
        setRunning(false);
        return undefined;
      }
      const timer = setTimeout(() => setStep(step + 1), FRAME_MS);
      return () => clearTimeout(timer);
    }, [running, step]);
    const trails = useMemo(
      () =>
        (told ?? []).map((/** @type {any} */ one, /** @type {number} */ kind) => ({
          path: one.path.slice(0, step + 1),
          heights: one.heights,
          kind,
        })),
      [told, step],
    );
    if (!told || !surface) return html`<${Soon} t=${t} />`;
    const heights = told.map((/** @type {any} */ one) => one.heights[Math.min(step, one.heights.length - 1)]);
    return html`
      <${Choice} label=${t('card.landscape.ground')} value=${name}
        onChange=${(/** @type {string} */ value) => {
          setName(value);
          setStep(0);
        }}
        options=${['bowl', 'saddle', 'valley'].map((value) => ({ value, name: t(`ground.${value}`) }))}
      />
      <div class="card-two">
        <${Contour} surface=${surface} trails=${trails} start=${start} label=${t('card.landscape.above')}
          told=${start.map((value) => t.number(value, 1)).join(' | ')}
          onStart=${(/** @type {number} */ x, /** @type {number} */ y) => {
            setStart([x, y]);
            setStep(0);
          }}
        />
        <div>
          <${Start} running=${running} label=${t('card.race.go')} stop=${t('card.race.stop')}
            onStart=${() => {
              setStep(0);
              setRunning(true);
            }}
            onStop=${() => setRunning(false)}
          />
          <${Told} name="steps" label=${t('card.descent.steps')} value=${step} text=${String(step)} />
          <${ToldRow}>
            ${told.map(
              (/** @type {any} */ one, /** @type {number} */ kind) => html`
                <${Told} key=${one.name} name=${one.name} value=${heights[kind]} text=${t.number(heights[kind], 3)}
                  label=${html`
                    <span class="runner" style=${{ background: `var(--${TRAILS[kind]})` }}></span>
                    ${t(`optimizer.${one.name}`)}
                  `}
                  tone=${heights[kind] === Math.min(...heights) && step > 0 ? 'good' : ''}
                />
              `,
            )}
          <//>
        </div>
      </div>
    `;
  },
};
