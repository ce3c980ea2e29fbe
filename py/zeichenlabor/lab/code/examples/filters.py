import numpy as np
from zeichenlabor.nn import Conv2D, Dense, Flatten, MaxPooling2D, Sequential

(x_train, y_train), (x_test, y_test) = project.load_data()
classes = len(project.classes)
model = Sequential(
    [Conv2D(8, 5, activation="relu"), MaxPooling2D(2), Flatten(), Dense(classes, "softmax")]
)
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x_train, y_train, epochs=4, seed=1)
print(f"{model.evaluate(x_test, y_test).accuracy:.1%}")

# de: Die acht Filter: blau sucht Tinte, orange sucht Papier.
# en: The eight filters: blue looks for ink, orange looks for paper.
kernels = model.get_weights()[0]
show(np.moveaxis(kernels[:, :, 0, :], -1, 0))

# de: Und wo jeder Filter auf einem Bild fündig wird.
# en: And where each filter finds it on a picture.
picture = x_test[:1]
show(picture)
found = model.activations(picture)[0][0]
show(np.moveaxis(found, -1, 0))
