from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier

(x_train, y_train), (x_test, y_test) = project.load_data()
x_train = x_train.reshape(len(x_train), 784) / 255
x_test = x_test.reshape(len(x_test), 784) / 255

scores = {}
for model in [
    KNeighborsClassifier(3),
    LogisticRegression(max_iter=200, tol=0.01),
    RandomForestClassifier(50, random_state=1),
]:
    name = type(model).__name__
    scores[name] = model.fit(x_train, y_train).score(x_test, y_test)
    print(f"{name}: {scores[name]:.1%}")

bars(list(scores.values()), list(scores))
