package org.paceline.submitter.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.AtOnce;
import org.paceline.submitter.testing.OnEveryStorage;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestClock;
import org.paceline.submitter.testing.TestServer;

/** Two instances and one piece of work. */
@OnEveryStorage
class LeasesTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Storage storage;
  private TestServer server;
  private Database database;
  private TestClock clock;

  LeasesTest(Storage storage) {
    this.storage = storage;
  }

  @BeforeEach
  void start(@TempDir Path home) {
    server = TestServer.start(storage, home);
    database = server.database();
    clock = server.clock();
  }

  @AfterEach
  void stop() {
    database.close();
    server.close();
  }

  @Test
  void oneHolderAtATime() {
    assertThat(of("a").take("work", MINUTE)).isTrue();
    assertThat(of("b").take("work", MINUTE)).isFalse();
    assertThat(of("b").take("other work", MINUTE)).isTrue();
  }

  @Test
  void whoeverHoldsItHoldsItLonger() {
    assertThat(of("a").take("work", MINUTE)).isTrue();
    clock.advance(Duration.ofSeconds(50));
    assertThat(of("a").take("work", MINUTE)).isTrue();
    clock.advance(Duration.ofSeconds(50));
    assertThat(of("b").take("work", MINUTE)).isFalse();
  }

  @Test
  void itEndsByTheClock() {
    assertThat(of("a").take("work", MINUTE)).isTrue();
    clock.advance(Duration.ofSeconds(61));
    assertThat(of("b").take("work", MINUTE)).isTrue();
    assertThat(of("a").take("work", MINUTE)).isFalse();
  }

  @Test
  void ofManyAtOnceOneGetsIt() throws Exception {
    for (int round = 0; round < 10; round++) {
      String work = "work " + round;
      List<Callable<Boolean>> takers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Leases leases = of("holder " + i);
        takers.add(() -> leases.take(work, MINUTE));
      }
      assertThat(AtOnce.all(takers)).as(work).containsOnlyOnce(true);
    }
  }

  private Leases of(String holder) {
    return new Leases(database.jdbi(), clock, holder);
  }
}
