/** @type {Record<string, string>} */
export const ways = {
  'chapter.ways': 'Lernen ohne Labels',
  'card.clusters': 'Gruppen ohne Namen',
  'card.clusters.term': 'unsupervised learning, k-means',
  'card.clusters.task': 'Geh Schritt für Schritt. Findet das Verfahren eure Klassen von selbst?',
  'card.clusters.text':
    'Hier hat kein Bild ein Label. Jedes Bild geht zur ähnlichsten Mitte, dann rückt jede Mitte in den Durchschnitt ihrer Bilder. Das wiederholt sich, bis nichts mehr wandert. So findet ein Computer Gruppen, ohne dass jemand sie benennt. Das heißt unüberwachtes Lernen.',
  'card.clusters.exactly':
    'Jede Mitte c ist der Durchschnitt der Bilder in ihrer Gruppe k. Das Verfahren heißt k-Means. Wie viele Gruppen es gibt, musst du ihm sagen. Der Anfang ist gewürfelt.',
  'card.clusters.groups': 'Gruppen k',
  'card.clusters.centre': 'Mitte der Gruppe {n}',
  'card.clusters.group': '{n}, meist {name}',
  'card.clusters.spread': 'Abstand zur Mitte (im Quadrat)',
  'card.clusters.share': 'passen zum häufigsten Namen',
  'card.reward': 'Lernen durch Belohnung',
  'card.reward.term': 'reinforcement learning, Q-learning',
  'card.reward.task': 'Lass den Agenten immer öfter üben. Ab wann findet er den Weg zum Stern? Was macht die Neugier?',
  'card.reward.text':
    'Hier gibt es weder Bilder noch Labels. Ein Agent läuft los und probiert. Der Stern bringt eine Belohnung, die Grube eine Strafe, jeder Schritt kostet ein wenig. Er merkt sich, welcher Schritt sich später gelohnt hat. So lernen Computer Spiele und Roboter das Laufen. Das heißt bestärkendes Lernen.',
  'card.reward.exactly':
    'Q ist der erwartete Lohn eines Schritts, r die Belohnung. Q′ sind die Werte der nächsten Schritte; der größte zählt. α ist die Lernrate. γ sagt, wie viel ein späterer Lohn zählt. Die Neugier ist der Anteil gewürfelter Schritte.',
  'card.reward.tries': 'Versuche',
  'card.reward.curiosity': 'Neugier',
  'card.reward.world': 'Das Feld: Punkt ist der Start, Stern das Ziel, Kreuze sind Gruben, Pfeile der beste Schritt',
  'card.reward.read': 'Der Pfeil zeigt den Schritt, der dort am besten schien. Blau verspricht Lohn, Orange Verlust.',
  'card.reward.sum': 'Lohn auf dem besten Weg',
  'card.reward.falls': 'in die Grube gefallen',
};
