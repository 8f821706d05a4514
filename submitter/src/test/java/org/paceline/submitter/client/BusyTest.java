package org.paceline.submitter.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;
import org.paceline.submitter.testing.Waiting;

/** An upload that is gone on with while what was killed still holds some of it. */
class BusyTest {

  private static final int PART = 1 << 16;
  private static final int PARTS = 3;
  private static final ObjectNode TOLD = Transport.JSON.createObjectNode().put("name", "set.bin");

  @TempDir Path home;
  private final List<Long> pauses = new ArrayList<>();
  private Runnable meanwhile = () -> {};
  private byte[] content;
  private Path file;
  private TestServer server;
  private Database database;
  private Api api;
  private String upload;

  @BeforeEach
  void start() throws IOException {
    server =
        TestServer.start(
            Storage.H2, home.resolve("s"), "PACELINE_PART_BYTES", String.valueOf(PART));
    database = server.database();
    content = new byte[PART * PARTS - 100];
    new Random(7).nextBytes(content);
    file = Files.write(home.resolve("set.bin"), content).toAbsolutePath().normalize();
    server.user("ada");
    SignIn signIn = new SignIn(server.uri(""), "", server.clock());
    Login login = signIn.open("ada", TestServer.PASSWORD, null).login();
    Logins logins = new Logins(home.resolve("config"));
    logins.add(login);
    api =
        Api.of(
            logins,
            login,
            new Patience(Duration.ofMinutes(5), this::pause, () -> 0),
            server.clock());
    upload = begun();
  }

  @AfterEach
  void stop() {
    database.close();
    server.close();
  }

  /** Takes a little longer than it is told to, as all do. */
  private void pause(long millis) {
    pauses.add(millis);
    server.clock().advance(Duration.ofMillis(millis + 1));
    meanwhile.run();
  }

  /** As a process leaves it that is killed before it has sent anything. */
  private String begun() throws IOException {
    try (UploadNote note = UploadNote.open(home, api.login(), file, Snapshot.of(file), TOLD)) {
      ObjectNode body = TOLD.deepCopy().put("size", content.length);
      String id = api.post("/uploads", body, null, note.key()).body().path("id").asText();
      note.begun(id);
      return id;
    }
  }

  private Progress sent() throws IOException {
    Progress progress = new Progress();
    new Uploader(api, home, 1, remark -> {}).send(file, TOLD, progress);
    server.get("/api/v1/files/" + upload, api.login().accessToken()).is(200);
    return progress;
  }

  private byte[] part(int number) {
    return Arrays.copyOfRange(
        content, (number - 1) * PART, Math.min(content.length, number * PART));
  }

  private Jdbi jdbi() {
    return database.jdbi();
  }

  private String path(int number) {
    return "/api/v1/uploads/%s/parts/%s".formatted(upload, number);
  }

  private static String crc32c(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    return "crc32c=:" + Base64.getEncoder().encodeToString(value) + ":";
  }

  private void put(int number) {
    server
        .send(
            server
                .request("PUT", path(number), api.login().accessToken(), null)
                .header("Content-Digest", crc32c(part(number)))
                .PUT(BodyPublishers.ofByteArray(part(number))))
        .is(204);
  }

  private void assertParts(int written, int there) {
    assertThat(server.get("/metrics", server.admin()).body().lines())
        .contains(
            "paceline_upload_parts_total{outcome=\"written\"} " + (double) written,
            "paceline_upload_parts_total{outcome=\"there\"} " + (double) there);
  }

  /** The system sends what it has of a process that is gone, and the service reads it. */
  @Test
  void whatAKilledSenderStillSendsIsNotSentAgain() throws Exception {
    try (Socket killed = new Socket("127.0.0.1", server.submitter().port())) {
      byte[] second = part(2);
      killed
          .getOutputStream()
          .write(
              ("PUT %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                      + "X-Content-Sha256: %s\r\nContent-Length: %s\r\n\r\n")
                  .formatted(
                      path(2), api.login().accessToken(), Hashes.of(ByteBuffer.wrap(second)), PART)
                  .getBytes(US_ASCII));
      await().until(() -> count("select count(*) from upload_parts") == 1);
      meanwhile = () -> finish(killed, second);
      Progress progress = sent();
      assertThat(pauses).containsExactly(31_000L);
      assertThat(progress.found()).isEqualTo(PART);
      assertThat(progress.moved()).isEqualTo(content.length - PART);
    }
    assertParts(PARTS, 0);
  }

  private int count(String query) {
    return jdbi().withHandle(handle -> handle.createQuery(query).mapTo(Integer.class).one());
  }

  private static void finish(Socket socket, byte[] body) {
    try {
      socket.setSoTimeout((int) Waiting.PATIENCE.toMillis());
      socket.getOutputStream().write(body);
      assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
          .isEqualTo("HTTP/1.1 204");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatArrivesAfterItLookedIsNotWrittenAgain() throws Exception {
    JsonNode before = api.get("/uploads/" + upload).body();
    put(2);
    new PartSender(api, before, new Progress()).send(2, ByteBuffer.wrap(part(2)));
    assertThat(pauses).isEmpty();
    assertParts(1, 1);
    assertThat(sent().found()).isEqualTo(PART);
    assertParts(PARTS, 1);
  }

  @Test
  void aPartThatAKilledServiceWasWritingComesWhenItsClaimEnds() throws Exception {
    jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into upload_parts (upload, number, algorithm, checksum, attempt,"
                        + " writer, claimed_until) values (?, 2, 'CRC32C', '00000000', ?, ?, ?)",
                    UUID.fromString(upload),
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    server.clock().instant().plusSeconds(30)));
    assertThat(sent().found()).isZero();
    assertThat(pauses).containsExactly(31_000L);
    assertParts(PARTS, 0);
  }

  @Test
  void anUploadThatAKilledServiceWasCompletingIsCompletedWhenItsClaimEnds() throws Exception {
    for (int number = 1; number <= PARTS; number++) {
      put(number);
    }
    jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update uploads set claim = id, claimed_until = ?",
                    server.clock().instant().plusSeconds(30)));
    assertThat(sent().moved()).isZero();
    assertThat(pauses).containsExactly(30_000L);
    assertParts(PARTS, 0);
  }
}
