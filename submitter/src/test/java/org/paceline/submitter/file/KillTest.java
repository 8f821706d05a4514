package org.paceline.submitter.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.Main;

/** The service as a process that is killed with -9 in the middle of parts. */
class KillTest {

  private static final String PASSWORD = "correct horse battery";

  @TempDir Path home;
  private final HttpClient http = HttpClient.newHttpClient();
  private int port;
  private Process process;
  private String token;

  @BeforeEach
  void start() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    boot();
    ask("POST", "/users", Map.of("name", "ada", "password", PASSWORD));
  }

  private void boot() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    builder.environment().put("PACELINE_HOME", home.toString());
    builder.environment().put("PACELINE_PORT", String.valueOf(port));
    builder.environment().put("PACELINE_REGISTRATION", "open");
    builder.environment().put("PACELINE_PART_BYTES", String.valueOf(Service.PART));
    process = builder.redirectError(home.resolve("log").toFile()).start();
    BufferedReader output = process.inputReader(UTF_8);
    assertThat(output.readLine()).startsWith("Paceline serves on");
    token = null;
  }

  private void signIn() throws Exception {
    Map<String, String> ada = Map.of("name", "ada", "password", PASSWORD);
    token = json(ask("POST", "/sessions", ada)).get("accessToken").asText();
  }

  @AfterEach
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  private HttpResponse<byte[]> ask(String method, String path, Object body) throws Exception {
    byte[] sent = body == null ? new byte[0] : new ObjectMapper().writeValueAsBytes(body);
    return send(method, path, sent, "X-Content-Sha256", "none");
  }

  private HttpResponse<byte[]> send(String method, String path, byte[] body, String... header)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1%s".formatted(port, path)))
            .headers(header)
            .method(method, BodyPublishers.ofByteArray(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isLessThan(300);
    return new ObjectMapper().readTree(answer.body());
  }

  private int part(String id, int number, byte[] part) throws Exception {
    String path = "/uploads/%s/parts/%d".formatted(id, number);
    return send("PUT", path, part, "X-Content-Sha256", Service.sha256(part)).statusCode();
  }

  private List<Integer> arrived(String id) throws Exception {
    List<Integer> numbers = new ArrayList<>();
    json(ask("GET", "/uploads/" + id, null))
        .get("parts")
        .forEach(part -> numbers.add(part.get("number").asInt()));
    return numbers;
  }

  private Socket half(String id, int number, byte[] part) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    OutputStream out = socket.getOutputStream();
    out.write(
        ("PUT /api/v1/uploads/%s/parts/%d HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                + "X-Content-Sha256: %s\r\nContent-Length: %d\r\n\r\n")
            .formatted(id, number, token, Service.sha256(part), part.length)
            .getBytes(US_ASCII));
    out.write(part, 0, part.length * 3 / 4);
    out.flush();
    return socket;
  }

  private String begun(byte[] content) throws Exception {
    signIn();
    Map<String, Object> told = Map.of("name", "set.bin", "size", content.length);
    return json(ask("POST", "/uploads", told)).get("id").asText();
  }

  private void complete(String id, byte[] content) throws Exception {
    Map<String, String> whole = Map.of("sha256", Service.sha256(content));
    json(ask("POST", "/uploads/" + id + "/completion", whole));
    assertThat(ask("GET", "/files/" + id + "/content", null).body()).isEqualTo(content);
  }

  @Test
  void onlyWhatHadNotArrivedIsSentAgain() throws Exception {
    byte[] content = UploadTest.random(6 * Service.PART + 99);
    List<byte[]> parts = Service.parts(content);
    String id = begun(content);
    for (int number : List.of(1, 2, 5)) {
      assertThat(part(id, number, parts.get(number - 1))).isEqualTo(204);
    }
    Path stored = home.resolve("files/uploads").resolve(id);
    try (Socket third = half(id, 3, parts.get(2));
        Socket fourth = half(id, 4, parts.get(3))) {
      await().atMost(Duration.ofSeconds(20)).until(() -> bytesAt(stored, 3 * Service.PART) > 0);
      kill();
    }
    boot();
    signIn();
    assertThat(arrived(id)).containsExactly(1, 2, 5);
    assertThat(json(ask("GET", "/files", null)).get("items")).isEmpty();
    for (int number : List.of(3, 4, 6, 7)) {
      assertThat(part(id, number, parts.get(number - 1))).as("at once").isEqualTo(204);
    }
    complete(id, content);
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

  /** A power failure, after which a disk that said so has not all bytes of a part. */
  @Test
  void aPartThatIsNoLongerWhatArrivedIsAskedForAgain() throws Exception {
    byte[] content = UploadTest.random(2 * Service.PART);
    List<byte[]> parts = Service.parts(content);
    String id = begun(content);
    part(id, 1, parts.get(0));
    part(id, 2, parts.get(1));
    kill();
    Path stored = home.resolve("files/uploads").resolve(id);
    try (FileChannel channel = FileChannel.open(stored, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[4096]), Service.PART + 8192L);
    }
    boot();
    signIn();
    CRC32C crc = new CRC32C();
    crc.update(content);
    String crc32c = HexFormat.of().toHexDigits((int) crc.getValue());
    Map<String, String> whole = Map.of("crc32c", crc32c);
    HttpResponse<byte[]> torn = ask("POST", "/uploads/" + id + "/completion", whole);
    assertThat(torn.statusCode()).isEqualTo(409);
    assertThat(new String(torn.body(), UTF_8))
        .contains("1 parts are no longer as they arrived, the first of them [2]; send them again");
    assertThat(arrived(id)).containsExactly(1);
    assertThat(part(id, 2, parts.get(1))).isEqualTo(204);
    complete(id, content);
    assertThat(Files.exists(stored)).isFalse();
  }
}
