# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Trains the digit classifier and writes its weights and its test images.

Needs scikit-learn, for the images; the training is NumPy. Seeds are fixed, and
products of matrices run on one thread, since the number of threads changes the
order of sums: with the same version of NumPy on the same kind of processor,
another run gives the same bytes.
"""

import os
import sys

for library in ("OPENBLAS", "MKL", "OMP"):
    os.environ[library + "_NUM_THREADS"] = "1"

import numpy as np  # noqa: E402
from sklearn.datasets import load_digits  # noqa: E402

FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(FOLDER))
import safetensors_io  # noqa: E402

EPSILON = 1e-5
EPOCHS = 120
BATCH = 64
RATE = 4e-3
DECAY = 1e-3
TEST_IMAGES = 360


class Conv:
    """A convolution with a kernel of 3x3 and a padding of one."""

    def __init__(self, name, inputs, outputs, random, dtype):
        self.weight = name + ".weight"
        scale = np.sqrt(2.0 / (9 * inputs))
        shape = (outputs, inputs, 3, 3)
        self.parameters = {
            self.weight: (scale * random.normal(size=shape)).astype(dtype)
        }

    def forward(self, input, training):
        n, c, height, width = input.shape
        padded = np.pad(input, ((0, 0), (0, 0), (1, 1), (1, 1)))
        windows = np.lib.stride_tricks.sliding_window_view(
            padded, (3, 3), axis=(2, 3)
        )
        self.columns = windows.transpose(0, 2, 3, 1, 4, 5).reshape(-1, 9 * c)
        self.shape = input.shape
        weight = self.parameters[self.weight]
        result = self.columns @ weight.reshape(len(weight), -1).T
        return result.reshape(n, height, width, -1).transpose(0, 3, 1, 2)

    def backward(self, gradient):
        n, c, height, width = self.shape
        weight = self.parameters[self.weight]
        rows = gradient.transpose(0, 2, 3, 1).reshape(-1, len(weight))
        self.gradients = {
            self.weight: (rows.T @ self.columns).reshape(weight.shape)
        }
        columns = rows @ weight.reshape(len(weight), -1)
        columns = columns.reshape(n, height, width, c, 3, 3)
        padded = np.zeros((n, c, height + 2, width + 2), gradient.dtype)
        for i in range(3):
            for j in range(3):
                padded[:, :, i : i + height, j : j + width] += columns[
                    ..., i, j
                ].transpose(0, 3, 1, 2)
        return padded[:, :, 1:-1, 1:-1]


class BatchNorm:
    """Batch normalisation; keeps running statistics for use after training."""

    momentum = 0.05

    def __init__(self, name, channels, dtype):
        self.scale, self.shift = name + ".scale", name + ".shift"
        self.mean, self.variance = name + ".mean", name + ".variance"
        self.parameters = {
            self.scale: np.ones(channels, dtype),
            self.shift: np.zeros(channels, dtype),
        }
        self.statistics = {
            self.mean: np.zeros(channels, dtype),
            self.variance: np.ones(channels, dtype),
        }

    def forward(self, input, training):
        if training:
            mean = input.mean(axis=(0, 2, 3))
            variance = input.var(axis=(0, 2, 3))
            for name, value in ((self.mean, mean), (self.variance, variance)):
                running = self.statistics[name]
                running += self.momentum * (value - running)
        else:
            mean = self.statistics[self.mean]
            variance = self.statistics[self.variance]
        self.inverse = 1.0 / np.sqrt(variance + EPSILON)[:, None, None]
        self.normal = (input - mean[:, None, None]) * self.inverse
        scale = self.parameters[self.scale][:, None, None]
        return self.normal * scale + self.parameters[self.shift][:, None, None]

    def backward(self, gradient):
        axes = (0, 2, 3)
        self.gradients = {
            self.scale: (gradient * self.normal).sum(axis=axes),
            self.shift: gradient.sum(axis=axes),
        }
        gradient = gradient * self.parameters[self.scale][:, None, None]
        centred = gradient - gradient.mean(axis=axes)[:, None, None]
        along = (gradient * self.normal).mean(axis=axes)[:, None, None]
        return self.inverse * (centred - self.normal * along)


class Relu:
    parameters = {}
    gradients = {}

    def forward(self, input, training):
        self.positive = input > 0
        return input * self.positive

    def backward(self, gradient):
        return gradient * self.positive


class MaxPool:
    """The maximum of windows of 2x2."""

    parameters = {}
    gradients = {}

    def forward(self, input, training):
        n, c, height, width = input.shape
        windows = input.reshape(n, c, height // 2, 2, width // 2, 2)
        windows = windows.transpose(0, 1, 2, 4, 3, 5)
        self.shape = input.shape
        self.grid = windows.shape
        flat = windows.reshape(-1, 4)
        self.places = flat.argmax(axis=1)
        maxima = flat[np.arange(len(flat)), self.places]
        return maxima.reshape(self.grid[:4])

    def backward(self, gradient):
        flat = np.zeros((gradient.size, 4), gradient.dtype)
        flat[np.arange(len(flat)), self.places] = gradient.reshape(-1)
        windows = flat.reshape(self.grid).transpose(0, 1, 2, 4, 3, 5)
        return windows.reshape(self.shape)


class Flatten:
    parameters = {}
    gradients = {}

    def forward(self, input, training):
        self.shape = input.shape
        return input.reshape(len(input), -1)

    def backward(self, gradient):
        return gradient.reshape(self.shape)


class Linear:
    def __init__(self, name, inputs, outputs, random, dtype):
        self.weight, self.bias = name + ".weight", name + ".bias"
        weight = np.sqrt(1.0 / inputs) * random.normal(size=(outputs, inputs))
        self.parameters = {
            self.weight: weight.astype(dtype),
            self.bias: np.zeros(outputs, dtype),
        }

    def forward(self, input, training):
        self.input = input
        weight, bias = self.parameters[self.weight], self.parameters[self.bias]
        return input @ weight.T + bias

    def backward(self, gradient):
        self.gradients = {
            self.weight: gradient.T @ self.input,
            self.bias: gradient.sum(axis=0),
        }
        return gradient @ self.parameters[self.weight]


def make_network(random, dtype=np.float32):
    return [
        Conv("conv1", 1, 16, random, dtype),
        BatchNorm("norm1", 16, dtype),
        Relu(),
        MaxPool(),
        Conv("conv2", 16, 32, random, dtype),
        BatchNorm("norm2", 32, dtype),
        Relu(),
        MaxPool(),
        Flatten(),
        Linear("linear", 128, 10, random, dtype),
    ]


def forward(network, images, training=False):
    """The class scores of images: the inputs of the softmax."""
    values = images
    for layer in network:
        values = layer.forward(values, training)
    return values


def probabilities(scores):
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def loss_and_gradients(network, images, labels, smoothing=0.05):
    """The mean cross-entropy against labels that are a little uncertain."""
    scores = forward(network, images, training=True)
    result = probabilities(scores)
    targets = np.full_like(result, smoothing / 10)
    targets[np.arange(len(labels)), labels] += 1.0 - smoothing
    gradient = (result - targets) / len(labels)
    for layer in reversed(network):
        gradient = layer.backward(gradient)
    loss = -(targets * np.log(result)).sum() / len(labels)
    return loss.astype(result.dtype)


def distort(images, random):
    """Moves, turns and stretches each image a little (linear interpolation),
    with zeros from outside."""
    count, _, height, width = images.shape
    centre = np.array([(height - 1) / 2, (width - 1) / 2])
    grid = np.stack(np.mgrid[:height, :width], axis=-1) - centre
    angle = random.uniform(-0.15, 0.15, count)
    stretch = random.uniform(0.9, 1.1, (count, 2))
    shift = random.uniform(-0.5, 0.5, (count, 2))
    turn = np.array(
        [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    )
    places = np.einsum("yxi,jin,nj->nyxj", grid, turn, stretch)
    places += shift[:, None, None, :] + centre
    first = np.floor(places).astype(int)
    fraction = places - first
    padded = np.pad(images[:, 0], ((0, 0), (4, 5), (4, 5)))
    index = np.arange(count)[:, None, None]
    result = np.zeros((count, height, width))
    for i in range(2):
        for j in range(2):
            y = np.clip(first[..., 0] + i + 4, 0, height + 8)
            x = np.clip(first[..., 1] + j + 4, 0, width + 8)
            share = np.abs(1 - i - fraction[..., 0]) * np.abs(
                1 - j - fraction[..., 1]
            )
            result += share * padded[index, y, x]
    return result[:, None].astype(images.dtype)


def train(network, images, labels, random):
    """Adam (arXiv:1412.6980) with decoupled weight decay; the rate falls to
    zero along a cosine."""
    first, second = {}, {}
    step = 0
    steps = EPOCHS * (len(images) // BATCH)
    for epoch in range(EPOCHS):
        order = random.permutation(len(images))
        losses = []
        for start in range(0, len(images) - BATCH + 1, BATCH):
            batch = order[start : start + BATCH]
            losses.append(
                loss_and_gradients(
                    network, distort(images[batch], random), labels[batch]
                )
            )
            rate = RATE * 0.5 * (1.0 + np.cos(np.pi * step / steps))
            step += 1
            for layer in network:
                for name, value in layer.parameters.items():
                    gradient = layer.gradients[name]
                    m = first.get(name, np.zeros_like(value))
                    v = second.get(name, np.zeros_like(value))
                    first[name] = m = 0.9 * m + 0.1 * gradient
                    second[name] = v = 0.999 * v + 0.001 * gradient**2
                    m = m / (1.0 - 0.9**step)
                    v = v / (1.0 - 0.999**step)
                    value -= rate * (m / (np.sqrt(v) + 1e-8))
                    if name.endswith(".weight"):
                        value -= rate * DECAY * value
        if epoch % 20 == 19:
            print(f"epoch {epoch + 1}: mean loss {np.mean(losses):.4f}")


def accuracy(network, images, labels):
    return (forward(network, images).argmax(axis=1) == labels).mean()


def main():
    digits = load_digits()
    images = (digits.images[:, None] / 16.0).astype(np.float32)
    labels = digits.target.astype(np.int64)
    # Everything random comes from one generator. The first thing drawn is the
    # split: the training never sees the last images of this order.
    random = np.random.Generator(np.random.Philox(key=0))
    order = random.permutation(len(images))
    seen, unseen = order[:-TEST_IMAGES], order[-TEST_IMAGES:]

    network = make_network(random)
    train(network, images[seen], labels[seen], random)

    tensors = {}
    for layer in network:
        tensors.update(layer.parameters)
        tensors.update(getattr(layer, "statistics", {}))
    safetensors_io.save(os.path.join(FOLDER, "digits.safetensors"), tensors)
    np.save(os.path.join(FOLDER, "images.npy"), images[unseen])
    np.save(os.path.join(FOLDER, "labels.npy"), labels[unseen])

    for name, part in (("training", seen), ("test", unseen)):
        value = accuracy(network, images[part], labels[part])
        print(f"{name} accuracy: {value:.2%} of {len(part)} images")


if __name__ == "__main__":
    main()
