package org.paceline.submitter.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Who did what to what, and when: written once, chained by hashes. Thread-safe.
 *
 * <p>A line belongs to the transaction of the change that it tells, and is its last statement: from
 * then on until the end of the transaction nobody else writes a line, at any instance.
 */
public final class Audit {

  private static final int LONGEST_SUBJECT = 255;
  private static final int TOLD_EVERY = 100_000;

  private final Jdbi jdbi;
  private final Clock clock;

  /**
   * Writes to a database.
   *
   * @param jdbi the database
   * @param clock the time
   */
  public Audit(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * Writes a line that concerns no project, with the change that it tells.
   *
   * @param handle of the change's transaction, in which nothing else follows
   * @param actor the name of the account, or {@code system}
   * @param action what, as {@code user.registered}
   * @param subject to what
   */
  public void write(Handle handle, String actor, String action, String subject) {
    write(handle, actor, action, subject, null);
  }

  /**
   * Writes a line with the change that it tells: either both are there, or neither.
   *
   * @param handle of the change's transaction, in which nothing else follows
   * @param actor the name of the account, or {@code system}
   * @param action what, as {@code project.created}
   * @param subject to what
   * @param project the project that it concerns, or null
   */
  public void write(Handle handle, String actor, String action, String subject, UUID project) {
    if (!handle.isInTransaction()) {
      throw new IllegalStateException("a line of the audit belongs to a transaction: " + action);
    }
    AuditTable table = handle.attach(AuditTable.class);
    AuditHead head =
        table
            .lockedHead()
            .orElseThrow(() -> new IllegalStateException("the row of the audit's head is gone"));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    AuditLine line = AuditLine.after(head, now, actor, action, kept(subject), project);
    table.add(line);
    table.moveHead(line);
  }

  /** Names of files may be longer than their place; a pair of surrogates is not parted. */
  private static String kept(String subject) {
    if (subject.length() <= LONGEST_SUBJECT) {
      return subject;
    }
    int end = LONGEST_SUBJECT - 1;
    return subject.substring(0, Character.isHighSurrogate(subject.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }

  /**
   * Lines in their order.
   *
   * @param project only of this project, or null for all
   * @param after the number that they come after
   * @param most how many at most
   * @return the lines
   */
  public List<AuditLine> lines(UUID project, long after, int most) {
    return jdbi.withExtension(
        AuditTable.class,
        table ->
            project == null ? table.after(after, most) : table.ofProject(project, after, most));
  }

  /**
   * The last line.
   *
   * @return to be noted where whoever may write to the database may not
   */
  public AuditHead head() {
    return jdbi.withExtension(AuditTable.class, table -> table.head().orElse(AuditLine.NONE));
  }

  /**
   * Follows the chain from its beginning to its head, while others write.
   *
   * @param noted a head that was noted before, which must still be in it; empty for none
   * @param progress is told the number of lines that were followed, now and then
   * @return the first fault
   */
  public Verification verify(Optional<AuditHead> noted, Verification.Progress progress) {
    return jdbi.withExtension(
        AuditTable.class,
        table -> new ChainWalk(table, noted, TOLD_EVERY, progress).verification());
  }
}
