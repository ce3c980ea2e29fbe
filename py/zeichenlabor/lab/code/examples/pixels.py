picture = project.images[0]
print(picture.shape, picture.dtype)

# de: 0 ist weißes Papier, 255 ist dunkle Tinte. Zeilen 10 bis 17, Spalten 8 bis 19:
# en: 0 is white paper, 255 is dark ink. Rows 10 to 17, columns 8 to 19:
print(picture[10:18, 8:20])

# de: So viel Tinte steht in jeder Zeile.
# en: So much ink is in each row.
plot(picture.sum(axis=1))
show(picture, 255 - picture, picture[::-1], picture.T)
