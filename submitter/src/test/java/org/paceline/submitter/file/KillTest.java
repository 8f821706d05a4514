package org.paceline.submitter.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.Waiting.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.config.Settings;
import org.paceline.submitter.config.SettingsReader;
import org.paceline.submitter.database.Database;

/** The service is killed with -9 in the middle of parts. */
class KillTest {

  @TempDir Path home;
  private ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    service = new ServiceProcess(home, Map.of());
    service.register();
    service.signIn();
  }

  @AfterEach
  void stop() {
    if (service != null) {
      service.close();
    }
  }

  private void startAgain() throws Exception {
    service = new ServiceProcess(home, Map.of());
    service.signIn();
  }

  private Socket half(String id, int number, byte[] part) throws IOException {
    Socket socket = new Socket("127.0.0.1", service.port());
    OutputStream out = socket.getOutputStream();
    out.write(
        ("PUT /api/v1/uploads/%s/parts/%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                + "X-Content-Sha256: %s\r\nContent-Length: %s\r\n\r\n")
            .formatted(id, number, service.token(), Service.sha256(part), part.length)
            .getBytes(US_ASCII));
    out.write(part, 0, part.length * 3 / 4);
    out.flush();
    return socket;
  }

  private void completes(String id, byte[] content) throws Exception {
    ServiceProcess.json(service.complete(id, content));
    assertThat(service.ask("GET", "/files/" + id + "/content", null).body()).isEqualTo(content);
  }

  @Test
  void onlyWhatHadNotArrivedIsSentAgain() throws Exception {
    byte[] content = UploadTest.random(6 * Service.PART + 99);
    List<byte[]> parts = Service.parts(content);
    String id = service.begun(content);
    for (int number : List.of(1, 2, 5)) {
      assertThat(service.part(id, number, parts.get(number - 1))).isEqualTo(204);
    }
    Path stored = home.resolve("files/uploads").resolve(id);
    try (Socket third = half(id, 3, parts.get(2));
        Socket fourth = half(id, 4, parts.get(3))) {
      await().until(() -> bytesAt(stored, 2 * Service.PART) > 0);
      await().until(() -> bytesAt(stored, 3 * Service.PART) > 0);
      service.kill();
    }
    startAgain();
    assertThat(service.arrived(id)).containsExactly(1, 2, 5);
    assertThat(ServiceProcess.json(service.ask("GET", "/files", null)).get("items")).isEmpty();
    for (int number : List.of(3, 4, 6, 7)) {
      assertThat(service.part(id, number, parts.get(number - 1))).as("at once").isEqualTo(204);
    }
    completes(id, content);
  }

  /** How much of the beginning of a part is there. */
  private static int bytesAt(Path file, long offset) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer start = ByteBuffer.allocate(4096);
      channel.read(start, offset);
      int count = 0;
      for (byte b : start.array()) {
        count += b == 0 ? 0 : 1;
      }
      return count;
    }
  }

  /** An embedded database is of one process alone: what another had claimed is nobody's now. */
  @Test
  void anUploadThatWasBeingCompletedIsCompletedAtOnce() throws Exception {
    byte[] content = UploadTest.random(500);
    String id = service.begun(content);
    assertThat(service.part(id, 1, content)).isEqualTo(204);
    service.kill();
    claimForAnHour();
    startAgain();
    completes(id, content);
  }

  /** What takes long for whoever guesses would take long in the other tests, too. */
  @Test
  void passwordsAreHashedAsOwaspAdvises() {
    service.kill();
    try (Database database = database()) {
      String query = "select password_hash from users where name = 'ada'";
      String hash =
          database.jdbi().withHandle(handle -> handle.createQuery(query).mapTo(String.class).one());
      assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }
  }

  private Database database() {
    Map<String, String> environment = Map.of("PACELINE_HOME", home.toString());
    Settings settings = new SettingsReader(environment).read(Optional.empty());
    return new Database(settings, new SimpleMeterRegistry());
  }

  private void claimForAnHour() {
    try (Database database = database()) {
      Instant until = Instant.now().plusSeconds(3600);
      String claim = "update uploads set claim = id, claimed_until = ?";
      int claimed = database.jdbi().withHandle(handle -> handle.execute(claim, until));
      assertThat(claimed).isEqualTo(1);
    }
  }

  /** A power failure, after which a disk that said so has not all bytes of a part. */
  @Test
  void aPartThatIsNoLongerWhatArrivedIsAskedForAgain() throws Exception {
    byte[] content = UploadTest.random(2 * Service.PART);
    List<byte[]> parts = Service.parts(content);
    String id = service.begun(content);
    service.part(id, 1, parts.get(0));
    service.part(id, 2, parts.get(1));
    service.kill();
    Path stored = home.resolve("files/uploads").resolve(id);
    try (FileChannel channel = FileChannel.open(stored, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[4096]), Service.PART + 8192L);
    }
    startAgain();
    CRC32C crc = new CRC32C();
    crc.update(content);
    String crc32c = HexFormat.of().toHexDigits((int) crc.getValue());
    Map<String, String> whole = Map.of("crc32c", crc32c);
    HttpResponse<byte[]> torn = service.ask("POST", "/uploads/" + id + "/completion", whole);
    assertThat(torn.statusCode()).isEqualTo(409);
    assertThat(new String(torn.body(), UTF_8))
        .contains("1 parts are no longer as they arrived, the first of them [2]; send them again");
    assertThat(service.arrived(id)).containsExactly(1);
    assertThat(service.part(id, 2, parts.get(1))).isEqualTo(204);
    completes(id, content);
    assertThat(Files.exists(stored)).isFalse();
  }
}
