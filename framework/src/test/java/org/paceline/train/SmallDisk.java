package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A file system in memory that is soon full. Mounting needs root; without, the test is skipped. */
record SmallDisk(Path place) implements AutoCloseable {

  static SmallDisk mount(Path place, long bytes) throws Exception {
    Files.createDirectories(place);
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", place.toString()) == 0,
        "a file system cannot be mounted here");
    return new SmallDisk(place);
  }

  void resize(long bytes) throws Exception {
    assertThat(run("mount", "-o", "remount,size=" + bytes, place.toString())).isZero();
  }

  private static int run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(List.of(command))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }

  @Override
  public void close() throws Exception {
    // Lazily: a driver that hangs must not keep the mount after the test.
    run("umount", "-l", place.toString());
  }
}
