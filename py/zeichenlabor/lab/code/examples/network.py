import numpy as np

rng = np.random.default_rng(1)
train, validation, test = project.split()
x = project.images.reshape(len(project), 784) / 255
y = project.labels
classes = len(project.classes)
w1, b1 = rng.normal(0, 0.05, (784, 64)), np.zeros(64)
w2, b2 = rng.normal(0, 0.1, (64, classes)), np.zeros(classes)
losses = []
for epoch in range(20):
    for rows in np.array_split(rng.permutation(train), max(1, len(train) // 32)):
        hidden = np.maximum(x[rows] @ w1 + b1, 0)
        z = hidden @ w2 + b2
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        dz = (p - np.eye(classes)[y[rows]]) / len(rows)
        dhidden = dz @ w2.T * (hidden > 0)
        w2, b2 = w2 - 0.5 * hidden.T @ dz, b2 - 0.5 * dz.sum(axis=0)
        w1, b1 = w1 - 0.5 * x[rows].T @ dhidden, b1 - 0.5 * dhidden.sum(axis=0)
    losses.append(-np.log(p[range(len(rows)), y[rows]] + 1e-9).mean())

answer = (np.maximum(x[test] @ w1 + b1, 0) @ w2 + b2).argmax(axis=1)
print(f"{np.mean(answer == y[test]):.1%}")
plot(losses, title="loss")
