"""Trains a network of Paceline in PyTorch, as one of several processes on one computer.

Mode "train": says "ready PID VERSION" once the data is there and steps have been warmed up, waits for
"go", says "at EXAMPLES" now and then and "epoch N EXAMPLES" after each epoch (the first process
only), and "done EXAMPLES STEPS STEP_SECONDS CPU_SECONDS" (each). Told to "save",
the first process leaves its parameters after each epoch in the folder and says "saved". All end when
they hear "end": who ends earlier may break a message that another still reads. Mode "evaluate": says "accuracy N PART" for each
of these.

Examples are in two files a part, TRAIN and TEST: pixels as bytes, labels as 16-bit integers of this
machine's order. When standard input closes, the process ends: nobody waits for it any more.
"""

import argparse
import copy
import os
import pathlib
import shutil
import signal
import sys
import time

import torch
from torch import distributed, nn
from torch.nn import functional
from torch.nn.parallel import DistributedDataParallel

from networks import NETWORKS

SHAPE = (3, 32, 32)
WARM_UP_STEPS = 2
SECONDS_BETWEEN_LINES = 5
EVALUATION_BATCH = 500


def network(options):
    """With the initial weights that Paceline's have: He's, and Glorot's in the last layer."""
    torch.manual_seed(options.seed)
    made = NETWORKS[options.model](options.classes)
    layers = [layer for layer in made.modules() if isinstance(layer, (nn.Conv2d, nn.Linear))]
    for layer in layers:
        nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
        if layer.bias is not None:
            nn.init.zeros_(layer.bias)
    nn.init.xavier_normal_(layers[-1].weight)
    return made


def updater(model, options):
    """As DL4J does, weights decay, and biases and what scales a normalisation do not."""
    weights = [value for value in model.parameters() if value.dim() > 1]
    others = [value for value in model.parameters() if value.dim() <= 1]
    groups = [{"params": weights, "weight_decay": options.weight_decay},
              {"params": others, "weight_decay": 0.0}]
    if options.updater == "adam":
        return torch.optim.Adam(groups, lr=options.rate)
    if options.updater == "nesterovs":
        return torch.optim.SGD(
            groups, lr=options.rate, momentum=options.momentum, nesterov=options.momentum > 0)
    return torch.optim.SGD(groups, lr=options.rate)


class Examples:
    def __init__(self, options, part):
        stem = os.path.join(options.folder, part)
        size = os.path.getsize(stem + ".labels") // 2
        self.labels = torch.from_file(stem + ".labels", size=size, dtype=torch.int16).long()
        length = SHAPE[0] * SHAPE[1] * SHAPE[2]
        pixels = torch.from_file(stem + ".pixels", size=size * length, dtype=torch.uint8)
        self.pixels = pixels.view(size, *SHAPE)
        self.mean = torch.tensor(options.mean).view(1, 3, 1, 1)
        self.deviation = torch.tensor(options.deviation).view(1, 3, 1, 1)

    def __len__(self):
        return len(self.labels)

    def batch(self, positions):
        return (self.pixels[positions].float() - self.mean) / self.deviation, self.labels[positions]


