# de: Der Rechner führt die Zeilen der Reihe nach aus.
# en: The computer carries out the lines one after the other.
number = len(project)
print("Bilder:", number)  # de
print("Pictures:", number)  # en
print(project.classes)

# de: Was in der letzten Zeile steht, wird gezeigt.
# en: What stands in the last line is shown.
project.images[0]
