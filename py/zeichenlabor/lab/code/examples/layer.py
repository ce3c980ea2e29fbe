import numpy as np


class Square:
    # de: Eine eigene Schicht: aus x wird x².
    # en: A layer of your own: x becomes x².
    def forward(self, x):
        self.x = x
        return x**2

    def backward(self, dy):
        return 2 * self.x * dy


# de: Gradientenprobe: ein wenig nach rechts, ein wenig nach links, vergleichen.
# en: Gradient check: a little to the right, a little to the left, compare.
layer = Square()
x = np.linspace(-2, 2, 9)
layer.forward(x)
calculated = layer.backward(np.ones(9))
step = 1e-5
measured = (layer.forward(x + step) - layer.forward(x - step)) / (2 * step)

print(np.abs(calculated - measured).max() < 1e-6)
plot(x, {"calculated": calculated, "measured": measured})
