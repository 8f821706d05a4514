package org.paceline.submitter.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.OnEveryStorage;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** How tables are made and rows read, and whose connections are taken. */
@OnEveryStorage
class TablesTest {

  record Lease(String name, String holder, Instant heldUntil) {}

  interface LeaseTable {

    @SqlUpdate("insert into leases (name, holder, held_until) values (:name, :holder, :until)")
    int add(@Bind("name") String name, @Bind("holder") String holder, @Bind("until") Instant until);

    @SqlQuery("select name, holder, held_until from leases where holder = :holder")
    List<Lease> of(@Bind("holder") String holder);

    @SqlQuery("select held_until, holder, name from leases where holder = :holder")
    List<Lease> turned(@Bind("holder") String holder);

    @SqlQuery("select count(*) from leases where holder = :holder")
    int count(@Bind("holder") String holder);
  }

  @TempDir Path home;

  private final Storage storage;

  TablesTest(Storage storage) {
    this.storage = storage;
  }

  @Test
  void recordsAreTheSameWhateverTheOrderOfColumns() {
    Instant until = Instant.parse("2026-11-23T12:00:00Z");
    try (TestServer server = TestServer.start(storage, home);
        Database database = server.database()) {
      Jdbi jdbi = database.jdbi();
      String holder = UUID.randomUUID().toString();
      jdbi.useExtension(LeaseTable.class, table -> table.add("work", holder, until));
      for (int again = 0; again < 2; again++) {
        List<Lease> found = jdbi.withExtension(LeaseTable.class, table -> table.of(holder));
        List<Lease> turned = jdbi.withExtension(LeaseTable.class, table -> table.turned(holder));
        assertThat(found).containsExactly(new Lease("work", holder, until)).isEqualTo(turned);
      }
    }
  }

  @Test
  void aTableWithinATransactionIsOfThatTransaction() {
    try (TestServer server = TestServer.start(storage, home);
        Database database = server.database()) {
      Jdbi jdbi = database.jdbi();
      String holder = UUID.randomUUID().toString();
      jdbi.useTransaction(
          handle -> {
            LeaseTable table = handle.attach(LeaseTable.class);
            table.add("work", holder, Instant.EPOCH);
            assertThat(table.count(holder)).isEqualTo(1);
            handle.rollback();
          });
      int left = jdbi.withExtension(LeaseTable.class, table -> table.count(holder));
      assertThat(left).isZero();
    }
  }

  @Test
  void readersHaveConnectionsWhereWritersHaveAllOfTheirs() {
    try (TestServer server = TestServer.start(storage, home, "PACELINE_DATABASE_CONNECTIONS", "2");
        Database database = server.database()) {
      Jdbi jdbi = database.jdbi();
      int read =
          jdbi.inTransaction(
              handle -> {
                handle.execute("update leases set holder = 'nobody' where name = 'none'");
                return Reading.only(
                    () -> jdbi.withExtension(LeaseTable.class, table -> table.count("nobody")));
              });
      assertThat(read).isZero();
    }
  }
}
