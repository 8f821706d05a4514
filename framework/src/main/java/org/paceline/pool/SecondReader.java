package org.paceline.pool;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.rdd.RDD;
import org.paceline.partition.Deal;
import org.paceline.partition.DealtRDD;
import org.paceline.partition.Limit;
import org.paceline.partition.RoundCollector;
import org.paceline.partition.Share;
import org.paceline.partition.TimedJob;
import org.paceline.partition.UnreadableException;
import org.paceline.roster.Attendance;
import org.paceline.roster.Member;

/**
 * Has a single executor read a single block.
 *
 * @param blocks the data
 * @param executors who is alive
 */
public record SecondReader(RDD<?> blocks, Attendance executors) implements UnreadableBlocks.Reader {

  /** It may have to end another task first; who does not answer says nothing against the data. */
  private static final Limit LIMIT = Limit.of(Duration.ofMinutes(1));

  private record Read(String executorId, String problem) implements Serializable {

    static Read of(Share<?> share) {
      try {
        share.elements(0, 1);
        return new Read(share.executorId(), null);
      } catch (UnreadableException e) {
        return new Read(share.executorId(), String.valueOf(e.getMessage()));
      }
    }
  }

  @Override
  public Optional<String> problem(Member member, int block) {
    Deal deal = new Deal(List.of(member), List.of(List.of(block)));
    TimedJob<Read> job = TimedJob.start(new DealtRDD<>(blocks, deal), Read::of);
    return RoundCollector.collect(job, deal, Read::executorId, executors, LIMIT).arrivals().stream()
        .map(arrival -> arrival.result().problem())
        .filter(problem -> problem != null)
        .findFirst();
  }
}
