package org.paceline.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir private Path folder;

  @Test
  void itTakesThePlaceOfTheOneBefore() throws IOException {
    Path file = folder.resolve("speeds.json");
    AtomicFile.write(file, "before");
    AtomicFile.write(file, "äfter");
    assertThat(file).hasContent("äfter");
    AtomicFile.writeShared(file, out -> out.write('x'));
    assertThat(file).hasContent("x");
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    assertThat(Files.list(folder)).hasSize(1);
  }

  @Test
  void ofOneThatFailsNothingStaysAndTheOneBeforeDoes() throws IOException {
    Path file = folder.resolve("model.zip");
    AtomicFile.write(file, "before");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("No space left on device");
                    }));
    assertThat(file).hasContent("before");
    assertThat(Files.list(folder)).containsExactly(file);
  }

  @Test
  void aPrivateOneIsForItsUserAlone() throws IOException {
    Path file = folder.resolve("agent.json");
    Files.writeString(folder.resolve("agent.json.tmp"), "left by one that was killed");
    AtomicFile.writePrivate(file, "secret");
    assertThat(file).hasContent("secret");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.list(folder)).containsExactly(file);
  }

  @Test
  void aFolderThatDoesNotExistIsAFailure() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> AtomicFile.write(folder.resolve("none/x"), "text"));
  }
}
