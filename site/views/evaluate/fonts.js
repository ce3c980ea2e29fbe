/** Predictions for this device's printed fonts. */

import { html } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { isSingle, letterDrawings, SIDE } from '../../draw/lettering.js';
import { Glyph } from '../../draw/tiles.js';
import { Ask } from './ask.js';
import { Work } from './work.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Fonts} from '../../state/insight.js' */

/** @param {ViewProps} props */
export function FontTest(props) {
  const {
    state: {
      insight: { fonts },
    },
    facts: { netClasses },
    t,
    commands,
  } = props;
  const labels = [...netClasses.keys()].filter((label) => isSingle(netClasses[label]));
  function start() {
    const { families, drawings } = letterDrawings(labels.map((label) => netClasses[label]));
    void commands.readFonts({ families, drawings, side: SIDE, labels });
  }
  return html`
    <${Ask} hook="fonts" title=${t('fonts.title')} help=${t('fonts.help')} data-state=${fonts.state}>
      <${Work} analysis="fonts" job=${fonts} name=${t('fonts.title')} ...${props}>
        <button type="button" class="button" data-testid="fonts-start" disabled=${labels.length === 0} onClick=${start}>
          ${t(fonts.result ? 'fonts.again' : 'fonts.start')}
        </button>
      <//>
      ${labels.length === 0 ? html`<p>${t('fonts.none')}</p>` : null}
      ${fonts.result ? html`<${Found} fonts=${fonts.result} ...${props} />` : null}
    <//>
  `;
}

/** @param {ViewProps & {fonts: Fonts}} props */
function Found({ fonts: { families, labels, images, predicted, shares }, facts: { netClasses }, t }) {
  const isRight = (/** @type {number} */ index) => predicted[index] === labels[index % labels.length];
  const right = predicted.filter((_, index) => isRight(index)).length;
  return html`
    <p role="status" data-testid="fonts-accuracy" data-value=${right / predicted.length}>
      ${t('fonts.found', { right, n: predicted.length, share: t.percent(right / predicted.length, 1) })}
    </p>
    <div class="more-aside" tabindex="0" role="group" aria-label=${t('fonts.title')}>
      <table class="fonts">
        <tbody>
          ${families.map(
            (family, row) => html`<tr key=${family}>
            <th scope="row">${family}</th>
            ${labels.map((label, column) => {
              const index = row * labels.length + column;
              const text = t(isRight(index) ? 'fonts.right' : 'fonts.wrong', {
                name: netClasses[label],
                read: netClasses[predicted[index]],
                share: t.sure(shares[index]),
              });
              return html`
                <td key=${label} class=${isRight(index) ? '' : 'is-wrong'} title=${text}>
                  <${Glyph} images=${images} index=${index} label=${text} />
                  <span aria-hidden="true">
                    ${
                      isRight(index)
                        ? html`
                      <${Mark} name="tick" />
                    `
                        : netClasses[predicted[index]]
                    }
                  </span>
                </td>
              `;
            })}
          </tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}
