import numpy as np

model = project.model
train, validation, test = project.split()
answers = model.predict(project.images[test]).argmax(axis=1)
row = test[answers == project.labels[test]][0]
true = int(project.labels[row])
picture = project.images[row].astype(np.float32) / 255

# de: Jedes Pixel ein wenig so ändern, dass die richtige Antwort unwahrscheinlicher wird.
# en: Change each pixel a little so that the right answer becomes less likely.
fooled = picture.copy()
for step in range(60):
    p = model.predict(fooled[None])[0]
    if p.argmax() != true:
        break
    fooled = np.clip(fooled - 0.01 * np.sign(model.input_gradient(fooled[None], true)[0]), 0, 1)

print(project.classes[true], "→", project.classes[int(p.argmax())], f"{p.max():.0%}")
show(np.array([picture, fooled]))
show(fooled - picture)