class Training:
    """One process of several; which examples of an epoch are whose follows from the seed."""

    def __init__(self, options):
        self.options = options
        self.processes = len(options.parts)
        self.examples = Examples(options, "train")
        self.local = options.row == "local-sgd"
        self.raw = network(options)
        self.trained = self.steps = 0
        self.step_seconds = 0.0
        self.kept = []
        self.said = 0.0

    def begin(self):
        self.model = self.raw if self.local else DistributedDataParallel(self.raw)
        self.updater = updater(self.model, self.options)

    def warm_up(self):
        """A copy takes the steps, so that the network stays as it was initialised."""
        start = copy.deepcopy(self.raw)
        self.begin()
        positions = torch.arange(self.options.parts[self.options.rank]) % len(self.examples)
        for _ in range(WARM_UP_STEPS):
            self.step(positions, 1)
        if self.local:
            self.average()
        self.raw = start
        self.trained = self.steps = 0
        self.step_seconds = 0.0
        self.begin()
        distributed.barrier()

    def step(self, positions, weight):
        begin = time.perf_counter()
        self.updater.zero_grad()
        if len(positions) > 0:
            self.model.train()
            images, labels = self.examples.batch(positions)
            loss = functional.cross_entropy(self.model(images), labels) * weight
        else:
            # The others wait for this one's gradient: it is 0, and so are its statistics left alone.
            self.model.eval()
            loss = self.model(self.examples.batch(torch.tensor([0]))[0]).sum() * 0
        loss.backward()
        self.updater.step()
        self.step_seconds += time.perf_counter() - begin
        self.trained += len(positions)
        self.steps += 1

    def epochs(self):
        for epoch in range(1, self.options.epochs + 1):
            order = torch.randperm(
                len(self.examples),
                generator=torch.Generator().manual_seed(
                    (self.options.seed * 1_000_003 + epoch) % 2 ** 63))
            if self.local:
                self.local_epoch(order)
            else:
                self.global_epoch(order)
            if self.options.rank == 0:
                self.kept.append(copy.deepcopy(self.raw.state_dict()))
                say("epoch", epoch, self.trained)

    def global_epoch(self, order):
        """Batches of all together; each process's loss counts by its examples."""
        size = sum(self.options.parts)
        for start in range(0, len(order), size):
            batch = order[start:start + size]
            parts = self.options.parts if len(batch) == size else self.options.last
            begin = sum(parts[:self.options.rank])
            own = batch[begin:begin + parts[self.options.rank]]
            # DistributedDataParallel divides the sum of the gradients by the number of processes.
            self.step(own, len(own) * self.processes / len(batch))
            self.progress()

    def local_epoch(self, order):
        """Steps on an own part; all average equally often, whether their parts are as long or not."""
        size = self.options.parts[0]
        own = order[self.options.rank::self.processes]
        longest = -(-len(order) // self.processes)
        steps = -(-longest // size)
        for number in range(1, steps + 1):
            batch = own[(number - 1) * size:number * size]
            if len(batch) > 0:
                self.step(batch, 1)
            if number % self.options.local_steps == 0 or number == steps:
                self.average()
            self.progress()

    def average(self):
        """Parameters, running statistics and what the updater remembers, in one message."""
        values = [value.data for value in self.raw.parameters()]
        values += [value for value in self.raw.buffers() if value.is_floating_point()]
        for value in self.raw.parameters():
            state = self.updater.state[value]
            values += [state[name] for name in sorted(state)
                       if torch.is_tensor(state[name]) and state[name].dim() > 0]
        together = torch.cat([value.flatten() for value in values])
        distributed.all_reduce(together)
        together /= self.processes
        for value, mean in zip(values, together.split([value.numel() for value in values])):
            value.copy_(mean.view_as(value))

    def progress(self):
        if self.options.rank == 0 and time.monotonic() - self.said > SECONDS_BETWEEN_LINES:
            self.said = time.monotonic()
            say("at", self.trained)


def train(options, heard):
    distributed.init_process_group(
        "gloo", init_method=pathlib.Path(options.folder, "meeting").resolve().as_uri(),
        rank=options.rank, world_size=len(options.parts))
    training = Training(options)
    training.warm_up()
    say("ready", os.getpid(), torch.__version__)
    wait(heard, "go")
    before = time.process_time()
    training.said = time.monotonic()
    training.epochs()
    say("done", training.trained, training.steps, training.step_seconds,
        time.process_time() - before)
    if options.rank == 0:
        wait(heard, "save")
        torch.save(training.kept, os.path.join(options.folder, "kept"))
        say("saved")
    wait(heard, "end")


def evaluate(options):
    """The states are trained ones of this run, so that loading them is safe."""
    examples = Examples(options, "test")
    model = network(options).eval()
    kept = torch.load(os.path.join(options.folder, "kept"), weights_only=True)
    for epoch, state in enumerate(kept, 1):
        model.load_state_dict(state)
        right = 0
        with torch.no_grad():
            for positions in torch.arange(len(examples)).split(EVALUATION_BATCH):
                images, labels = examples.batch(positions)
                right += int((model(images).argmax(1) == labels).sum())
        say("accuracy", epoch, right / len(examples))


def say(*words):
    print(*words, flush=True)


def wait(heard, word):
    for line in heard:
        if line.strip() == word:
            return
    os._exit(1)


def guarded(folder):
    """What comes on standard input, by way of a process that ends this one when that closes.

    A thread cannot: while processes meet, the interpreter's lock is held.
    """
    reader, writer = os.pipe()
    guarded_process = os.getpid()
    if os.fork() > 0:
        os.close(writer)
        return os.fdopen(reader)
    os.close(reader)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    line = ""
    try:
        for line in sys.stdin:
            os.write(writer, line.encode())
    except BrokenPipeError:
        pass
    if line.strip() != "end" and os.getppid() == guarded_process:
        shutil.rmtree(folder, ignore_errors=True)
        os.kill(guarded_process, signal.SIGKILL)
    os._exit(0)


def numbers(kind):
    return lambda text: [kind(number) for number in text.split(",")]


def parsed():
    parser = argparse.ArgumentParser()
    parser.add_argument("mode", choices=["train", "evaluate"])
    parser.add_argument("--folder", required=True)
    parser.add_argument("--model", choices=NETWORKS, required=True)
    parser.add_argument("--classes", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--mean", type=numbers(float), required=True)
    parser.add_argument("--deviation", type=numbers(float), required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--row", choices=["ddp-equal", "ddp-tuned", "local-sgd"])
    parser.add_argument("--rank", type=int)
    parser.add_argument("--parts", type=numbers(int))
    parser.add_argument("--last", type=numbers(int))
    parser.add_argument("--local-steps", type=int)
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--updater", choices=["sgd", "nesterovs", "adam"])
    parser.add_argument("--rate", type=float)
    parser.add_argument("--momentum", type=float)
    parser.add_argument("--weight-decay", type=float)
    return parser.parse_args()


def main():
    options = parsed()
    heard = guarded(options.folder)
    torch.set_num_threads(options.threads)
    if options.mode == "train":
        train(options, heard)
    else:
        evaluate(options)
    sys.stdout.flush()
    # Not by way of the interpreter's end, where threads of the exchange may still want each other.
    os._exit(0)


main()
