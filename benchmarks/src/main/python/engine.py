"""The networks of Paceline in PyTorch, timed on request.

Each line of input is "MODEL BATCH SECONDS"; each answer is "EXAMPLES SECONDS". The first argument is
the number of threads.
"""

import sys
import time

import torch
from torch.nn import functional

from networks import NETWORKS

CLASSES = 10
WARM_UP_STEPS = 10
STEPS = {}


def step(model, batch):
    """A training step of a network on a batch, made once for each model and batch size."""
    if (model, batch) in STEPS:
        return STEPS[model, batch]
    network = NETWORKS[model](CLASSES)
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
