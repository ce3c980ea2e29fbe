/** @type {Record<string, string>} */
export const losses = {
  'chapter.losses': 'Wie falsch ist falsch?',
  'card.squares': 'Abstände im Quadrat',
  'card.squares.term': 'MSE, MAE',
  'card.squares.task': 'Zieh einen Punkt weit weg vom Kreis. Welcher der beiden Werte wächst schneller?',
  'card.squares.text':
    'Um zu lernen, braucht das Netz eine einzige Zahl: Wie falsch war es? Sie heißt Verlust (Loss). Der mittlere quadratische Fehler nimmt jeden Abstand zum Quadrat. Ein großer Abstand zählt dann viel mehr als zwei kleine. Der mittlere absolute Fehler zählt nur die Abstände.',
  'card.squares.exactly':
    'ŷ ist die Vorhersage, t das Ziel. Die Fläche der Quadrate, durch ihre Anzahl geteilt, ist der MSE.',
  'card.squares.picture': 'Vorhersagen, Ziele und die Quadrate dazwischen',
  'card.squares.prediction': 'Vorhersage {n}',
  'card.squares.mse': 'Mittlerer quadratischer Fehler (MSE)',
  'card.squares.mae': 'Mittlerer absoluter Fehler (MAE)',
  'card.entropy': 'Sicher und falsch wird teuer',
  'card.entropy.term': 'categorical cross-entropy',
  'card.entropy.task': 'Gib der richtigen Klasse fast nichts. Wie teuer wird das?',
  'card.entropy.text':
    'Bei Klassen zählt nur eins: Wie viel Prozent bekam die richtige? Bei 100 % ist der Verlust 0. Je weniger, desto steiler steigt er. Wer sich ganz sicher ist und falsch liegt, bezahlt am meisten. Dieser Verlust heißt Kreuzentropie. Dein Netz lernt mit ihm.',
  'card.entropy.exactly':
    'log ist der natürliche Logarithmus. Weil t nur bei der richtigen Klasse k eine 1 hat, bleibt von der Summe ein einziger Summand übrig.',
  'card.entropy.true': 'Richtige Klasse',
  'card.entropy.shares': 'Wahrscheinlichkeiten',
  'card.entropy.curve': 'Der Verlust zu jeder Wahrscheinlichkeit der richtigen Klasse',
  'card.entropy.share': 'Anteil von {name}',
  'card.entropy.loss': 'Verlust (Loss)',
  'card.binary': 'Ja oder nein?',
  'card.binary.term': 'binary cross-entropy',
  'card.binary.task': 'Die Antwort ist ja. Zieh den Punkt nach links. Was macht die Steigung?',
  'card.binary.text':
    'Manchmal gibt es nur eine Frage: Ist das eine Sieben? Dann reicht ein Ausgang mit einer Zahl zwischen 0 und 1. Ist die Antwort ja, soll er nahe 1 sein, sonst nahe 0. Die binäre Kreuzentropie bestraft Fehler auf beiden Seiten.',
  'card.binary.exactly': 't ist 1 für ja und 0 für nein. So bleibt immer nur einer der beiden Summanden übrig.',
  'card.binary.true': 'Richtige Antwort',
  'card.binary.yes': 'ja (1)',
  'card.binary.no': 'nein (0)',
  'card.binary.curve': 'Der Verlust zu jeder Ausgabe',
  'card.binary.share': 'Ausgabe p',
  'card.binary.slope': 'Steigung',
  'card.safety': 'Warum nie log(0) herauskommt',
  'card.safety.term': 'numerical stability',
  'card.safety.task': 'Schieb den Abstand über 100. Welcher Rechenweg geht kaputt?',
  'card.safety.text':
    'Computer runden. Ist eine Klasse sehr unwahrscheinlich, wird aus ihrem Anteil einfach 0. Der Logarithmus von 0 ist aber unendlich, und damit wäre das ganze Netz kaputt. Deshalb rechnet das Netz Softmax und Logarithmus in einem Schritt aus. So bleiben alle Zahlen handlich.',
  'card.safety.exactly':
    'Vor dem Potenzieren wird der größte Logit m abgezogen. Dann ist der größte Summand e⁰ = 1, und die Summe ist nie 0.',
  'card.safety.gap': 'Die richtige Klasse liegt so viele Punkte zurück',
  'card.safety.naive': 'Erst Softmax, dann log',
  'card.safety.share': 'Anteil der richtigen Klasse',
  'card.safety.log': 'Verlust, also −log davon',
  'card.safety.engine': 'In einem Schritt',
  'card.safety.together': 'Verlust aus den Logits',
  'card.safety.gradient': 'Gradient',
  'card.safety.broken': 'kaputt: ∞',
};
