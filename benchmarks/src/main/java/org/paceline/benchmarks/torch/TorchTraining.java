package org.paceline.benchmarks.torch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.paceline.benchmarks.torch.TorchPool.Hold;
import org.paceline.benchmarks.torch.TorchRun.Point;

/**
 * One training in PyTorch. Not thread-safe; runs once.
 *
 * <p>Processes are ready, with libraries loaded and steps warmed up, before they are held to their
 * shares and the clock starts, as our executors are. What was trained is evaluated when the clock
 * has stopped, by a process that nothing holds.
 */
final class TorchTraining {

  private final TorchCommand command;
  private final TorchRow row;
  private final List<Double> shares;
  private final Hold hold;
  private final Consumer<String> progress;
  private final List<Double> epochEnds = new ArrayList<>();
  private long begin;

  TorchTraining(
      TorchCommand command,
      TorchRow row,
      List<Double> shares,
      Hold hold,
      Consumer<String> progress) {
    this.command = command;
    this.row = row;
    this.shares = shares;
    this.hold = hold;
    this.progress = progress;
  }

  TorchRun run() throws IOException {
    try (TorchGroup group = new TorchGroup(command.folder())) {
      for (int rank = 0; rank < shares.size(); rank++) {
        group.add(command.train(row, shares, rank), TorchCommand.threads(shares.get(rank)));
      }
      List<TorchLine> ready = group.all("ready", line -> {});
      ready.forEach(this::hold);
      progress.accept(row.label() + ": all processes are ready");
      begin = System.nanoTime();
      group.say("go");
      List<TorchLine> done = group.all("done", this::tell);
      double seconds = seconds();
      group.say("save");
      group.one("saved");
      group.say("end");
      return result(done, seconds, ready.get(0).word(2));
    }
  }

  private void hold(TorchLine ready) {
    if (!hold.hold(ready.rank(), ready.whole(1))) {
      throw new TorchException(
          "PyTorch's processes cannot be held to the workers' shares: no control group may be made"
              + " here");
    }
  }

  private void tell(TorchLine line) {
    if (line.says("epoch")) {
      epochEnds.add(seconds());
      progress.accept(told("epoch " + line.whole(1) + " of " + command.work().epochs()));
    } else if (line.says("at")) {
      progress.accept(told(line.whole(1) + " examples of the first process"));
    }
  }

  private String told(String what) {
    return String.format(Locale.ROOT, "%s: %s after %.1f s", row.label(), what, seconds());
  }

  private double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }

  private TorchRun result(List<TorchLine> done, double seconds, String version) throws IOException {
    List<Long> examples = done.stream().map(line -> line.whole(1)).toList();
    return new TorchRun(
        points(),
        examples.stream().mapToLong(Long::longValue).sum(),
        seconds,
        done.stream().map(line -> line.number(3)).toList(),
        examples,
        done.stream().map(line -> line.number(4)).toList(),
        version);
  }

  private List<Point> points() throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    try (TorchGroup group = new TorchGroup(command.folder())) {
      group.add(command.evaluate(threads), threads);
      List<Point> points = new ArrayList<>();
      for (double end : epochEnds) {
        TorchLine line = group.one("accuracy");
        points.add(new Point(line.whole(1), end, line.number(2)));
      }
      progress.accept(
          String.format(
              Locale.ROOT,
              "%s: accuracy %.3f after the last epoch",
              row.label(),
              points.get(points.size() - 1).accuracy()));
      return points;
    }
  }
}
