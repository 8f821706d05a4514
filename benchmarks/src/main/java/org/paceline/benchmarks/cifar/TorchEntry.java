package org.paceline.benchmarks.cifar;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.paceline.benchmarks.torch.TorchPool;
import org.paceline.benchmarks.torch.TorchRow;
import org.paceline.benchmarks.torch.TorchRun;
import org.paceline.benchmarks.torch.TorchWork;

/**
 * PyTorch on the same pool, in processes beside the executors, which have nothing to do meanwhile.
 *
 * @param pool where processes run
 * @param work what is trained
 * @param row in which way
 */
record TorchEntry(TorchPool pool, TorchWork work, TorchRow row) implements Training {

  static final List<String> NAMES = Arrays.stream(TorchRow.values()).map(TorchRow::label).toList();

  static TorchRow row(String name) {
    return Arrays.stream(TorchRow.values())
        .filter(row -> row.label().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public Trace run() {
    TorchRun run = pool.run(work, row);
    List<Point> points =
        run.points().stream()
            .map(point -> new Point(point.epochs(), point.seconds(), point.accuracy()))
            .toList();
    return new Trace(
        List.of(),
        run.examples(),
        run.seconds(),
        efficiency(run).orElse(Double.NaN),
        Optional.of(new Curve(points)));
  }

  /** Where gradients are exchanged within a step, nobody knows what of it was waiting. */
  private OptionalDouble efficiency(TorchRun run) {
    if (row != TorchRow.LOCAL_SGD) {
      return OptionalDouble.empty();
    }
    double speeds =
        IntStream.range(0, run.stepSeconds().size())
            .mapToDouble(i -> run.examplesOfRank().get(i) / run.stepSeconds().get(i))
            .sum();
    return OptionalDouble.of(run.examples() / (run.seconds() * speeds));
  }
}
