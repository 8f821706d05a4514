package org.paceline.submitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.OnEveryStorage;
import org.paceline.submitter.testing.Person;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** Names are kept as they came, or refused, by the same rule on each database. */
@OnEveryStorage
class NamesTest {

  private static final String BIRD = "\ud83d\udc26";

  /** As JSON has them: no text that a client sends in UTF-8 holds half of a pair. */
  private static final List<String> HALVES =
      List.of("a\\ud83d", "\\udc26a", "a\\udc26\\ud83da", "\\ud83d\\ud83d\\udc26");

  private final Storage storage;
  private TestServer server;
  private Person olga;

  NamesTest(Storage storage) {
    this.storage = storage;
  }

  @BeforeEach
  void start(@TempDir Path home) {
    server = TestServer.start(storage, home);
    olga = server.person("olga");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer project(String name) {
    return olga.post("/projects", Map.of("name", name));
  }

  private Answer machine(String name, String processor) {
    Map<String, Object> machine =
        Map.of("name", name, "processor", processor, "cores", 1, "memoryBytes", 1L << 30);
    return olga.post("/machines", machine);
  }

  private Answer file(String name) {
    return olga.post("/uploads", Map.of("name", name, "size", 10));
  }

  @Test
  void theirLengthIsThatOfTheColumn() {
    assertThat(project(BIRD.repeat(32)).created().text("name")).isEqualTo(BIRD.repeat(32));
    assertThat(machine("lab", BIRD.repeat(64)).created().text("processor"))
        .isEqualTo(BIRD.repeat(64));
    assertThat(file(BIRD.repeat(100)).created().text("name")).isEqualTo(BIRD.repeat(100));

    String counted = " printable characters, of which an emoji counts as two, ";
    project(BIRD.repeat(32) + "a").refused(400, "name must have 1 to 64" + counted);
    machine("b", BIRD.repeat(65)).refused(400, "processor must have at most 128" + counted);
    file(BIRD.repeat(101)).refused(400, "name must have 1 to 200" + counted);
  }

  @Test
  void controlCharactersAreRefused() {
    for (String last : List.of("\n", "\0", "\u007f")) {
      project("a" + last).refused(400, "name must have 1 to 64 printable");
      machine("lab", "a" + last).refused(400, "processor must have at most 128 printable");
      file("a" + last).refused(400, "name must have 1 to 200 printable");
    }
  }

  /** Before which a regular expression may end, as before the end of a line. */
  @Test
  void theLastCharacterIsCounted() {
    for (String last : List.of("\u0085", "\u2028")) {
      project("a".repeat(64) + last).refused(400, "name must have 1 to 64 printable");
      machine("lab", "a".repeat(128) + last).refused(400, "processor must have at most 128");
      file("a".repeat(200) + last).refused(400, "name must have 1 to 200 printable");
    }
  }

  /** The cursor of such a name would be of another, and a list would never end. */
  @Test
  void halfOfACharacterIsRefused() {
    for (String half : HALVES) {
      sent("/projects", "'name':'%s'", half).refused(400, "name must have 1 to 64 printable");
      sent("/machines", "'name':'a','cores':1,'memoryBytes':1073741824,'processor':'%s'", half)
          .refused(400, "processor must have at most 128 printable");
      sent("/uploads", "'size':10,'name':'%s'", half).refused(400, "name must have 1 to 200");
    }
    assertThat(olga.get("/projects").all("name")).isEmpty();
  }

  private Answer sent(String path, String fields, String text) {
    String json = "{" + fields.formatted(text).replace('\'', '"') + "}";
    return server.post("/api/v1" + path, olga.token(), json);
  }
}
