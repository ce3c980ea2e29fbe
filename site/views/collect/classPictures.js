/** Classes with pictures as row labels, such as a dog or a cat. */

import { html, useEffect, useState } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { chosenPicture, symbolsIn, textOf } from '../../draw/symbols.js';
import { TextField } from '../../draw/textField.js';

/** @import {ViewProps} from '../view.js' */

const LONGEST = 20;

/** @typedef {Record<string, Uint8Array>} Pictures */
/** @typedef {{text: string, pictures: Pictures}} Choice */

/**
 * A change applies to the current state, since the user can type while pictures are still being read.
 *
 * @param {{symbols: string[], pictures: Pictures, t: ViewProps['t'], onChange: (change: (now: Choice) => Choice) =>
 *     void}} props
 */
export function ClassPictures({ symbols, pictures, t, onChange }) {
  const [wrong, setWrong] = useState(false);

  /** @param {any} event */
  async function add({ currentTarget: input }) {
    const files = [...input.files];
    input.value = '';
    setWrong(false);
    for (const file of files) {
      try {
        const png = await chosenPicture(file);
        onChange((now) => withPicture(now, file.name, png));
      } catch {
        setWrong(true);
      }
    }
  }
  /** @param {string} before @param {string} typed */
  function rename(before, typed) {
    const name = tidied(typed);
    if (name) onChange((now) => renamed(now, before, name));
  }
  return html`
    <ul class="class-pictures" data-testid="class-pictures">
      ${symbols
        .filter((name) => pictures[name])
        .map(
          (name) => html`
            <li class="class-picture" key=${name} data-item=${name}>
              <${Thumbnail} png=${pictures[name]} />
              <${TextField} maxlength=${LONGEST} value=${name} aria-label=${t('template.picture.name')}
                onFinish=${(/** @type {string} */ typed) => rename(name, typed)}
              />
              <button type="button" class="button is-icon" aria-label=${t('template.picture.remove', { name })}
                title=${t('template.picture.remove', { name })}
                onClick=${() => onChange((/** @type {Choice} */ now) => withoutPicture(now, name))}
              >
                <${Mark} name="bin" />
              </button>
            </li>
          `,
        )}
      <li>
        <label class="button is-small">
          <${Mark} name="plus" />
          ${t('template.pictures')}
          <input class="visually-hidden" type="file" accept="image/*" multiple data-testid="class-picture-input"
            onChange=${add}
          />
        </label>
      </li>
    </ul>
    <p class=${wrong ? 'help is-wrong' : 'help'} role=${wrong ? 'alert' : undefined}>
      ${t(wrong ? 'template.picture.wrong' : 'template.pictures.help')}
    </p>
  `;
}

/** @param {{png: Uint8Array}} props */
function Thumbnail({ png }) {
  const [url, setUrl] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (png)], { type: 'image/png' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [png]);
  return url ? html`<img src=${url} alt="" />` : null;
}

/** @param {Choice} now @param {string} file @param {Uint8Array} png @returns {Choice} */
function withPicture({ text, pictures }, file, png) {
  const symbols = symbolsIn(text);
  const name = freshName(file, symbols);
  return { text: textOf([...symbols, name]), pictures: { ...pictures, [name]: png } };
}

/**
 * A name that is already used is ignored.
 * @param {Choice} now
 * @param {string} before
 * @param {string} name
 * @returns {Choice}
 */
function renamed({ text, pictures }, before, name) {
  const symbols = symbolsIn(text);
  if (symbols.includes(name)) return { text, pictures };
  const { [before]: png, ...others } = pictures;
  return { text: textOf(symbols.map((one) => (one === before ? name : one))), pictures: { ...others, [name]: png } };
}

/** @param {Choice} now @param {string} name @returns {Choice} */
function withoutPicture({ text, pictures }, name) {
  const { [name]: _, ...others } = pictures;
  return { text: textOf(symbolsIn(text).filter((one) => one !== name)), pictures: others };
}

/** A file's name as a class's, different from all others. @param {string} file @param {string[]} taken */
function freshName(file, taken) {
  const name = tidied(file.replace(/\.\w+$/, '').replace(/[_-]+/g, ' ')) || '1';
  let fresh = name;
  for (let number = 2; taken.includes(fresh); number += 1) fresh = `${name} ${number}`;
  return fresh;
}

/** @param {string} name */
function tidied(name) {
  return name
    .normalize('NFC')
    .replace(/["„“”]/g, '')
    .trim()
    .slice(0, LONGEST)
    .trim();
}
