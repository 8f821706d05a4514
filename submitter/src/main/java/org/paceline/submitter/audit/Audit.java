package org.paceline.submitter.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Who did what to what, and when: written once, chained by hashes. Thread-safe. */
public final class Audit {

  private static final int PAGE = 500;

  /** Lines of several instances come at the same moment; one of them is numbered first. */
  private static final int ATTEMPTS = 20;

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
   * Writes a line that concerns no project.
   *
   * @param actor the name of the account, or {@code system}
   * @param action what, as {@code user.registered}
   * @param subject to what
   */
  public void write(String actor, String action, String subject) {
    write(actor, action, subject, null);
  }

  /**
   * Writes a line.
   *
   * @param actor the name of the account, or {@code system}
   * @param action what, as {@code project.created}
   * @param subject to what
   * @param project the project that it concerns, or null
   */
  public synchronized void write(String actor, String action, String subject, UUID project) {
    for (int attempt = 1; ; attempt++) {
      try {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        jdbi.useTransaction(
            handle -> {
              AuditTable table = handle.attach(AuditTable.class);
              AuditLine last = table.last().orElse(null);
              table.add(AuditLine.after(last, now, actor, action, subject, project));
            });
        return;
      } catch (UnableToExecuteStatementException e) {
        // Another instance took the number: its line comes first.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
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
   * Follows the chain from its beginning.
   *
   * @return the number of the first line that is not as it was written, or is missing; empty if all
   *     are
   */
  public Optional<Long> broken() {
    AuditLine before = null;
    while (true) {
      long after = before == null ? 0 : before.seq();
      List<AuditLine> lines = lines(null, after, PAGE);
      if (lines.isEmpty()) {
        return Optional.empty();
      }
      for (AuditLine line : lines) {
        if (!line.follows(before)) {
          return Optional.of(after + 1);
        }
        before = line;
        after = line.seq();
      }
    }
  }
}
