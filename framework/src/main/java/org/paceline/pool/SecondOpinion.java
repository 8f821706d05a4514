package org.paceline.pool;

import java.util.List;
import java.util.Set;
import org.paceline.data.DataException;
import org.paceline.partition.Unreadable;
import org.paceline.roster.Member;

/**
 * Tells an executor that cannot read its data from data that cannot be read: an executor that alone
 * cannot read a block may lack a mount or a right; the data is bad where a second one agrees, which
 * is asked at once.
 */
public final class SecondOpinion {

  private final Reader reader;

  /** Has an executor read a block. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads, and waits for what comes of it.
     *
     * @param member the executor
     * @param block the block
     * @return false if it says that it cannot; who does not answer says nothing against the data
     */
    boolean reads(Member member, int block);
  }

  /**
   * Asks executors.
   *
   * @param reader has one of them read
   */
  public SecondOpinion(Reader reader) {
    this.reader = reader;
  }

  /**
   * Puts an executor out that could not read a block, and asks a second one for it.
   *
   * @param pool who trains
   * @param seat where the executor sits
   * @param unreadable the block, and what it said
   * @param able those who could read what they were to read
   * @throws DataException if the second one cannot read the block either, or there is none
   */
  public void expel(Pool pool, int seat, Unreadable unreadable, Set<String> able) {
    String executor = pool.at(seat).member().executorId();
    pool.expel(seat, "it cannot read its data: " + unreadable.problem());
    ask(executor, unreadable, pool.readyMembers(able));
  }

  /**
   * Asks a second executor for what one could not read.
   *
   * @param executor its id
   * @param unreadable the block, and what it said
   * @param others who may be able to, the likeliest first
   * @throws DataException if the first of the others cannot read the block either, or there is none
   */
  public void ask(String executor, Unreadable unreadable, List<Member> others) {
    if (others.isEmpty()) {
      throw new DataException(
          "no executor is left that can read the data: executor %s: %s"
              .formatted(executor, unreadable.problem()));
    }
    Member second = others.get(0);
    if (!reader.reads(second, unreadable.block())) {
      throw new DataException(
          "executors %s and %s cannot read the same data: %s"
              .formatted(executor, second.executorId(), unreadable.problem()));
    }
  }
}
