package org.paceline.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands that run in a session of their own, so that they can be ended with all they start. They
 * take Ctrl-C also where the tests run in the background of a script, which has its children ignore
 * that.
 */
final class Sessions {

  /** Whole paths, as a test may leave nothing else on that of its process. */
  private static final List<String> OWN =
      List.of("/usr/bin/setsid", "/usr/bin/env", "--default-signal=INT,HUP");

  private static final boolean WORKS = works();

  private Sessions() {}

  /** The command in a session of its own, where the system has the words for it. */
  static List<String> own(List<String> command) {
    List<String> all = new ArrayList<>(WORKS ? OWN : List.of());
    all.addAll(command);
    return all;
  }

  /** Older systems have env without that option, others no setsid. */
  private static boolean works() {
    List<String> probe = new ArrayList<>(OWN);
    probe.add("true");
    try {
      return new ProcessBuilder(probe).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
