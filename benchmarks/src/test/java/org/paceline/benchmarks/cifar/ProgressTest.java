package org.paceline.benchmarks.cifar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private long nanos;

  private Progress progress(Limit limit, List<RunKey> toDo, RunRecord... done) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new Progress(out, () -> nanos, limit, toDo, List.of(done));
  }

  private void pass(double seconds) {
    nanos += (long) (seconds * 1e9);
  }

  private String lastLine() {
    String[] lines = said.toString(StandardCharsets.UTF_8).split("\\R");
    return lines[lines.length - 1];
  }

  @Test
  void whatIsLeftIsByTheRunsOwnPaceAndByTheRowsEarlierRuns() {
    RunKey equal = new RunKey("equal", 2);
    RunKey fedavg = new RunKey("fedavg", 2);
    Progress progress =
        progress(
            new Limit(4, "epoch", Limit.NONE, 1000),
            List.of(equal, fedavg),
            CifarResultTest.run("fedavg", 1, 100, 0.4, 0.5));
    progress.begin(equal);
    pass(60);
    progress.at(1, 50);
    assertThat(lastLine()).isEqualTo("run 2/3  equal, seed 2  epoch 1.0 of 4  6:40 left in all");
    pass(5);
    progress.at(1.1, 55);
    assertThat(lastLine()).as("not more often than each 10 s").contains("epoch 1.0 of 4");
  }

  @Test
  void aRunByTimeSaysTime() {
    RunKey equal = new RunKey("equal", 1);
    Progress progress = progress(new Limit(Limit.ENDLESS, "epoch", 120, 1000), List.of(equal));
    progress.begin(equal);
    pass(40);
    progress.at(0.7, 30);
    assertThat(lastLine()).isEqualTo("run 1/1  equal, seed 1  0:30 of 2:00  2:00 left in all");
  }
}
