package org.paceline.submitter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.Waiting.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.testing.Child;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** Files sent and fetched, and broken off in the middle. */
class TransferTest {

  private static final int PART = 1 << 16;
  private static final int PARTS = 24;

  @TempDir Path home;
  private TestServer server;
  private Gate gate;
  private Shell ada;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    server =
        TestServer.start(
            Storage.H2, home.resolve("server"), "PACELINE_PART_BYTES", String.valueOf(PART));
    gate = new Gate(server.submitter().port());
    ada = Shell.of(server, home.resolve("config"), "ada", gate.address());
    byte[] content = new byte[PART * PARTS - 100];
    new Random(7).nextBytes(content);
    file = Files.write(home.resolve("train.bin"), content);
  }

  @AfterEach
  void stop() {
    gate.close();
    server.close();
  }

  private Shell.Said push(String... more) {
    String[] words = Arrays.copyOf(new String[] {"data", "push", file.toString()}, 3 + more.length);
    System.arraycopy(more, 0, words, 3, more.length);
    return ada.run(words);
  }

  private void comesBackAsItIs(String word) throws IOException {
    Path back = home.resolve("back.bin");
    ada.run("data", "pull", word, back.toString(), "--force").ends(0);
    assertThat(back).hasSameBinaryContentAs(file);
  }

  private int arrived() {
    int parts = 0;
    String token = server.signIn("ada", TestServer.PASSWORD).text("accessToken");
    for (var upload : server.get("/api/v1/uploads", token).json().path("items")) {
      String id = upload.path("id").asText();
      parts += server.get("/api/v1/uploads/" + id, token).json().path("parts").size();
    }
    return parts;
  }

  /** Sent by a process that is killed when the network has stopped in the middle. */
  private void pushAndKill() throws Exception {
    gate.stopAfter(12 * PART);
    try (Child process = ada.start(home.resolve("push.log"), "data", "push", file.toString())) {
      await().until(() -> arrived() >= 5);
      awaitAllThatPassed();
      process.kill();
    }
    gate.cut();
    gate.open();
    awaitNoneBeingWritten();
  }

  /** The service knows of every part that has begun to come: none is claimed afterwards. */
  private void awaitAllThatPassed() {
    try (Database database = server.database()) {
      await().until(() -> gate.isFull() && arrived() + beingWritten(database) == gate.puts());
    }
  }

  /** The service notices in its own time that nothing more comes of a part. */
  private void awaitNoneBeingWritten() {
    try (Database database = server.database()) {
      await().until(() -> beingWritten(database) == 0);
    }
  }

  private static int beingWritten(Database database) {
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

  @Test
  void aPushThatWasKilledGoesOnWhereItStopped() throws Exception {
    pushAndKill();
    int before = arrived();
    assertThat(before).isBetween(5, PARTS - 1);
    Shell.Said said = push("--json").ends(0);
    assertThat(said.json().path("size").asLong()).isEqualTo(Files.size(file));
    assertThat(ada.run("files", "uploads", "--json").ends(0).json()).isEmpty();
    assertThat(home.resolve("config/uploads")).isEmptyDirectory();
    comesBackAsItIs("train.bin");
  }

  @Test
  void onlyPartsThatAreOthersAreSentAgain() throws Exception {
    pushAndKill();
    int before = arrived();
    FileTime modified = Files.getLastModifiedTime(file);
    byte[] content = Files.readAllBytes(file);
    content[0] ^= 1;
    Files.write(file, content);
    Files.setLastModifiedTime(file, modified);
    assertThat(push().ends(0).out())
        .contains(", %s there before".formatted(Amount.size((before - 1L) * PART)));
    comesBackAsItIs("train.bin");
  }

  @Test
  void aFileThatHasChangedIsSentFromTheBeginning() throws Exception {
    pushAndKill();
    byte[] content = Files.readAllBytes(file);
    content[0] ^= 1;
    Files.write(file, content);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    Shell.Said said = push("--quiet").ends(0);
    assertThat(said.err())
        .isEqualTo(
            "paceline data: %s has changed since its upload began: it is sent from the beginning%n"
                .formatted(file));
    assertThat(said.out()).doesNotContain("there before");
    assertThat(ada.run("files", "uploads", "--json").ends(0).json()).isEmpty();
    comesBackAsItIs("train.bin");
  }

  @Test
  void aPushOutlivesANetworkThatBreaks() throws Exception {
    gate.stopAfter(10 * PART);
    try (Child process = ada.start(home.resolve("push.log"), "data", "push", file.toString())) {
      await().until(() -> arrived() >= 5);
      gate.open();
      gate.cut();
      assertThat(process.exitCode()).as(process.written()).isZero();
    }
    comesBackAsItIs("train.bin");
  }

  @Test
  void whatIsNotOfItsKindIsRefusedAndHoldsNoRoom() throws IOException {
    Files.write(file, new byte[] {99, 98});
    assertThat(push("--kind", "cifar10").ends(1).err())
        .contains("a file of the kind cifar10 has records of 3073 bytes");
    byte[] record = new byte[3073];
    record[0] = 77;
    Files.write(file, record);
    assertThat(push("--kind", "cifar10").ends(1).err()).contains("77");
    assertThat(ada.run("files", "uploads", "--json").ends(0).json()).isEmpty();
    assertThat(ada.run("files", "quota", "--json").ends(0).json().path("used").asLong()).isZero();
    assertThat(push("--ttl", "24h").ends(2).err()).contains("--short-term and --ttl");
    file = home.resolve("nothing");
    assertThat(push().ends(2).err())
        .isEqualTo("paceline data: there is no file %s%n".formatted(file));
  }

  @Test
  void aPullGoesOnWhereItStopped() throws IOException {
    push().ends(0);
    byte[] content = Files.readAllBytes(file);
    Path back = home.resolve("there/back.bin");
    Files.createDirectories(back.getParent());
    Path part = home.resolve("there/back.bin.part");
    Files.write(part, Arrays.copyOf(content, content.length - 5000));
    gate.stopAfter(20_000);
    ada.run("data", "pull", "train.bin", back.toString()).ends(0);
    gate.open();
    assertThat(back).hasBinaryContent(content);
    assertThat(part).doesNotExist();
    assertThat(ada.run("data", "pull", "train.bin", back.toString()).ends(2).err())
        .isEqualTo("paceline data: %s is there already: --force replaces it%n".formatted(back));
  }

  @Test
  void whatIsLeftOfAnotherFileIsNotTakenForThisOne() throws IOException {
    push().ends(0);
    Path part = home.resolve("train.bin.part");
    Files.write(part, new byte[5000]);
    Path folder = Files.createDirectory(home.resolve("folder"));
    Files.move(part, folder.resolve("train.bin.part"));
    ada.run("data", "pull", "train.bin", folder.toString()).ends(0);
    assertThat(folder.resolve("train.bin")).hasSameBinaryContentAs(file);
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void filesGoToTheBinAndBack() throws IOException {
    push("--name", "set", "--short-term", "--ttl", "24h").ends(0);
    ada.run("files", "delete", "set").ends(0);
    assertThat(ada.run("files", "bin").ends(0).rows().get(1).get(0)).isEqualTo("set");
    ada.run("files", "restore", "set").ends(0);
    comesBackAsItIs("set");
    ada.run("files", "delete", "set").ends(0);
    ada.run("files", "empty").ends(0);
    assertThat(ada.run("files", "bin", "--json").ends(0).json()).isEmpty();
  }
}
