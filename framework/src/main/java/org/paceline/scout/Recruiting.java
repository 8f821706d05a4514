package org.paceline.scout;

import java.util.List;
import java.util.Map;
import org.paceline.pool.PoolWorker;
import org.paceline.roster.Member;

/** How executors become workers of a training: those that it starts with, and those that join. */
public interface Recruiting {

  /**
   * Those that a training starts with.
   *
   * @param work what they are to train
   * @param members the executors that are here
   * @return those that can take part, in the order of all quotas
   * @throws org.paceline.roster.NoExecutorException if nobody can
   */
  List<PoolWorker> first(Work<?> work, List<Member> members);

  /**
   * Those that come while it goes on. It is called on a thread of its own.
   *
   * @param work what they are to train
   * @param newcomers the executors
   * @return those that can take part; nobody, unless told otherwise
   */
  default List<PoolWorker> join(Work<?> work, List<Member> newcomers) {
    return List.of();
  }

  /**
   * What the native libraries of those that were looked at compute with.
   *
   * @return by executor, for people; empty where nobody looked
   */
  default Map<String, String> kernels() {
    return Map.of();
  }

  /**
   * A pool that is known already, which nobody joins.
   *
   * @param pool its workers
   * @return takes these and nobody else
   */
  static Recruiting of(List<PoolWorker> pool) {
    List<PoolWorker> all = List.copyOf(pool);
    return (work, members) -> all;
  }

  /**
   * Everybody, at nominal speeds, for trainings too short to be worth a trial.
   *
   * @return takes newcomers as well
   */
  static Recruiting unmeasured() {
    return new Recruiting() {
      @Override
      public List<PoolWorker> first(Work<?> work, List<Member> members) {
        return work.scout(members).unmeasured(work.source(), work.configuration());
      }

      @Override
      public List<PoolWorker> join(Work<?> work, List<Member> newcomers) {
        return first(work, newcomers);
      }
    };
  }
}
