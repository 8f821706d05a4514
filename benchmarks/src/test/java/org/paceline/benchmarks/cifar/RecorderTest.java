package org.paceline.benchmarks.cifar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.checkpoint.TrainingState;
import org.paceline.exchange.NetworkState;
import org.paceline.ledger.EpochRecord;
import org.paceline.model.Counts;
import org.paceline.train.RoundRecord;

class RecorderTest {

  private final Recorder recorder =
      new Recorder(new Limit(Limit.ENDLESS, "epoch", 25, 100), Headway.NONE);

  private void round(long examplesSoFar, double secondsSoFar) {
    List<Double> none = List.of();
    recorder.round(
        new RoundRecord(
            1,
            0,
            1,
            2,
            List.of(),
            List.of(),
            none,
            1,
            none,
            none,
            List.of(),
            List.of(),
            List.of(),
            50,
            examplesSoFar,
            1000,
            10,
            secondsSoFar,
            1,
            1,
            1,
            null));
    NetworkState state =
        new NetworkState(new float[] {examplesSoFar}, new float[0], new Counts(1, 1, 0));
    recorder.checkpoint(new Checkpoint(state, TrainingState.start(1, 2)));
  }

  @Test
  void aRunByTimeIsKeptAtEachEpochsEndAndWhereItEnds() {
    assertThat(recorder.enough()).isFalse();
    round(50, 10);
    round(100, 20);
    recorder.epoch(new EpochRecord(1, true, "hash"));
    assertThat(recorder.enough()).isFalse();
    round(150, 30);
    assertThat(recorder.enough()).isTrue();
    assertThat(recorder.snapshots()).extracting(Snapshot::epochs).containsExactly(1.0, 1.5);
    assertThat(recorder.snapshots()).extracting(Snapshot::seconds).containsExactly(20.0, 30.0);
    assertThat(recorder.snapshots().get(0).parameters()).containsExactly(100);
  }

  @Test
  void theEndOfAnEpochIsKeptOnce() {
    round(50, 10);
    round(100, 20);
    recorder.epoch(new EpochRecord(1, true, "hash"));
    assertThat(recorder.snapshots()).extracting(Snapshot::epochs).containsExactly(1.0);
  }
}
