package org.paceline.submitter.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.Waiting.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;

class FileTest {

  @TempDir Path home;
  private Service service;
  private Service.User ada;

  @BeforeEach
  void start() throws Exception {
    service = new Service(home, "PACELINE_USER_BYTES", "3000000");
    ada = service.user("ada");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Path stored(String id) {
    return home.resolve("files/files").resolve(id.substring(34)).resolve(id);
  }

  private static String id(Answer answer) {
    assertThat(answer.status()).as(answer.detail()).isEqualTo(201);
    return answer.json().get("id").asText();
  }

  @Test
  void rangesAreServedAsRfc9110HasThem() throws Exception {
    byte[] content = UploadTest.random(5000);
    String id = id(ada.upload(content, "name", "Bücher 1.bin"));
    HttpResponse<byte[]> whole = ada.content(id);
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(content);
    assertThat(whole.headers().firstValue("Accept-Ranges")).hasValue("bytes");
    assertThat(whole.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename*=UTF-8''B%C3%BCcher%201.bin");
    String tag = whole.headers().firstValue("ETag").orElseThrow();

    checkRange(id, "bytes=0-99", "bytes 0-99/5000", Arrays.copyOf(content, 100));
    checkRange(id, "bytes=4990-", "bytes 4990-4999/5000", Arrays.copyOfRange(content, 4990, 5000));
    checkRange(id, "bytes=-5", "bytes 4995-4999/5000", Arrays.copyOfRange(content, 4995, 5000));
    checkRange(
        id, "bytes=4000-9999", "bytes 4000-4999/5000", Arrays.copyOfRange(content, 4000, 5000));

    HttpResponse<byte[]> outside = ada.content(id, "Range", "bytes=5000-");
    assertThat(outside.statusCode()).isEqualTo(416);
    assertThat(outside.headers().firstValue("Content-Range")).hasValue("bytes */5000");
    assertThat(ada.content(id, "Range", "bytes=-0").statusCode()).isEqualTo(416);
    assertThat(ada.content(id, "Range", "lines=1-2").statusCode()).isEqualTo(200);
    assertThat(ada.content(id, "Range", "bytes=1-2", "If-Range", tag).statusCode()).isEqualTo(206);
    assertThat(ada.content(id, "Range", "bytes=1-2", "If-Range", "\"other\"").statusCode())
        .isEqualTo(200);
    assertThat(ada.content(id, "If-None-Match", tag).statusCode()).isEqualTo(304);
    for (String tags : List.of("*", "W/" + tag, "\"other\", " + tag)) {
      assertThat(ada.content(id, "If-None-Match", tags).statusCode()).as(tags).isEqualTo(304);
    }
    assertThat(ada.content(id, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    Answer head = ada.ask("HEAD", "/files/" + id + "/content", null, "Range", "bytes=1-2");
    assertThat(head.status()).as("ranges are of GET").isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("5000");
    assertThat(head.header("Last-Modified"))
        .matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT");
  }

  private void checkRange(String id, String range, String told, byte[] bytes) throws Exception {
    HttpResponse<byte[]> part = ada.content(id, "Range", range, "Accept-Encoding", "gzip");
    assertThat(part.statusCode()).as(range).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range")).hasValue(told);
    assertThat(part.body()).isEqualTo(bytes);
  }

  @Test
  void filesAreListedInPagesAndOnlyTheirOwners() throws Exception {
    Set<String> sent = new HashSet<>();
    for (int i = 0; i < 7; i++) {
      sent.add(id(ada.upload(UploadTest.random(10 + i))));
    }
    Set<String> listed = new HashSet<>();
    String cursor = "";
    while (cursor != null) {
      Answer page = ada.get("/files?limit=3" + cursor);
      page.json().get("items").forEach(file -> listed.add(file.get("id").asText()));
      cursor = page.json().has("next") ? "&cursor=" + page.json().get("next").asText() : null;
    }
    assertThat(listed).isEqualTo(sent);
    Service.User bob = service.user("bob");
    assertThat(bob.get("/files").json().get("items")).isEmpty();
    String one = sent.iterator().next();
    assertThat(bob.get("/files/" + one).status()).isEqualTo(404);
    assertThat(bob.content(one).statusCode()).isEqualTo(404);
    assertThat(bob.get("/files/nothing").status()).isEqualTo(404);
  }

  @Test
  void theRecycleBinKeepsUntilItIsEmptied() throws Exception {
    byte[] content = UploadTest.random(100);
    String id = id(ada.upload(content));
    assertThat(ada.ask("DELETE", "/files/" + id, null).status()).isEqualTo(428);
    assertThat(ada.change("DELETE", "/files/" + id, "/files/" + id).status()).isEqualTo(204);
    assertThat(ada.get("/files/" + id).status()).isEqualTo(404);
    assertThat(ada.content(id).statusCode()).isEqualTo(404);
    assertThat(ada.get("/recycle-bin").json().get("items")).hasSize(1);

    String binned = "/recycle-bin/" + id;
    Answer stale = ada.ask("POST", binned + "/restoration", null, "If-Match", "\"1\"");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.detail()).isEqualTo("the file was changed meanwhile; get it again");
    assertThat(service.user("bob").get(binned).status()).isEqualTo(404);
    assertThat(ada.change("POST", binned + "/restoration", binned).status()).isEqualTo(201);
    assertThat(ada.content(id).body()).isEqualTo(content);

    ada.change("DELETE", "/files/" + id, "/files/" + id);
    assertThat(stored(id)).exists();
    assertThat(ada.ask("DELETE", "/recycle-bin", null).status()).isEqualTo(204);
    assertThat(ada.get("/recycle-bin").json().get("items")).isEmpty();
    assertThat(stored(id)).doesNotExist();
    String second = id(ada.upload(content));
    ada.change("DELETE", "/files/" + second, "/files/" + second);
    String path = "/recycle-bin/" + second;
    assertThat(ada.change("DELETE", path, path).status()).isEqualTo(204);
    assertThat(stored(second)).doesNotExist();
  }

  @Test
  void theClockEmptiesTheBinEndsShortTermFilesAndGivesUpUploads() throws Exception {
    String brief =
        id(ada.upload(UploadTest.random(50), "space", "short-term", "ttlSeconds", "120"));
    String binned = id(ada.upload(UploadTest.random(60)));
    String kept = id(ada.upload(UploadTest.random(70)));
    ada.change("DELETE", "/files/" + binned, "/files/" + binned);
    String upload = id(ada.begin(UploadTest.random(80)));
    ada.part(upload, 1, UploadTest.random(80));

    service.clock().advance(Duration.ofSeconds(121));
    assertThat(ada.get("/files/" + brief).status()).as("at once, before any sweep").isEqualTo(404);
    await().until(() -> !Files.exists(stored(brief)));
    assertThat(stored(binned)).exists();

    service.clock().advance(Duration.ofDays(3));
    await().until(() -> !Files.exists(home.resolve("files/uploads").resolve(upload)));
    service.clock().advance(Duration.ofDays(28));
    await().until(() -> !Files.exists(stored(binned)));
    assertThat(stored(kept)).exists();
    ada = service.signIn("ada");
    assertThat(ada.content(kept).statusCode()).isEqualTo(200);
  }

  @Test
  void quotasCountFilesUploadsAndTheBin() throws Exception {
    String me = ada.get("/users/me").json().get("id").asText();
    String first = id(ada.upload(UploadTest.random(1_500_000)));
    String upload = id(ada.begin(UploadTest.random(1_000_000)));
    Answer over = ada.begin(UploadTest.random(600_000));
    assertThat(over.status()).isEqualTo(409);
    assertThat(over.json().get("type").asText()).isEqualTo("/problems/quota-exceeded");
    assertThat(over.detail())
        .isEqualTo(
            "your files may have 3000000 bytes and have 2500000,"
                + " recycle bin and uploads included: no room for 600000");
    ada.change("DELETE", "/files/" + first, "/files/" + first);
    assertThat(ada.begin(UploadTest.random(600_000)).status()).isEqualTo(409);
    ada.ask("DELETE", "/recycle-bin", null);
    assertThat(ada.get("/users/" + me + "/quota").json().get("used").asInt()).isEqualTo(1_000_000);
    assertThat(ada.ask("DELETE", "/uploads/" + upload, null).status()).isEqualTo(204);
    assertThat(ada.get("/users/" + me + "/quota").json().get("used").asInt()).isZero();

    Service.User admin = service.admin();
    String quota = "/users/" + me + "/quota";
    String tag = admin.get(quota).header("ETag");
    assertThat(admin.ask("PUT", quota, Map.of("bytes", 10), "If-Match", tag).status())
        .isEqualTo(204);
    assertThat(admin.ask("PUT", quota, Map.of("bytes", 11), "If-Match", tag).status())
        .isEqualTo(412);
    assertThat(ada.begin(UploadTest.random(11)).status()).isEqualTo(409);
    assertThat(ada.begin(UploadTest.random(10)).status()).isEqualTo(201);
  }

  @Test
  void checksFindFilesThatLackBytesAndBytesThatLackAFile() throws Exception {
    Service.User admin = service.admin();
    String lost = id(ada.upload(UploadTest.random(100)));
    String shorter = id(ada.upload(UploadTest.random(200)));
    Files.delete(stored(lost));
    Files.write(stored(shorter), new byte[3]);
    String stray = "00000000-0000-4000-8000-0000000000aa";
    Files.createDirectories(stored(stray).getParent());
    Files.write(stored(stray), new byte[5]);
    assertThat(ada.ask("POST", "/file-checks", null).status()).isEqualTo(403);
    assertThat(admin.ask("POST", "/file-checks", null).json().get("findings").asInt())
        .as("what was stored just now may be of a request")
        .isEqualTo(2);

    service.clock().advance(Duration.ofHours(2));
    admin = service.admin();
    Answer check = admin.ask("POST", "/file-checks", null);
    assertThat(check.status()).isEqualTo(201);
    Answer findings = admin.get(check.header("Location").substring("/api/v1".length()));
    Set<String> found = new HashSet<>();
    findings
        .json()
        .get("items")
        .forEach(f -> found.add(f.get("file").asText() + " " + f.get("problem").asText()));
    assertThat(found)
        .containsExactlyInAnyOrder(
            lost + " not-stored", shorter + " other-size", stray + " not-recorded");

    Service.User reader = admin;
    // The sweeper's own check may begin meanwhile.
    await().untilAsserted(() -> checkPages(reader));
    int before = admin.get("/file-checks").json().get("items").size();
    service.clock().advance(Duration.ofDays(1));
    Service.User later = service.admin();
    await().until(() -> later.get("/file-checks").json().get("items").size() > before);
  }

  private static void checkPages(Service.User admin) {
    List<String> all = admin.get("/file-checks").all("id");
    assertThat(all).hasSizeGreaterThan(1);
    List<String> listed = new ArrayList<>();
    String cursor = "";
    for (int i = 0; i < all.size(); i++) {
      Answer page = admin.get("/file-checks?limit=1" + cursor);
      listed.addAll(page.all("id"));
      cursor = "&cursor=" + page.text("next");
    }
    assertThat(listed).as("one at a time").isEqualTo(all);
    Answer last = admin.get("/file-checks?limit=1" + cursor).ok();
    assertThat(last.json().get("items")).isEmpty();
    assertThat(last.json().has("next")).isFalse();
    String other = Base64.getUrlEncoder().encodeToString(all.get(0).getBytes(UTF_8));
    admin.get("/file-checks?cursor=" + other).refused(400, "cursor is of another list");
    String none = UUID.randomUUID().toString();
    admin.get("/file-checks/%s/findings".formatted(none)).refused(404, "there is no check " + none);
  }

  @Test
  void aFileForAMachineThatIsDeletedStaysItsSendersAndIsBinnedWithoutThem() throws Exception {
    String gone = machine("gone");
    String file = id(ada.upload(UploadTest.random(50), "machine", gone));
    assertThat(ada.change("DELETE", "/machines/" + gone, "/machines/" + gone).status())
        .isEqualTo(204);
    assertThat(ada.get("/files/" + file).status()).isEqualTo(200);
    assertThat(ada.upload(UploadTest.random(50), "machine", gone).detail())
        .isEqualTo("there is no machine " + gone);

    Map<String, String> leave = Map.of("name", "ada", "password", "correct horse battery");
    assertThat(ada.ask("DELETE", "/users/me", leave).status()).isEqualTo(204);
    Service.User admin = service.admin();
    await().until(() -> admin.get("/audit?limit=1000").all("action").contains("file.binned"));
  }

  private String machine(String name) throws Exception {
    return id(
        ada.ask("POST", "/machines", Map.of("name", name, "cores", 1, "memoryBytes", 1L << 30)));
  }
}
