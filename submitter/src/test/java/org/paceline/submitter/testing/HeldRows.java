package org.paceline.submitter.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.Waiting.await;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.database.Reading;

/** Rows that a test keeps locked, so that requests which want them meet there. */
public final class HeldRows implements AutoCloseable {

  /** Requests that wait for a connection to make changes by. */
  private static final Pattern PENDING =
      Pattern.compile("hikaricp_connections_pending\\{pool=\"changes\"} (\\d+)");

  private final TestServer server;
  private final String admin;
  private final Storage storage;
  private final Database database;
  private final Handle holder;

  /**
   * Locks them.
   *
   * @param server in whose database they are
   * @param storage what that is
   * @param sql a change of theirs, or a query for update
   * @param values for its question marks
   */
  public HeldRows(TestServer server, Storage storage, String sql, Object... values) {
    this.server = server;
    this.admin = server.admin();
    this.storage = storage;
    this.database = server.database();
    this.holder = database.jdbi().open().begin();
    change(sql, values);
  }

  /** Does more in the same transaction, which nobody sees before it ends. */
  public void change(String sql, Object... values) {
    holder.execute(sql, values);
  }

  /** Returns once so many requests wait, for these rows or behind those that do. */
  public void awaitWaiting(int requests) {
    await().until(() -> locked() + pending() == requests);
  }

  private int pending() {
    Matcher pending = PENDING.matcher(server.get("/metrics", admin).is(200).body());
    assertThat(pending.find()).isTrue();
    return Integer.parseInt(pending.group(1));
  }

  private int locked() {
    return Reading.only(
        () ->
            database
                .jdbi()
                .withHandle(
                    handle -> handle.createQuery(storage.waiting()).mapTo(Integer.class).one()));
  }

  /** Commits what the test changed, and lets the requests go on. */
  public void letGo() {
    holder.commit();
  }

  @Override
  public void close() {
    if (holder.isInTransaction()) {
      holder.rollback();
    }
    holder.close();
    database.close();
  }
}
