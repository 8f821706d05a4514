package org.paceline.submitter.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.config.FileSettings;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.storage.Storage;
import org.paceline.submitter.testing.TestServer;
import org.paceline.submitter.testing.Waiting;
import org.paceline.submitter.web.Caller;

/** A storage that accepts connections and never answers. */
class HangingStorageTest {

  /** More than there are connections for changes. */
  private static final int UPLOADS = 8;

  private final CountDownLatch waiting = new CountDownLatch(UPLOADS);
  private final CountDownLatch answer = new CountDownLatch(1);

  @Test
  void uploadsThatBeginKeepNoConnectionWhileTheyWaitForIt(@TempDir Path home) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(UPLOADS);
    try (TestServer server =
            TestServer.start(org.paceline.submitter.testing.Storage.H2, home.resolve("s"));
        Database database = server.database();
        Uploads uploads = uploads(server, database)) {
      List<Future<Upload>> begun = new ArrayList<>();
      for (int i = 0; i < UPLOADS; i++) {
        begun.add(threads.submit(() -> begin(uploads)));
      }
      assertThat(waiting.await(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("all wait for the storage")
          .isTrue();
      long people = database.jdbi().inTransaction(HangingStorageTest::people);
      assertThat(people).as("others get a connection").isEqualTo(1);
      answer.countDown();
      for (Future<Upload> one : begun) {
        assertThat(one.get().handle()).isEqualTo("room");
      }
    } finally {
      answer.countDown();
      threads.shutdown();
    }
  }

  private static long people(org.jdbi.v3.core.Handle handle) {
    return handle.createQuery("select count(*) from users").mapTo(Long.class).one();
  }

  private static Upload begin(Uploads uploads) throws IOException {
    Caller ada = new Caller(UUID.randomUUID(), "ada", false, false, null);
    return uploads.begin(
        ada, new NewUpload("set.bin", 10L, null, null, Kind.FILE, null, null, null, null, null));
  }

  private Uploads uploads(TestServer server, Database database) {
    FileSettings settings =
        new FileSettings(
            URI.create("file:/unused"),
            Optional.empty(),
            1,
            1 << 20,
            1 << 16,
            1 << 20,
            1 << 20,
            Duration.ofDays(1),
            Duration.ofDays(1),
            Duration.ofDays(1));
    return new Uploads(
        database.jdbi(),
        server.clock(),
        settings,
        new Audit(database.jdbi(), server.clock()),
        storage(),
        new Reach(database.jdbi(), Membership.NONE),
        new Quotas(database.jdbi(), settings),
        new PartCounts(new SimpleMeterRegistry()));
  }

  private Storage storage() {
    return (Storage)
        Proxy.newProxyInstance(
            Storage.class.getClassLoader(),
            new Class<?>[] {Storage.class},
            (proxy, method, arguments) -> {
              waiting.countDown();
              answer.await();
              return "room";
            });
  }
}
