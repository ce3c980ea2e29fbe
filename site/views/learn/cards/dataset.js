import { html, useState } from '../../../vendor/preact.js';
import { Glyph } from '../../../draw/tiles.js';
import { useAnswer } from '../components/ask.js';
import { Choice, Told, ToldRow } from '../components/controls.js';

const SHOWN = 24;

/** @type {import('../components/card.js').Card} */
export const dataset = {
  id: 'dataset',
  where: 'check',
  sketch: 'M4 6h10v10H4zM18 6h10v10H18zM32 6h10v10H32zM7 25l3-3v6M21 22h4l-3 6M35 22h5v3h-4v4h4',
  formulas: ['D = \\{(x_1, y_1), (x_2, y_2), \\dots, (x_n, y_n)\\}'],
  Picture(props) {
    const {
      facts: { byClass, counts, pictures },
      state: { classes },
      t,
    } = props;
    const [label, setLabel] = useState(0);
    const pen = useAnswer(props, 'examples', { label });
    const own = (byClass[label] ?? []).slice(0, SHOWN);
    const some =
      pictures > 0 || !pen
        ? own
        : Array.from({ length: pen.images.length / 784 }, (_, index) => ({ images: pen.images, index }));
    return html`
      <${Choice} label=${t('card.dataset.label')} value=${label} play onChange=${setLabel}
        options=${classes.map((name, index) => ({ value: index, name }))}
      />
      <div class="glyphs">
        ${some.map(({ images, index }, place) => html`<${Glyph} key=${place} images=${images} index=${index} />`)}
      </div>
      ${pictures === 0 ? html`<p>${t('card.dataset.none')}</p>` : null}
      <${ToldRow}>
        <${Told} name="label" label=${t('card.dataset.name')} value=${label} text=${classes[label] ?? ''} />
        <${Told} name="count" label=${t('card.dataset.count')} value=${counts[label] ?? 0}
          text=${t.number(counts[label] ?? 0)}
        />
        <${Told} name="all" label=${t('card.dataset.all')} value=${pictures} text=${t.number(pictures)} />
      <//>
    `;
  },
};
