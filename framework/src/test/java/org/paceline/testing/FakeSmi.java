package org.paceline.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A command of the name nvidia-smi, written here, for whoever has its folder on the PATH. */
public final class FakeSmi {

  private FakeSmi() {}

  /** Writes one that prints a text, whatever it is asked, and exits with a status. */
  public static void write(Path folder, String text, int status) throws IOException {
    Path script = folder.resolve("nvidia-smi");
    Files.writeString(script, "#!/bin/sh\ncat <<'END'\n%s\nEND\nexit %d\n".formatted(text, status));
    if (!script.toFile().setExecutable(true)) {
      throw new IOException(script + " cannot be made executable");
    }
  }

  /** The project's discovery script. */
  public static Path discovery() {
    return script("gpu-discovery.sh");
  }

  /** The project's script for a machine without a card in a mixed pool. */
  public static Path noDiscovery() {
    return script("no-gpu-discovery.sh");
  }

  private static Path script(String name) {
    return Path.of("..", "conf", name).toAbsolutePath().normalize();
  }
}
