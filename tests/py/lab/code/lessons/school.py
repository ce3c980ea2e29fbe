import matplotlib.pyplot as plt
from tensorflow import keras
from tensorflow.keras import layers

EPOCHS = 4
keras.utils.set_random_seed(1)
(x_train, y_train), (x_test, y_test) = project.load_data()
x_train, x_test = x_train[..., None] / 255, x_test[..., None] / 255
classes = len(project.classes)

for use_model in (1, 2):
    if use_model == 1:
        model = keras.Sequential(
            [
                keras.Input((28, 28, 1)),
                layers.Flatten(),
                layers.Dense(100, activation="relu"),
                layers.Dense(classes, activation="softmax"),
            ]
        )
    else:
        model = keras.Sequential()
        model.add(layers.Conv2D(16, (3, 3), activation="relu", input_shape=(28, 28, 1)))
        model.add(layers.MaxPooling2D((2, 2)))
        model.add(layers.Conv2D(32, (3, 3), activation="relu"))
        model.add(layers.MaxPooling2D((2, 2)))
        model.add(layers.Flatten())
        model.add(layers.Dropout(0.3))
        model.add(layers.Dense(classes, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.003),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.summary()
    plateau = keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=2)
    history = model.fit(
        x_train,
        y_train,
        epochs=EPOCHS,
        batch_size=16,
        validation_split=0.1,
        callbacks=[plateau],
        verbose=0,
    )
    plt.plot(history.history["loss"], label="loss")
    plt.plot(history.history["val_loss"], label="val_loss")
    plt.legend()
    plt.show()
    print("Test accuracy:", model.evaluate(x_test, y_test, verbose=0)[1])

model.save("model.keras")
project.use(keras.models.load_model("model.keras"))
