package org.paceline.submitter.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Child;

/** Service and client in one process whose heap is smaller than the file that they exchange. */
class MemoryTest {

  private static final int PARTS = 160;

  @TempDir Path home;

  @Test
  void aFileLargerThanTheHeapGoesUpAndDown() throws Exception {
    try (Child child =
        Child.java(
            home.resolve("log"),
            Map.of(),
            "-Xmx128m",
            MemoryTest.class.getName(),
            home.resolve("home").toString())) {
      assertThat(child.exitCode()).as(child.written()).isZero();
      assertThat(child.written()).contains(PARTS + " MiB went up and down");
    }
  }

  /** The child process. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    byte[] part = UploadTest.random(Service.PART);
    MessageDigest whole = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < PARTS; i++) {
      whole.update(part);
    }
    String sha256 = HexFormat.of().formatHex(whole.digest());
    try (Service service = new Service(Path.of(args[0]))) {
      Service.User ada = service.user("ada");
      Answer begun =
          ada.ask(
              "POST",
              "/uploads",
              Map.of("name", "large", "size", (long) PARTS * part.length, "sha256", sha256));
      String id = begun.json().get("id").asText();
      for (int i = 1; i <= PARTS; i++) {
        ada.part(id, i, part);
      }
      Answer done = ada.ask("POST", "/uploads/" + id + "/completion", null);
      try (InputStream in = new DigestInputStream(ada.stream(id).body(), whole)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      boolean same = HexFormat.of().formatHex(whole.digest()).equals(sha256);
      System.out.println(
          done.status() == 201 && same ? PARTS + " MiB went up and down" : done.detail());
    }
    System.exit(0);
  }
}
