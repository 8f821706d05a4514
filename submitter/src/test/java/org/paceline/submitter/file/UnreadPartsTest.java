package org.paceline.submitter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.config.FileSettings;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.storage.LocalStorage;
import org.paceline.submitter.storage.Storage;
import org.paceline.submitter.storage.StorageAwayException;
import org.paceline.submitter.testing.TestServer;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Problem;

/** Uploads to a storage that cannot read parts before they are joined, as S3. */
class UnreadPartsTest {

  private static final int PART = 1000;
  private static final WholeChecksums WRONG = new WholeChecksums(null, "0".repeat(64));

  private final Map<String, IOException> next = new HashMap<>();
  private final byte[] content = UploadTest.random(PART + 10);
  private final WholeChecksums right = new WholeChecksums(null, Service.sha256(content));
  private TestServer server;
  private Database database;
  private Storage storage;
  private Uploads uploads;
  private Caller ada;
  private UUID id;

  @BeforeEach
  void start(@TempDir Path home) throws IOException {
    server = TestServer.start(org.paceline.submitter.testing.Storage.H2, home.resolve("s"));
    database = server.database();
    storage = unread(new LocalStorage(home.resolve("unread")));
    uploads =
        new Uploads(
            database.jdbi(),
            server.clock(),
            settings(),
            new Audit(database.jdbi(), server.clock()),
            storage,
            new Reach(database.jdbi(), Membership.NONE),
            new Quotas(database.jdbi(), settings()),
            new PartCounts(new SimpleMeterRegistry()));
    ada = new Caller(UUID.randomUUID(), "ada", false, false, null);
    NewUpload told =
        new NewUpload(
            "set.bin", (long) content.length, null, null, Kind.FILE, null, null, null, null, null);
    id = uploads.begin(ada, told).id();
    send();
  }

  private static FileSettings settings() {
    return new FileSettings(
        URI.create("file:/unused"),
        Optional.empty(),
        1,
        1 << 20,
        PART,
        1 << 20,
        1 << 20,
        Duration.ofDays(1),
        Duration.ofDays(1),
        Duration.ofDays(1));
  }

  /** Fails once where it is to fail. */
  private Storage unread(LocalStorage local) {
    return (Storage)
        Proxy.newProxyInstance(
            Storage.class.getClassLoader(),
            new Class<?>[] {Storage.class},
            (proxy, method, arguments) -> {
              IOException failure = next.remove(method.getName());
              if (failure != null) {
                throw failure;
              }
              if (method.getName().equals("readsParts")) {
                return false;
              }
              try {
                return method.invoke(local, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @AfterEach
  void stop() {
    uploads.close();
    database.close();
    server.close();
  }

  private void send() throws IOException {
    List<byte[]> parts =
        List.of(Arrays.copyOf(content, PART), Arrays.copyOfRange(content, PART, content.length));
    for (int number = 1; number <= parts.size(); number++) {
      byte[] part = parts.get(number - 1);
      Checksum told = new Checksum(Algorithm.SHA_256, Service.sha256(part));
      uploads
          .parts()
          .write(uploads.get(ada, id), number, told, new ByteArrayInputStream(part), false);
    }
  }

  private List<Part> arrived() {
    return uploads.parts().arrived(uploads.get(ada, id));
  }

  private void assertCompletes() throws IOException {
    assertThat(uploads.complete(ada, id, right).sha256()).isEqualTo(right.sha256());
    assertThat(storage.open(id, 0).readAllBytes()).isEqualTo(content);
  }

  @Test
  void whatIsFoundWrongAtTheEndComesAgain() throws IOException {
    assertThatThrownBy(() -> uploads.complete(ada, id, WRONG))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("the whole has the SHA-256 " + right.sha256());
    assertThat(arrived()).isEmpty();
    assertThat(storage.size(id)).as("nobody sees it").isEmpty();
    send();
    assertCompletes();
  }

  @Test
  void whatCannotBeReadForTheMomentIsKept() throws IOException {
    next.put("open", new StorageAwayException("no answer", null));
    assertThatThrownBy(() -> uploads.complete(ada, id, right))
        .isInstanceOf(StorageAwayException.class)
        .hasMessage("no answer");
    assertThat(arrived()).hasSize(2);
    assertCompletes();
  }

  @Test
  void anUploadThatWasNotStartedAgainToTheEndIsStartedAgain() throws IOException {
    next.put("begin", new IOException("killed"));
    assertThatThrownBy(() -> uploads.complete(ada, id, WRONG)).hasMessage("killed");
    next.put("keep", new FileNotFoundException("no such upload"));
    assertThatThrownBy(() -> uploads.complete(ada, id, right))
        .isInstanceOf(Problem.class)
        .hasMessage("the parts are gone; send them again");
    assertThat(arrived()).isEmpty();
    send();
    assertCompletes();
  }
}
