import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from '../../site/i18n/index.js';

/** One word for one thing: what it is called, and the words that nobody uses for it. */
const TERMS = [
  { tag: 'de', word: 'verdeckte Schicht', never: /versteckte|verborgene/i },
  { tag: 'de', word: 'Konfusionsmatrix', never: /Verwechslungsmatrix|Fehlermatrix/ },
  { tag: 'de', word: 'Startwert (Seed)', never: /Startzahl/ },
  { tag: 'de', word: 'speichern', never: /\b(sichern|sichere das|[Gg]esichert)\b/ },
  { tag: 'de', word: 'Support Vector Machine', never: /Stützvektor/ },
  { tag: 'de', word: 'offline (Netz ist hier das neuronale)', never: /später ohne Netz|auch ohne Netz/ },
  { tag: 'de', word: 'Rückgängig, Wiederholen', never: /^(Wieder vor|Wiederherstellen)$/ },
  { tag: 'de', word: 'Zeichenblatt', never: /\bBlock\b|Zeichenfläche/ },
  { tag: 'de', word: 'Person, Handschrift (Hand ist das Körperteil)', never: /(fremden?|bekannten?|verschiedenen|eine|Jede|alle|dieselbe) H[aä]nde?n?\b/ },
  { tag: 'de', word: 'Verlust (Loss); Fehler ist, was falsch gelesen wird', never: /Fehler \((Loss)\)|Fehler (beim (Lernen|Validieren)|im Training|bei der Prüfung)|(der|des) Fehlers? L\b/ },
  { tag: 'de', word: 'Übungsstift', never: /Computer-?[Ss]tift|Computerschrift/ },
  { tag: 'de', word: 'das Pixel', never: /\b([Jj]eden|[Dd]er|[Ee]inen) Pixel\b/ },
  { tag: 'de', word: 'Punkte zwischen Tausendern', never: /\d[ \u00a0\u202f]\d{3}\b/ },
  { tag: 'de', word: 'Strafe', never: /\bPreis\b/ },
  { tag: 'de', word: 'im Zeichenlabor, mit Artikel', never: /(in|von) Zeichenlabor\b|(^|[.!?] )Zeichenlabor hat/ },
  { tag: 'de', word: 'vorzeitig stoppen', never: /[Ff]rüh(es)? auf(ge)?h/ },
  // Weak verbs with an e, as in school books; strong ones (geh, nimm, zieh) without.
  { tag: 'de', word: 'Wähle, mache, versuche', never: /(^|[.!?:“] |, |dann |[Uu]nd )(Wähl|Mach|Versuch|Stell|Frag|Probier|Such|Dreh|Misch|Bau|Setz|Tipp|Schick|Leg|Rechn|Druck|Prüf)(?= (?!und))/i },
  { tag: 'en', word: 'writer, handwriting', never: /(unknown|strange|known|different|practice pen’s|every|each|whose|strangers’) hands?\b/ },
  { tag: 'en', word: 'practice pen', never: /computer pen/ },
  { tag: 'en', word: 'swap', never: /\bexchange\b/i },
  { tag: 'en', word: 'checkerboard', never: /chessboard/ },
  { tag: 'en', word: 'read correctly', never: /read rightly|(Training|Validation|Test) right\b/i },
  { tag: 'en', word: 'neuron', never: /\bunits?\b/i },
  { tag: 'en', word: 'diverged', never: /\br[au]ns? away\b/i },
  { tag: 'en', word: 'penalty', never: /\bprice\b/i },
  { tag: 'en', word: 'drawing pad', never: /\bcanvas\b/i },
  { tag: 'en', word: 'doubtful', never: /\bunsure\b/i },
  { tag: 'en', word: 'crossed out', never: /\bstruck out\b/i },
  { tag: 'en', word: 'train again, start over, restart', never: /\b(train(ed)? anew|start(s|ed|ing)? (anew|afresh))\b/i },
];

test('one thing has one word in each language', () => {
  for (const { tag, word, never } of TERMS) {
    const texts = Object.entries(LANGUAGES[/** @type {'de' | 'en'} */ (tag)].texts);
    const wrong = texts.filter(([, text]) => never.test(text)).map(([key]) => key);
    assert.deepEqual(wrong, [], `${tag}: ${word}`);
  }
});
