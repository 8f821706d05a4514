package org.paceline.pool;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.spark.rdd.RDD;
import org.paceline.partition.Deal;
import org.paceline.partition.DealtRDD;
import org.paceline.partition.Limit;
import org.paceline.partition.RoundCollector;
import org.paceline.partition.Share;
import org.paceline.partition.TimedJob;
import org.paceline.partition.Unreadable;
import org.paceline.partition.UnreadableException;
import org.paceline.roster.Attendance;
import org.paceline.roster.Member;

/**
 * Has a single executor read a single block.
 *
 * @param blocks the data
 * @param executors who is alive
 */
public record SecondReader(RDD<?> blocks, Attendance executors) implements SecondOpinion.Reader {

  /** It may have to end another task first. */
  private static final Limit LIMIT = Limit.of(Duration.ofMinutes(1));

  private record Read(String executorId, Unreadable unreadable) implements Serializable {

    static Read of(Share<?> share) {
      try {
        share.elements(0, 1);
        return new Read(share.executorId(), null);
      } catch (UnreadableException e) {
        return new Read(share.executorId(), e.unreadable());
      }
    }
  }

  @Override
  public boolean reads(Member member, int block) {
    Deal deal = new Deal(List.of(member), List.of(List.of(block)));
    TimedJob<Read> job = TimedJob.start(new DealtRDD<>(blocks, deal), Read::of);
    return RoundCollector.collect(job, deal, Read::executorId, executors, LIMIT).arrivals().stream()
        .allMatch(arrival -> arrival.result().unreadable() == null);
  }
}
