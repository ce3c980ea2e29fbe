import random

import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

random.seed(7)
np.random.seed(7)
tf.random.set_seed(7)
EPOCHS = 2

mnist = tf.keras.datasets.mnist
(x_train, y_train), (x_test, y_test) = mnist.load_data()

fig = plt.figure(figsize=(12.5, 3))
for n in np.arange(20):
    ax = fig.add_subplot(2, 10, n + 1, xticks=[], yticks=[])
    ax.imshow(x_train[n], cmap="gray")
    ax.set_title(str(y_train[n]))
fig.suptitle("Twenty digits")
plt.show()

plt.rcParams.update({"font.size": 8})
image = x_train[random.randint(0, len(x_train) - 1)]
plt.figure(figsize=(20, 10))
plt.subplot(1, 2, 1)
plt.imshow(image, cmap="gray")
ax = plt.subplot(1, 2, 2)
ax.imshow(image, cmap="gray")
for row in range(28):
    for column in range(28):
        ax.annotate(
            str(image[row][column]),
            xy=(column, row),
            horizontalalignment="center",
            verticalalignment="center",
            color="white",
        )
plt.show()

x_train = x_train.reshape((-1, 28 * 28)).astype("float32") / 255
x_test = x_test.reshape((-1, 28 * 28)).astype("float32") / 255
y_train = tf.keras.utils.to_categorical(y_train)
y_test = tf.keras.utils.to_categorical(y_test)
stop = tf.keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=10)


def network(dropout):
    row = [tf.keras.layers.Dense(256, activation="relu", input_shape=(28 * 28,))]
    row += [tf.keras.layers.Dropout(0.3)] * dropout
    row += [
        tf.keras.layers.Dense(128, activation="relu"),
        tf.keras.layers.Dense(10, activation="softmax"),
    ]
    model = tf.keras.Sequential(row)
    model.compile(optimizer="Adam", loss="categorical_crossentropy", metrics=["accuracy"])
    print(model.summary())
    return model


for dropout in (0, 1):
    model = network(dropout)
    history = model.fit(
        x_train,
        y_train,
        epochs=EPOCHS,
        batch_size=128,
        callbacks=[stop],
        validation_split=0.2,
        verbose=0,
    )
    fig, (ax1, ax2) = plt.subplots(2, 1, figsize=(8, 6))
    for ax, name in ((ax1, "accuracy"), (ax2, "loss")):
        ax.plot(history.history[name])
        ax.plot(history.history["val_" + name])
        ax.set_title(name)
        ax.set_ylabel(name)
        ax.set_xlabel("epoch")
        ax.legend(["train", "validation"], loc="upper left")
    plt.tight_layout()
    plt.show()
    test_loss, test_acc = model.evaluate(x_test, y_test)
    print("Test accuracy:", test_acc)

from sklearn.metrics import confusion_matrix

predicted = np.argmax(model.predict(x_test), axis=1)
matrix = confusion_matrix(np.argmax(y_test, axis=1), predicted)
plt.imshow(matrix, interpolation="nearest", cmap=plt.cm.Blues)
plt.title("Confusion")
plt.colorbar()
plt.xticks(np.arange(10), np.arange(10))
plt.yticks(np.arange(10), np.arange(10))
plt.xlabel("read")
plt.ylabel("written")
for i in range(10):
    for j in range(10):
        plt.text(
            j,
            i,
            format(matrix[i, j], "d"),
            horizontalalignment="center",
            color="white" if matrix[i, j] > matrix.max() / 2 else "black",
        )
plt.tight_layout()
plt.show()
