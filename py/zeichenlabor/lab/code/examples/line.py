import numpy as np
from zeichenlabor.glyphs import normalize_glyph

# de: Vier Bilder nebeneinander sind eine Zeile. gap: so viel Papier liegt dazwischen.
# en: Four pictures side by side are a line. gap: how much paper lies between them.
gap = 4
train, validation, test = project.split()
paper = np.zeros((28, gap), np.uint8)
line = paper
for row in test[:4]:
    picture = project.images[row]
    narrow = picture[:, picture.max(axis=0) > 0]
    line = np.hstack([line, narrow, paper])
show(line)

# de: Schneiden: Ein Zeichen beginnt, wo nach leeren Spalten wieder Tinte kommt.
# en: Cutting: a symbol begins where ink comes again after empty columns.
ink = (line.max(axis=0) > 0).astype(int)
edges = np.diff([0, *ink, 0])
starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
print("Zeichen:", len(starts))  # de
print("Symbols:", len(starts))  # en

# de: Lesen: jedes Stück so in die Mitte rücken wie auf dem Bogen, dann das Netz fragen.
# en: Reading: centre each piece as on the sheet, then ask the network.
pieces = np.stack([normalize_glyph(line[:, starts[k] : ends[k]]) for k in range(len(starts))])
answers = project.model.predict(pieces).argmax(axis=1)
show(pieces, titles=[project.classes[answer] for answer in answers])
