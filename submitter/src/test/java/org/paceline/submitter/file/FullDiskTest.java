package org.paceline.submitter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Waiting;

/** A disk of 8 MiB, in memory. Only root may mount one. */
class FullDiskTest {

  @TempDir Path home;
  private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(home.resolve("disk"));
    mounted = ran("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString());
    assumeTrue(mounted, "a file system of its own can only be mounted by root");
  }

  private static boolean ran(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return process.waitFor(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS)
        && process.exitValue() == 0;
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(ran("umount", "-l", disk.toString())).isTrue();
    }
  }

  @Test
  void aFullDiskIsToldAndTheUploadGoesOnOnceThereIsRoom() throws Exception {
    try (Service service =
        new Service(home.resolve("home"), "PACELINE_STORAGE", disk.toUri().toString())) {
      Service.User ada = service.user("ada");
      Answer larger = ada.begin(UploadTest.random(9 << 20));
      assertThat(larger.status()).isEqualTo(507);
      assertThat(larger.json().get("type").asText()).isEqualTo("/problems/insufficient-storage");
      assertThat(larger.detail())
          .matches("there is no room for it: \\d+ bytes are free, and 9437184 are needed");

      byte[] content = UploadTest.random(3 * Service.PART);
      List<byte[]> parts = Service.parts(content);
      String id = ada.begin(content).json().get("id").asText();
      assertThat(ada.part(id, 1, parts.get(0)).status()).isEqualTo(204);
      Path other = Files.write(disk.resolve("other"), new byte[6 << 20]);
      ada.part(id, 2, parts.get(1));
      Answer full = ada.part(id, 3, parts.get(2));
      assertThat(full.status()).isEqualTo(507);
      assertThat(full.detail()).isEqualTo("there is no room for it: the disk is full");
      assertThat(ada.get("/uploads/" + id).json().get("parts").findValuesAsText("number"))
          .contains("1")
          .doesNotContain("3");

      Files.delete(other);
      assertThat(ada.part(id, 2, parts.get(1)).status()).isEqualTo(204);
      assertThat(ada.part(id, 3, parts.get(2)).status()).isEqualTo(204);
      assertThat(ada.ask("POST", "/uploads/" + id + "/completion", null).status()).isEqualTo(201);
      assertThat(ada.content(id).body()).isEqualTo(content);
    }
  }
}
