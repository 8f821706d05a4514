package org.paceline.benchmarks.torch;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.paceline.plan.RatioPlanner;
import org.paceline.plan.WorkerSpeed;

/** The ways in which several processes train one network in PyTorch. */
public enum TorchRow {
  /**
   * What everybody runs: {@code DistributedDataParallel}, each process the same batch in every
   * step, and all wait for the slowest (Li et al., "PyTorch Distributed", VLDB 2020).
   */
  DDP_EQUAL("ddp-equal"),
  /**
   * The same, with the global batch divided in proportion to the shares by somebody who knows them.
   * Each process's loss counts by its examples, so that gradients average to those of the whole.
   */
  DDP_TUNED("ddp-tuned"),
  /**
   * Equal parts, on which each process takes steps of its own; parameters and the updater's state
   * are averaged as often as our rounds average. That converges as steps on the whole do while
   * averagings are not too rare, and costs far fewer messages (Stich, "Local SGD Converges Fast and
   * Communicates Little", ICLR 2019).
   */
  LOCAL_SGD("local-sgd");

  private final String label;

  TorchRow(String label) {
    this.label = label;
  }

  /**
   * The row's name.
   *
   * @return in lower case
   */
  public String label() {
    return label;
  }

  /**
   * How many examples of one step of all are each process's.
   *
   * @param shares one share of a core a process
   * @param examples those of all together, at least 0
   * @return one number a process, with that sum
   */
  List<Integer> parts(List<Double> shares, int examples) {
    List<Double> ratio =
        this == DDP_TUNED ? shares : Collections.nCopies(shares.size(), 1.0 / shares.size());
    List<WorkerSpeed> workers =
        IntStream.range(0, shares.size())
            .mapToObj(i -> WorkerSpeed.of(String.valueOf(i), ratio.get(i)))
            .toList();
    return new RatioPlanner(ratio).plan(workers, examples).units();
  }
}
