package org.paceline.k8s.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a container of a pod with a card finds in its PATH. */
final class Card {

  private Card() {}

  /** A folder with an nvidia-smi that names the one card of the pod. */
  static Path tools(Path folder, String node) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path script = bin.resolve("nvidia-smi");
    Files.writeString(script, "#!/bin/sh\necho " + uuid(node) + "\n");
    if (!script.toFile().setExecutable(true)) {
      throw new IOException(script + " cannot be made executable");
    }
    return bin;
  }

  static String uuid(String node) {
    return "GPU-" + node + "-0";
  }
}
