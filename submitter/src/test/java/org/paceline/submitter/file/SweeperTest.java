package org.paceline.submitter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.Waiting.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.config.FileSettings;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.database.Leases;
import org.paceline.submitter.storage.Storage;
import org.paceline.submitter.testing.TestClock;
import org.paceline.submitter.testing.TestServer;

/** The check of a night, which may take longer than the lease of who makes it. */
class SweeperTest {

  private static final int FILES = 3;
  private static final Duration SLOW = Duration.ofMinutes(9);
  private static final FileSettings OFTEN =
      new FileSettings(
          URI.create("file:/unused"),
          Optional.empty(),
          1,
          1,
          1,
          1,
          1,
          Duration.ofDays(1),
          Duration.ofDays(1),
          Duration.ofMillis(20));

  private final List<Boolean> taken = new CopyOnWriteArrayList<>();
  private TestServer server;
  private Database database;
  private FileFeature files;

  /** Lists files so slowly that half an hour goes by, in which another instance looks too. */
  private Storage slow(TestClock clock, Leases other) {
    return (Storage)
        Proxy.newProxyInstance(
            Storage.class.getClassLoader(),
            new Class<?>[] {Storage.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("files")) {
                @SuppressWarnings("unchecked")
                Consumer<Storage.Entry> entries = (Consumer<Storage.Entry>) arguments[0];
                for (int i = 0; i < FILES; i++) {
                  clock.advance(SLOW);
                  taken.add(other.take("file-sweep", Duration.ofMinutes(1)));
                  entries.accept(new Storage.Entry(UUID.randomUUID(), clock.instant()));
                }
              }
              return null;
            });
  }

  @BeforeEach
  void start(@TempDir Path home) {
    server = TestServer.atNoon(org.paceline.submitter.testing.Storage.H2, home);
    database = server.database();
    files =
        new FileFeature(
            database.jdbi(),
            new SimpleMeterRegistry(),
            server.clock(),
            OFTEN,
            new Audit(database.jdbi(), server.clock()),
            slow(server.clock(), new Leases(database.jdbi(), server.clock(), "another")),
            Membership.NONE);
  }

  @AfterEach
  void stop() {
    files.close();
    database.close();
    server.close();
  }

  /** At noon, as the next check is due at two in the night. */
  @Test
  void theLeaseIsHeldAsLongAsTheCheckGoesOn() {
    files.start();
    await().until(() -> checks().anyMatch(check -> check.stored() == FILES));
    assertThat(taken).containsExactly(false, false, false);
  }

  @Test
  void aCheckThatTheClockHasYetToReachDelaysNoneAndBringsOneANight() {
    Instant ahead = server.clock().instant().plus(Duration.ofDays(400));
    CheckTable.Check early = new CheckTable.Check(UUID.randomUUID(), ahead, 0, 0, 0);
    database.jdbi().useExtension(CheckTable.class, table -> table.add(early));
    files.start();
    await().until(() -> checks().count() == 2);
    awaitSweep();
    awaitSweep();
    assertThat(checks()).hasSize(2);
    server.clock().advance(Duration.ofDays(1));
    await().until(() -> checks().count() == 3);
  }

  private Stream<CheckTable.Check> checks() {
    return database.jdbi().withExtension(CheckTable.class, table -> table.checks(9)).stream();
  }

  /** Returns once another sweep has begun: the one before it has ended. */
  private void awaitSweep() {
    server.clock().advance(Duration.ofSeconds(1));
    Instant until = server.clock().instant().plus(Duration.ofMinutes(10));
    await().until(() -> heldUntil().equals(until));
  }

  private Instant heldUntil() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select held_until from leases where name = 'file-sweep'")
                    .mapTo(Instant.class)
                    .one());
  }
}
