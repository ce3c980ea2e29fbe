import math

import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

BATCH_SIZE = 64
EPOCHS = 2
(x_train, y_train), (x_test, y_test) = tf.keras.datasets.mnist.load_data()
x_train = tf.reshape(tf.cast(x_train, tf.float32) / 256.0, [-1, 28 * 28])
x_test = tf.reshape(tf.cast(x_test, tf.float32) / 256.0, [-1, 28 * 28])
y_train, y_test = tf.one_hot(y_train, 10), tf.one_hot(y_test, 10)

one_layer = tf.keras.Sequential(
    [tf.keras.layers.Input(shape=(28 * 28,)), tf.keras.layers.Dense(10, activation="softmax")]
)
one_layer.compile(optimizer="sgd", loss="categorical_crossentropy", metrics=["accuracy"])
one_layer.summary()
one_layer.fit(
    x_train, y_train, batch_size=BATCH_SIZE, epochs=EPOCHS, validation_data=(x_test, y_test)
)

deep = tf.keras.Sequential(
    [
        tf.keras.layers.Input(shape=(28 * 28,)),
        tf.keras.layers.Dense(200, activation="sigmoid"),
        tf.keras.layers.Dense(60, activation="sigmoid"),
        tf.keras.layers.Dense(10, activation="softmax"),
    ]
)
deep.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
deep.fit(x_train, y_train, batch_size=BATCH_SIZE, epochs=EPOCHS, verbose=0)


def lr_decay(epoch):
    return 0.01 * math.pow(0.666, epoch)


lr_decay_callback = tf.keras.callbacks.LearningRateScheduler(lr_decay, verbose=True)
plt.plot([lr_decay(epoch) for epoch in range(EPOCHS)])
plt.title("learning rate")
plt.show()


def convolution(filters, size, strides=1):
    return [
        tf.keras.layers.Conv2D(
            kernel_size=size, filters=filters, padding="same", strides=strides, use_bias=False
        ),
        tf.keras.layers.BatchNormalization(scale=False, center=True),
        tf.keras.layers.Activation("relu"),
    ]


model = tf.keras.Sequential(
    [
        tf.keras.layers.Reshape(input_shape=(28 * 28,), target_shape=(28, 28, 1)),
        *convolution(12, 3),
        *convolution(24, 6, 2),
        *convolution(32, 6, 2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(200, use_bias=False),
        tf.keras.layers.BatchNormalization(scale=False, center=True),
        tf.keras.layers.Activation("relu"),
        tf.keras.layers.Dropout(0.3),
        tf.keras.layers.Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer=tf.keras.optimizers.Adam(learning_rate=0.01),
    loss="categorical_crossentropy",
    metrics=["accuracy"],
)
model.summary()
history = model.fit(
    x_train,
    y_train,
    batch_size=BATCH_SIZE,
    epochs=EPOCHS,
    validation_data=(x_test, y_test),
    callbacks=[lr_decay_callback],
)
probabilities = model.predict(x_test, steps=None)
predicted_labels = np.argmax(probabilities, axis=1)
wrong = np.flatnonzero(predicted_labels != np.argmax(y_test, axis=1))
print(len(wrong), "of", len(x_test), "are read wrongly")
print("Test accuracy:", history.history["val_accuracy"][-1])
