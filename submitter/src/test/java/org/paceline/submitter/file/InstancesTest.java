package org.paceline.submitter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.Waiting.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.AtOnce;
import org.paceline.submitter.testing.Storage;

/** Two instances with one database and one folder. */
class InstancesTest {

  @TempDir Path home;

  private Service instance(Map<String, String> database, String name) {
    List<String> settings =
        new ArrayList<>(List.of("PACELINE_STORAGE", home.resolve("shared").toUri().toString()));
    database.forEach((variable, value) -> settings.addAll(List.of(variable, value)));
    return new Service(home.resolve(name), settings.toArray(String[]::new));
  }

  @Test
  void partsGoToEitherAndBothCompleteAtOnce() throws Exception {
    Map<String, String> database = Storage.POSTGRESQL.settings(home);
    try (Service one = instance(database, "one");
        Service two = instance(database, "two")) {
      List<Service.User> adas = List.of(one.user("ada"), two.signIn("ada"));
      byte[] content = UploadTest.random(7 * Service.PART + 3);
      List<byte[]> parts = Service.parts(content);
      String id = adas.get(0).begin(content).json().get("id").asText();
      for (int i = 0; i < parts.size(); i++) {
        assertThat(adas.get(i % 2).part(id, i + 1, parts.get(i)).status()).isEqualTo(204);
      }
      List<Answer> answers = bothComplete(adas, id);
      assertThat(answers).extracting(Answer::status).contains(201).isSubsetOf(201, 409);
      for (Service.User ada : adas) {
        assertThat(ada.ask("POST", "/uploads/" + id + "/completion", null).status()).isEqualTo(201);
        assertThat(ada.content(id).body()).isEqualTo(content);
      }
      assertThat(adas.get(1).get("/files").json().get("items")).hasSize(1);
      assertThat(one.admin().get("/audit?limit=1000").json().get("items"))
          .filteredOn(line -> line.get("action").asText().equals("file.added"))
          .hasSize(1);
      assertThat(home.resolve("shared/uploads")).isEmptyDirectory();
      expireOnce(adas.get(0), one, two);
    }
  }

  private static List<Answer> bothComplete(List<Service.User> adas, String id) throws Exception {
    List<Callable<Answer>> asked = new ArrayList<>();
    for (Service.User ada : adas) {
      asked.add(() -> ada.ask("POST", "/uploads/" + id + "/completion", null));
    }
    return AtOnce.all(asked);
  }

  private void expireOnce(Service.User ada, Service one, Service two) throws Exception {
    List<String> brief = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Answer sent =
          ada.upload(UploadTest.random(20 + i), "space", "short-term", "ttlSeconds", "60");
      brief.add(sent.json().get("id").asText());
    }
    one.clock().advance(Duration.ofSeconds(61));
    two.clock().advance(Duration.ofSeconds(61));
    await().until(() -> brief.stream().noneMatch(id -> Files.exists(stored(id))));
    Service.User admin = two.admin();
    await().untilAsserted(() -> assertThat(deletions(admin, brief)).hasSize(brief.size()));
    assertThat(deletions(admin, brief)).doesNotHaveDuplicates();
  }

  private static List<String> deletions(Service.User admin, List<String> files) throws Exception {
    List<String> deleted = new ArrayList<>();
    for (var line : admin.get("/audit?limit=1000").json().get("items")) {
      String file = line.get("subject").asText().split(" ")[0];
      if (line.get("action").asText().equals("file.deleted") && files.contains(file)) {
        deleted.add(UUID.fromString(file).toString());
      }
    }
    return deleted;
  }

  private Path stored(String id) {
    return home.resolve("shared/files").resolve(id.substring(34)).resolve(id);
  }
}
