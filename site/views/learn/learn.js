/** Learn: its sections as tabs; the address determines the open section or card. */

import { html } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { ByHand } from './byhand/byhand.js';
import { CARDS } from './cards/index.js';
import { CardPage } from './cardPage.js';
import { Certificate } from './certificate.js';
import { Glossary } from './glossary.js';
import { Guide } from './guide.js';
import { Index } from './overview.js';
import { PaperPage } from './paperPage.js';
import { paperAt } from './papers.js';
import { Path } from './path.js';
import { Playground } from './playground.js';
import { Quick } from './quick.js';

/** @import {ViewProps} from '../view.js' */

/**
 * The sections of this step in the order of their tabs: `#learn/<name>`.
 * @type {Record<string, (props: ViewProps) => any>}
 */
const SECTIONS = { path: Path, cards: Index, playground: Playground, byhand: ByHand, glossary: Glossary, guide: Guide };

/** Those that have no tab. @type {Record<string, (props: ViewProps) => any>} */
const BESIDE = { certificate: Certificate, quick: Quick };

/** @param {ViewProps} props */
export function Learn(props) {
  const {
    state: {
      lesson: { place, error },
    },
    t,
  } = props;
  const card = CARDS.find(({ id }) => id === place);
  const paper = paperAt(place);
  const open = card ? 'cards' : paper ? 'guide' : Object.hasOwn(SECTIONS, place) ? place : Object.keys(SECTIONS)[0];
  const Section = paper ? PaperPage : Object.hasOwn(BESIDE, place) ? BESIDE[place] : SECTIONS[open];
  return html`
    <nav class="learn-sections" aria-label=${t('learn.sections')}>${Object.keys(SECTIONS).map(
      (section) => html`<a key=${section} href=${`#learn/${section}`}
      data-testid=${`learn-${section}`} aria-current=${section === open ? 'page' : undefined}>${t(`learn.section.${section}`)}</a>`,
    )}</nav>
    ${error ? html`<section class="note is-error" role="alert"><${ErrorText} error=${error} t=${t} /></section>` : null}
    ${card ? html`<${CardPage} key=${card.id} card=${card} ...${props} />` : html`<${Section} ...${props} />`}`;
}
