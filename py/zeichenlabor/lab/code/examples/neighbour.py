import numpy as np

train, validation, test = project.split()
x = project.images.reshape(len(project), 784).astype(np.float32) / 255
y = project.labels

right = 0
for row in test[:50]:
    # de: Wie verschieden ist dieses Bild von jedem gelernten?
    # en: How different is this picture from each one that was learned?
    distance = ((x[train] - x[row]) ** 2).sum(axis=1)
    nearest = train[distance.argmin()]
    right += int(y[nearest] == y[row])

print(right, "/", len(test[:50]))
show(project.images[[row, nearest]], titles=["?", project.classes[y[nearest]]])
