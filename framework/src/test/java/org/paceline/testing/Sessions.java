package org.paceline.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands that run in a session of their own, so that they can be ended with all they start. They
 * take Ctrl-C also where the tests run in the background of a script, which has its children ignore
 * that.
 */
final class Sessions {

  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final List<String> OWN =
      List.of(SETSID.toString(), "env", "--default-signal=INT,HUP");

  private Sessions() {}

  /** The command in a session of its own, where the system has the words for it. */
  static List<String> own(List<String> command) {
    List<String> all = new ArrayList<>(Files.isExecutable(SETSID) ? OWN : List.of());
    all.addAll(command);
    return all;
  }
}
