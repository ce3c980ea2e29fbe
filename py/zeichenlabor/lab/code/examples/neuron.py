import numpy as np

# de: Ein Neuron soll eine Klasse von allen anderen unterscheiden.
# en: One neuron is to tell one class from all others.
wanted = 0
x = project.images.reshape(len(project), 784) / 255
target = (project.labels == wanted).astype(float)

weights = np.zeros(784)
bias = 0.0
losses = []
for step in range(100):
    z = x @ weights + bias
    answer = 1 / (1 + np.exp(-z))
    losses.append(
        -np.mean(target * np.log(answer + 1e-9) + (1 - target) * np.log(1 - answer + 1e-9))
    )
    error = answer - target
    weights -= 0.5 * x.T @ error / len(x)
    bias -= 0.5 * error.mean()

# de: So oft hat es recht, und so oft hätte recht, wer immer „nein“ sagt.
# en: How often it is right, and how often one would be who always says “no”.
print(f"{np.mean((answer > 0.5) == target):.1%}")
print(f"{np.mean(target == 0):.1%}")
plot(losses, title="loss")
show(weights.reshape(28, 28))
