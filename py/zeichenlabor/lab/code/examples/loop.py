import numpy as np
from zeichenlabor.nn import Adam, Dense, Flatten, Sequential

train, validation, test = project.split()
x = project.images.astype(np.float32) / 255
y = project.labels
classes = len(project.classes)

model = Sequential([Flatten(), Dense(64, "relu"), Dense(classes, "softmax")])
model.compile(Adam(0.002), "sparse_categorical_crossentropy")
model.build((28, 28), seed=1)

rng = np.random.default_rng(1)
curve = {"loss": [], "val_loss": []}
for epoch in range(8):
    total = 0.0
    for rows in np.array_split(rng.permutation(train), max(1, len(train) // 32)):
        # de: Ein Schritt: rechnen, vergleichen, jedes Gewicht ein wenig ändern.
        # en: One step: calculate, compare, change every weight a little.
        loss, right = model.train_step(x[rows], y[rows].astype(np.int32))
        total += loss
    curve["loss"].append(total / len(train))
    curve["val_loss"].append(model.evaluate(x[validation], y[validation]).loss)
    print(epoch + 1, round(curve["val_loss"][-1], 3))

plot(curve)
print(f"{model.evaluate(x[test], y[test]).accuracy:.1%}")
