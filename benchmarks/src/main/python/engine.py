"""The networks of Paceline in PyTorch, timed on request.

Each line of input is "MODEL BATCH SECONDS"; each answer is "EXAMPLES SECONDS". The first argument is
the number of threads.
"""

import sys
import time

import torch
from torch import nn
from torch.nn import functional

CLASSES = 10
WARM_UP_STEPS = 10


def cnn():
    return nn.Sequential(
        nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(),
        nn.Conv2d(32, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(64 * 8 * 8, 128), nn.ReLU(), nn.Linear(128, CLASSES))


def lenet():
    return nn.Sequential(
        nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, CLASSES))


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.shortcut = nn.Identity()
        if stride != 1:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, images):
        inner = functional.relu(self.norm1(self.conv1(images)))
        return functional.relu(self.norm2(self.conv2(inner)) + self.shortcut(images))


def resnet20():
    layers = [nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU()]
    filters = 16
    for stage in range(3):
        for block in range(3):
            stride = 2 if stage > 0 and block == 0 else 1
            layers.append(Block(filters, 16 << stage, stride))
            filters = 16 << stage
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, CLASSES))


NETWORKS = {"cnn": cnn, "lenet": lenet, "resnet20": resnet20}
STEPS = {}


def step(model, batch):
    """A training step of a network on a batch, made once for each model and batch size."""
    if (model, batch) in STEPS:
        return STEPS[model, batch]
    network = NETWORKS[model]()
    decay = 1e-4 if model == "resnet20" else 0
    updater = torch.optim.SGD(
        network.parameters(), lr=0.02, momentum=0.9, nesterov=True, weight_decay=decay)
    images = torch.randn(batch, 3, 32, 32)
    labels = torch.arange(batch) % CLASSES

    def run():
        updater.zero_grad()
        functional.cross_entropy(network(images), labels).backward()
        updater.step()

    for _ in range(WARM_UP_STEPS):
        run()
    STEPS[model, batch] = run
    return run


def main():
    torch.manual_seed(1)
    torch.set_num_threads(int(sys.argv[1]))
    print("torch", torch.__version__, flush=True)
    for line in sys.stdin:
        model, batch, seconds = line.split()
        run = step(model, int(batch))
        examples = 0
        begin = time.perf_counter()
        while time.perf_counter() - begin < float(seconds):
            run()
            examples += int(batch)
        print(examples, time.perf_counter() - begin, flush=True)


main()
