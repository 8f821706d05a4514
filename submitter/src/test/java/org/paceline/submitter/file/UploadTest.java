package org.paceline.submitter.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.Waiting.await;

import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.AtOnce;
import org.paceline.submitter.testing.Waiting;

class UploadTest {

  @TempDir Path home;
  private Service service;
  private Service.User ada;

  @BeforeEach
  void start() throws Exception {
    service = new Service(home);
    ada = service.user("ada");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static String id(Answer answer) {
    return answer.json().get("id").asText();
  }

  private List<Answer> send(String upload, List<byte[]> parts, List<Integer> numbers)
      throws Exception {
    List<Callable<Answer>> sends = new ArrayList<>();
    for (int number : numbers) {
      sends.add(() -> ada.part(upload, number, parts.get(number - 1)));
    }
    return AtOnce.all(sends);
  }

  @Test
  void partsInParallelBrokenOffAndResumedMakeTheFile() throws Exception {
    byte[] content = random(12 * Service.PART - 1000);
    List<byte[]> parts = Service.parts(content);
    Answer begun = ada.begin(content);
    assertThat(begun.status()).isEqualTo(201);
    assertThat(begun.json().get("partBytes").asInt()).isEqualTo(Service.PART);
    String id = id(begun);

    List<Answer> sent = send(id, parts, List.of(2, 2, 7, 12, 5));
    checkTwice(sent.subList(0, 2));
    assertThat(sent.subList(2, 5)).extracting(Answer::status).containsOnly(204);
    breakOff(id, parts.get(0));
    awaitClaims(0);

    Answer there = ada.get("/uploads/" + id);
    List<Integer> arrived = new ArrayList<>();
    there.json().get("parts").forEach(part -> arrived.add(part.get("number").asInt()));
    assertThat(arrived).containsExactly(2, 5, 7, 12);
    Answer early = ada.ask("POST", "/uploads/" + id + "/completion", null);
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.detail())
        .isEqualTo("8 of 12 parts are missing, the first of them [1, 3, 4, 6, 8, 9, 10, 11]");

    List<Integer> rest = new ArrayList<>(List.of(1, 3, 4, 6, 8, 9, 10, 11));
    Collections.shuffle(rest, new Random(1));
    assertThat(send(id, parts, rest)).extracting(Answer::status).containsOnly(204);
    Answer whole = ada.ask("POST", "/uploads/" + id + "/completion", null);
    assertThat(whole.status()).isEqualTo(201);
    assertThat(whole.header("Location")).isEqualTo("/api/v1/files/" + id);
    assertThat(ada.content(id).body()).isEqualTo(content);
    assertThat(ada.get("/uploads/" + id).status()).isEqualTo(404);
    Answer again = ada.ask("POST", "/uploads/" + id + "/completion", null);
    assertThat(again.status()).as("a completion whose answer was lost").isEqualTo(201);
    try (Stream<Path> left = Files.walk(home.resolve("files/uploads"))) {
      assertThat(left).as("nothing but the folder is left").hasSize(1);
    }
  }

  /** Whichever comes second finds the part there, or being written. */
  private static void checkTwice(List<Answer> same) {
    assertThat(same).extracting(Answer::status).contains(204).isSubsetOf(204, 409);
    assertThat(same)
        .filteredOn(answer -> answer.status() == 409)
        .allSatisfy(
            busy -> {
              assertThat(busy.detail()).isEqualTo("part 2 is being written by another request");
              assertThat(Integer.parseInt(busy.header("Retry-After"))).isBetween(1, 31);
            });
  }

