package org.paceline.submitter.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** What only one of several instances does at a time. Thread-safe. */
public final class Leases {

  private final Jdbi jdbi;
  private final Clock clock;
  private final String holder;

  /**
   * Takes leases for one instance.
   *
   * @param jdbi the database that all instances share
   * @param clock the time
   * @param holder a name that no other instance has
   */
  public Leases(Jdbi jdbi, Clock clock, String holder) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.holder = holder;
  }

  /**
   * Takes a lease, or holds it longer.
   *
   * @param name of the work
   * @param length how long it is held unless it is taken again
   * @return false while another instance has it
   */
  public boolean take(String name, Duration length) {
    Instant now = clock.instant();
    try {
      return jdbi.inTransaction(
          handle -> renewed(handle, name, now, length) || made(handle, name, now, length));
    } catch (UnableToExecuteStatementException e) {
      if (Conflict.taken(e)) {
        // Another instance made it at the same moment.
        return false;
      }
      throw e;
    }
  }

  private boolean renewed(Handle handle, String name, Instant now, Duration length) {
    return handle
            .createUpdate(
                "update leases set holder = :holder, held_until = :until"
                    + " where name = :name and (holder = :holder or held_until < :now)")
            .bind("holder", holder)
            .bind("until", now.plus(length))
            .bind("name", name)
            .bind("now", now)
            .execute()
        == 1;
  }

  private boolean made(Handle handle, String name, Instant now, Duration length) {
    return handle
            .createUpdate(
                "insert into leases (name, holder, held_until) select :name, :holder, :until"
                    + " where not exists (select 1 from leases where name = :name)")
            .bind("name", name)
            .bind("holder", holder)
            .bind("until", now.plus(length))
            .execute()
        == 1;
  }
}
