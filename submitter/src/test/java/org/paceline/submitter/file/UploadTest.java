package org.paceline.submitter.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.file.Service.Answer;

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
    return answer.body().get("id").asText();
  }

  private List<Integer> send(String upload, List<byte[]> parts, List<Integer> numbers)
      throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Integer>> sends = new ArrayList<>();
      for (int number : numbers) {
        sends.add(() -> ada.part(upload, number, parts.get(number - 1)).status());
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> sent : clients.invokeAll(sends)) {
        statuses.add(sent.get());
      }
      return statuses;
    } finally {
      clients.shutdown();
    }
  }

  @Test
  void partsInParallelBrokenOffAndResumedMakeTheFile() throws Exception {
    byte[] content = random(12 * Service.PART - 1000);
    List<byte[]> parts = Service.parts(content);
    Answer begun = ada.begin(content);
    assertThat(begun.status()).isEqualTo(201);
    assertThat(begun.body().get("partBytes").asInt()).isEqualTo(Service.PART);
    String id = id(begun);

    assertThat(send(id, parts, List.of(7, 2, 12, 5, 2))).containsOnly(204);
    breakOff(id, parts.get(0));

    Answer there = ada.get("/uploads/" + id);
    List<Integer> arrived = new ArrayList<>();
    there.body().get("parts").forEach(part -> arrived.add(part.get("number").asInt()));
    assertThat(arrived).containsExactly(2, 5, 7, 12);
    Answer early = ada.ask("POST", "/uploads/" + id + "/completion", null);
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.detail())
        .isEqualTo("8 of 12 parts are missing, the first of them [1, 3, 4, 6, 8, 9, 10, 11]");

    List<Integer> rest = new ArrayList<>(List.of(1, 3, 4, 6, 8, 9, 10, 11));
    Collections.shuffle(rest, new Random(1));
    assertThat(send(id, parts, rest)).containsOnly(204);
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

  /** A client that sends half of a part and is gone. */
  private void breakOff(String upload, byte[] part) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", service.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("PUT /api/v1/uploads/%s/parts/1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                  + "X-Content-Sha256: %s\r\nContent-Length: %d\r\n\r\n")
              .formatted(upload, ada.token, Service.sha256(part), part.length)
              .getBytes(US_ASCII));
      out.write(part, 0, part.length / 2);
      out.flush();
    }
  }

  @Test
  void aPartWithAnotherChecksumIsRefusedAndLeavesNothing() throws Exception {
    byte[] content = random(1000);
    String id = id(ada.begin(content));
    Answer wrong = ada.part(id, 1, random(1000).clone(), "0".repeat(64));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body().get("type").asText()).isEqualTo("/problems/wrong-checksum");
    assertThat(wrong.detail())
        .isEqualTo(
            "part 1 arrived with the SHA-256 %s, not %s"
                .formatted(Service.sha256(content), "0".repeat(64)));
    assertThat(ada.get("/uploads/" + id).body().get("parts")).isEmpty();
    try (Stream<Path> left = Files.list(home.resolve("files/uploads").resolve(id))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aWholeWithAnotherChecksumIsRefusedUntilThePartIsReplaced() throws Exception {
    byte[] content = random(Service.PART + 10);
    List<byte[]> parts = Service.parts(content);
    String id = id(ada.begin(content));
    byte[] other = parts.get(1).clone();
    other[3]++;
    ada.part(id, 2, other);
    ada.part(id, 1, parts.get(0));
    Answer wrong = ada.ask("POST", "/uploads/" + id + "/completion", null);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.detail())
        .startsWith("the whole has the SHA-256 ")
        .endsWith(", not " + Service.sha256(content));
    assertThat(ada.get("/files").body().get("items")).isEmpty();

    assertThat(ada.part(id, 2, parts.get(1)).status()).isEqualTo(204);
    assertThat(ada.ask("POST", "/uploads/" + id + "/completion", null).status()).isEqualTo(201);
  }

  @Test
  void theChecksumIsAlsoTakenAsContentDigest() throws Exception {
    byte[] content = random(100);
    String id = id(ada.begin(content));
    String digest =
        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(Service.sha256(content)));
    assertThat(Checksum.header(Service.sha256(content))).isEqualTo("sha-256=:" + digest + ":");
    Answer none = ada.ask("PUT", "/uploads/" + id + "/parts/1", null);
    assertThat(none.status()).isEqualTo(400);
    assertThat(none.detail()).startsWith("the SHA-256 of the part is needed, as Content-Digest");
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
    assertThat(ada.begin(random(10), "space", "short-term").detail())
        .contains("ttlSeconds must be from 60 to 31536000 in the space short-term");
    assertThat(ada.begin(random(10), "size", "99999999999999").detail())
        .isEqualTo("a file may have 53687091200 bytes, not 99999999999999");
    String project = "00000000-0000-4000-8000-000000000001";
    Answer stranger = ada.begin(random(10), "project", project);
    assertThat(stranger.status()).isEqualTo(404);
    assertThat(stranger.detail()).isEqualTo("there is no project " + project);
  }
}