  /** A client that sends half of a part and is gone. */
  private void breakOff(String upload, byte[] part) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", service.port())) {
      half(socket, upload, part);
      awaitClaims(1);
    }
  }

  /** So many parts are being written: their requests have begun, and none that has ended. */
  private void awaitClaims(int parts) {
    try (Database database = service.database()) {
      await().until(() -> claims(database) == parts);
    }
  }

  private static int claims(Database database) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select count(*) from upload_parts where claimed_until is not null")
                    .mapTo(Integer.class)
                    .one());
  }

  private void half(Socket socket, String upload, byte[] part) throws Exception {
    head(socket, upload, part, "");
    socket.getOutputStream().write(part, 0, part.length / 2);
  }

  private void head(Socket socket, String upload, byte[] part, String more) throws Exception {
    OutputStream out = socket.getOutputStream();
    out.write(
        ("PUT /api/v1/uploads/%s/parts/1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                + "X-Content-Sha256: %s\r\nContent-Length: %s\r\n%s\r\n")
            .formatted(upload, ada.token, Service.sha256(part), part.length, more)
            .getBytes(US_ASCII));
  }

  private Path onlyFile(String upload) throws Exception {
    try (Stream<Path> found = Files.walk(home.resolve("files/uploads"))) {
      return found.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  @Test
  void aPartThatIsThereIsNotWrittenAgainAndOneUnderWayIsBusy() throws Exception {
    byte[] content = random(1000);
    String id = id(ada.begin(content));
    try (Socket socket = new Socket("127.0.0.1", service.port())) {
      half(socket, id, content);
      awaitClaims(1);
      assertThat(ada.part(id, 1, random(10)).status()).isEqualTo(400);
      Answer busy = ada.part(id, 1, content);
      assertThat(busy.status()).isEqualTo(409);
      assertThat(busy.detail()).isEqualTo("part 1 is being written by another request");
      assertThat(Integer.parseInt(busy.header("Retry-After"))).isBetween(1, 31);
      assertThat(ada.get("/uploads/" + id).json().get("parts")).isEmpty();
    }
    awaitClaims(0);
    assertThat(ada.part(id, 1, content).status()).isEqualTo(204);
    FileTime written = Files.getLastModifiedTime(onlyFile(id));
    assertThat(ada.part(id, 1, content).status()).isEqualTo(204);
    assertThat(Files.getLastModifiedTime(onlyFile(id))).isEqualTo(written);
  }

  @Test
  void whoAsksBeforehandIsToldToSendOnlyWhatIsNotThere() throws Exception {
    byte[] content = random(1000);
    String id = id(ada.begin(content));
    try (Socket socket = new Socket("127.0.0.1", service.port())) {
      head(socket, id, content, "Expect: 100-continue\r\n");
      assertThat(status(socket)).isEqualTo("HTTP/1.1 100");
      try (Socket other = new Socket("127.0.0.1", service.port())) {
        head(other, id, content, "Expect: 100-continue\r\n");
        assertThat(status(other)).isEqualTo("HTTP/1.1 409");
      }
      socket.getOutputStream().write(content);
      socket.getInputStream().skipNBytes(" Continue\r\n\r\n".length());
      assertThat(status(socket)).isEqualTo("HTTP/1.1 204");
    }
    try (Socket again = new Socket("127.0.0.1", service.port())) {
      head(again, id, content, "Expect: 100-continue\r\n");
      assertThat(status(again)).isEqualTo("HTTP/1.1 204");
    }
  }

  private static String status(Socket socket) throws Exception {
    socket.setSoTimeout((int) Waiting.PATIENCE.toMillis());
    return new String(socket.getInputStream().readNBytes(12), US_ASCII);
  }

  @Test
  void partsHaveTheirLengthAndNumber() throws Exception {
    byte[] content = random(Service.PART + 10);
    String id = id(ada.begin(content));
    Answer shorter = ada.part(id, 1, random(20));
    assertThat(shorter.status()).isEqualTo(400);
    assertThat(shorter.detail()).isEqualTo("part 1 must have 1048576 bytes, not 20");
    Answer beyond = ada.part(id, 3, random(20));
    assertThat(beyond.status()).isEqualTo(404);
    assertThat(beyond.detail()).endsWith("part '3': this upload has parts 1 to 2");
  }

  @Test
  void othersKnowNothingOfAnUpload() throws Exception {
    String id = id(ada.begin(random(10)));
    Service.User bob = service.user("bob");
    assertThat(bob.get("/uploads/" + id).status()).isEqualTo(404);
    assertThat(bob.part(id, 1, random(10)).status()).isEqualTo(404);
    assertThat(bob.ask("DELETE", "/uploads/" + id, null).status()).isEqualTo(404);
    assertThat(ada.ask("DELETE", "/uploads/" + id, null).status()).isEqualTo(204);
    assertThat(ada.get("/uploads/" + id).status()).isEqualTo(404);
  }

  @Test
  void whatIsToldOfAFileIsChecked() throws Exception {
    assertThat(ada.begin(random(10), "name", "../x").detail())
        .endsWith("name must be a file's name without a folder, not '../x'");
    assertThat(ada.begin(random(10), "sha256", "12").detail())
        .endsWith("sha256 must be 64 hexadecimal digits in lower case, not '12'");
    assertThat(ada.begin(random(10), "crc32c", "E3069283").detail())
        .endsWith("crc32c must be 8 hexadecimal digits in lower case, not 'E3069283'");
    assertThat(ada.begin(random(10), "space", "short-term").detail())
        .contains("ttlSeconds must be from 1 to 31536000 in the space short-term");
    assertThat(ada.begin(random(10), "size", "99999999999999").detail())
        .isEqualTo("a file may have 53687091200 bytes, not 99999999999999");
    String project = "00000000-0000-4000-8000-000000000001";
    Answer stranger = ada.begin(random(10), "project", project);
    assertThat(stranger.status()).isEqualTo(404);
    assertThat(stranger.detail()).isEqualTo("there is no project " + project);
  }
}
