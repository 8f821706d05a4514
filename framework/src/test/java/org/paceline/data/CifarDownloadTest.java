package org.paceline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.base.Hashing;
import org.paceline.testing.TimeLimit;

class CifarDownloadTest {

  private static final byte[] BATCH = random(50_000);

  @TempDir private Path temporary;
  private ArchiveServer server;

  @BeforeEach
  void serve() throws IOException {
    server = new ArchiveServer();
    server.archive =
        ArchiveServer.archive(
            Map.of("set/data_batch_1.bin", BATCH, "set/readme.html", bytes("hello")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anArchiveIsDownloadedCheckedAndUnpacked() throws IOException {
    download("set.tar.gz").fetch();
    assertThat(files(folder())).containsExactly("data_batch_1.bin", "readme.html");
    assertThat(folder().resolve("data_batch_1.bin")).hasBinaryContent(BATCH);
    assertThat(files(cache())).as("nothing but the folder").containsExactly("set");
    assertThat(server.ranges).containsExactly("none");
  }

  @Test
  void aFolderThatIsThereIsNotDownloadedAgain() throws IOException {
    download("set.tar.gz").fetch();
    download("set.tar.gz").fetch();
    assertThat(server.ranges).hasSize(1);
  }

  @Test
  void aPartIsResumedWhereItBrokeOff() throws IOException {
    part(Arrays.copyOf(server.archive, 1000));
    download("set.tar.gz").fetch();
    assertThat(server.ranges).containsExactly("bytes=1000-");
    assertThat(folder().resolve("data_batch_1.bin")).hasBinaryContent(BATCH);
    assertThat(files(cache())).containsExactly("set");
  }

  @Test
  void aCompletePartIsOnlyCheckedAndUnpacked() throws IOException {
    part(server.archive);
    download("set.tar.gz").fetch();
    assertThat(folder().resolve("data_batch_1.bin")).hasBinaryContent(BATCH);
  }

  @Test
  void aServerThatCannotResumeStartsAgain() throws IOException {
    server.resumable = false;
    part(random(1000));
    download("set.tar.gz").fetch();
    assertThat(folder().resolve("data_batch_1.bin")).hasBinaryContent(BATCH);
  }

  @Test
  void aDownloadThatBreaksOffKeepsItsPartAndResumes() throws IOException {
    server.breakOffAfter = 20_000;
    assertThatThrownBy(download("set.tar.gz")::fetch)
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(source("set.tar.gz") + " cannot be downloaded (")
        .hasMessageEndingWith(
            "; give a local folder, such as cifar10:DIR, or try again: it resumes");
    assertThat(files(cache())).containsExactly("set.tar.gz.part");
    long kept = Files.size(cache().resolve("set.tar.gz.part"));
    server.breakOffAfter = Integer.MAX_VALUE;
    download("set.tar.gz").fetch();
    assertThat(server.ranges).containsExactly("none", kept > 0 ? "bytes=" + kept + "-" : "none");
    assertThat(folder().resolve("data_batch_1.bin")).hasBinaryContent(BATCH);
  }

  @Test
  void aServerThatFallsSilentIsGivenUpAndWhatCameIsKept() throws IOException {
    server.silentAfter = 20_000;
    assertThatThrownBy(download("set.tar.gz", Duration.ofSeconds(1))::fetch)
        .isInstanceOf(DataException.class)
        .hasMessage(
            source("set.tar.gz")
                + " cannot be downloaded (java.io.IOException: nothing came for 1 s); give a local"
                + " folder, such as cifar10:DIR, or try again: it resumes");
    assertThat(cache().resolve("set.tar.gz.part")).hasSize(20_000);
    server.silentAfter = Integer.MAX_VALUE;
    download("set.tar.gz").fetch();
    assertThat(server.ranges).containsExactly("none", "bytes=20000-");
    assertThat(folder().resolve("data_batch_1.bin")).hasBinaryContent(BATCH);
  }

  @Test
  void aWrongChecksumDiscardsTheDownload() throws IOException {
    String md5 = "0".repeat(32);
    assertThatThrownBy(
            new CifarDownload(source("set.tar.gz"), md5, folder(), TimeLimit.GENEROUS)::fetch)
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s has MD5 %s, its publisher states %s: the download was discarded"
                .formatted(source("set.tar.gz"), md5(server.archive), md5));
    assertThat(files(cache())).isEmpty();
  }

  @Test
  void aMissingArchiveIsNamedWithTheServersAnswer() throws IOException {
    assertThatThrownBy(download("other.tar.gz")::fetch)
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s cannot be downloaded (java.io.IOException: the server answers 404); give a local"
                    .formatted(source("other.tar.gz"))
                + " folder, such as cifar10:DIR, or try again: it resumes");
    assertThat(files(cache())).isEmpty();
  }

  @Test
  void anEntryCannotLeaveTheFolder() throws IOException {
    server.archive =
        ArchiveServer.archive(
            Map.of(
                "../../evil", bytes("evil"),
                "/etc/evil.bin", bytes("evil"),
                "set/$(evil)", bytes("evil"),
                "set/good.bin", bytes("good")));
    download("set.tar.gz").fetch();
    assertThat(files(folder())).containsExactly("evil", "evil.bin", "good.bin");
    assertThat(files(cache())).containsExactly("set");
    assertThat(files(temporary)).containsExactly("cache");
  }

  @Test
  void anArchiveThatCannotBeUnpackedIsNeverVisible() throws IOException {
    server.archive = Arrays.copyOf(server.archive, server.archive.length - 5_000);
    assertThatThrownBy(download("set.tar.gz")::fetch)
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(source("set.tar.gz") + " cannot be downloaded (");
    assertThat(folder()).doesNotExist();
  }

  @Test
  void whatAnEarlierUnpackingLeftIsReplaced() throws IOException {
    Path left = Files.createDirectories(cache().resolve("set.unpacking"));
    Files.writeString(left.resolve("data_batch_1.bin"), "half");
    download("set.tar.gz").fetch();
    assertThat(folder().resolve("data_batch_1.bin")).hasBinaryContent(BATCH);
    assertThat(files(cache())).containsExactly("set");
  }

  private CifarDownload download(String name) {
    return download(name, TimeLimit.GENEROUS);
  }

  private CifarDownload download(String name, Duration patience) {
    return new CifarDownload(source(name), md5(server.archive), folder(), patience);
  }

  private URI source(String name) {
    return URI.create(server.address() + name);
  }

  private Path cache() {
    return temporary.resolve("cache");
  }

  private Path folder() {
    return cache().resolve("set");
  }

  private void part(byte[] content) throws IOException {
    Files.createDirectories(cache());
    Files.write(cache().resolve("set.tar.gz.part"), content);
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static String md5(byte[] content) {
    return Hashing.hex(Hashing.digest("MD5").digest(content));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(12).nextBytes(bytes);
    return bytes;
  }
}
