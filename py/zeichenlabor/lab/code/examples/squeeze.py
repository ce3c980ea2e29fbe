import numpy as np

from zeichenlabor.nn import Conv2D, Conv2DTranspose, Input, MaxPooling2D, Sequential, UpSampling2D

images = project.images[:300, :, :, None] / 255

# de: Von 28 × 28 = 784 Zahlen hinab auf 7 × 7 × 2 = 98, und wieder hinauf.
# en: From 28 × 28 = 784 numbers down to 7 × 7 × 2 = 98, and up again.
model = Sequential(
    [
        Input((28, 28, 1)),
        Conv2D(8, 3, padding="same", activation="relu"),
        MaxPooling2D(),
        Conv2D(2, 3, padding="same", activation="elu"),
        MaxPooling2D(),
        Conv2DTranspose(8, 3, strides=2, padding="same", activation="relu"),
        UpSampling2D(),
        Conv2D(1, 3, padding="same", activation="sigmoid"),
    ]
)

# de: Das Ziel ist das Bild selbst.
# en: The target is the picture itself.
model.compile("adam", "binary_crossentropy")
model.optimizer.learning_rate = 0.01
model.fit(images, images, epochs=10, batch_size=16)

back = model.predict(images)
error = np.abs(back - images).mean()
print(f"{model.count_params()} weights, mean error of a pixel {error:.3f}")
show(images[:6], back[:6])
