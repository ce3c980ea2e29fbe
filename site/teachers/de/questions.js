/**
 * Ten questions at three levels, with what to expect.
 * @type {{level: 1 | 2 | 3, question: string, answer: string}[]}
 */
export const questions = [
  {
    level: 1,
    question: 'Nenne die drei Dinge, die ein Neuron mit seinen Eingaben tut.',
    answer:
      'Jede Eingabe mal ihr Gewicht nehmen; alles und den Bias zusammenzählen; die Aktivierungsfunktion anwenden.',
  },
  {
    level: 1,
    question: 'Wozu dienen Trainings-, Validierungs- und Testdaten?',
    answer:
      'Aus den Trainingsdaten lernt das Netz; die Validierungsdaten zeigen während des Trainings, ob es besser wird; mit den Testdaten wird erst ganz am Schluss geprüft.',
  },
  {
    level: 1,
    question: 'Was sagt die Lernrate, und was geschieht, wenn sie zu groß ist?',
    answer:
      'Wie groß ein Lernschritt ist. Ist sie zu groß, springt das Netz über das Tal; der Verlust schwankt oder wächst.',
  },
  {
    level: 1,
    question: 'Berechne: Eingaben 1 und 2, Gewichte 0,5 und −1, Bias 2, ReLU.',
    answer: '0,5 · 1 + (−1) · 2 + 2 = 0,5; ReLU gibt 0,5 aus.',
  },
  {
    level: 2,
    question:
      'Der Verlust beim Training fällt, der beim Validieren steigt seit Epoche 8. Erkläre, was geschieht, und nenne zwei Gegenmittel.',
    answer:
      'Überanpassung: Das Netz lernt auswendig. Mehr oder verzerrte Bilder, vorzeitig stoppen, Dropout, Strafe für große Gewichte, ein kleineres Netz (zwei davon).',
  },
  {
    level: 2,
    question: 'Ein Netz erkennt „keine 5“ mit 90 % Genauigkeit. Erkläre, warum das nichts beweist.',
    answer:
      'Kommen alle Ziffern gleich oft vor, sind neun von zehn keine 5: Wer immer dasselbe sagt, erreicht 90 %. Erst die Sensitivität für die 5 oder der Vergleich mit der häufigsten Klasse zeigt, ob etwas gelernt wurde.',
  },
  {
    level: 2,
    question: 'Erkläre, warum ein Faltungsnetz eine verschobene Ziffer besser liest als ein dichtes Netz.',
    answer:
      'Es benutzt dieselben Gewichte an jeder Stelle; ein Muster, das es kennt, findet es überall, und Pooling übersieht kleine Verschiebungen. Das dichte Netz hat für jedes Pixel eigene Gewichte.',
  },
  {
    level: 2,
    question: 'Im Datensatz sind 5 und 6 vertauscht, auch im Test. Wie ändert sich die Genauigkeit? Begründe.',
    answer:
      'Sie bleibt etwa gleich: Das Netz lernt die falschen Namen, und der Test fragt nach denselben falschen Namen.',
  },
  {
    level: 3,
    question:
      'Eine App liest die Schrift von Kindern schlecht. Entwirf eine Untersuchung, mit der du die Ursache findest.',
    answer:
      'Erwartet: Vermutung (Kinder fehlen in den Daten); Testdaten von Kindern und Erwachsenen getrennt auswerten; Personen beim Lernen weglassen und prüfen; mit Schrift von Kindern neu trainieren und vergleichen; gleiche Bedingungen, mehrere Startwerte.',
  },
  {
    level: 3,
    question:
      'Eine Schule will Arbeiten von einem Netz benoten lassen, das 98 % der Noten richtig vorhersagt. Nimm Stellung.',
    answer:
      'Erwartet werden Argumente: Wer steckt in den 2 %, wer fehlte in den Daten? Bisherige Urteile werden fortgeschrieben. Sicherheit ist nicht Richtigkeit. Wer haftet, wer kann widersprechen? In der EU gilt KI zur Bewertung von Lernergebnissen als Hochrisiko-Anwendung (KI-Verordnung, Anhang III). Ein begründetes Urteil, keine bestimmte Meinung.',
  },
];
