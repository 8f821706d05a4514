package org.paceline.data;

import java.util.Locale;
import java.util.Set;

/** What systems and tools leave in people's folders, and nobody means. */
final class SystemFiles {

  private static final Set<String> NAMES =
      Set.of(
          "__macosx",
          "@eadir",
          "@recycle",
          "#recycle",
          "$recycle.bin",
          "system volume information",
          "lost+found",
          "__pycache__",
          "thumbs.db",
          "ehthumbs.db",
          "desktop.ini",
          "icon\r");

  private SystemFiles() {}

  /**
   * Hidden ones, too, such as {@code .DS_Store}, {@code ._cat.png} and checkpoints of notebooks.
   */
  static boolean has(String name) {
    return name.startsWith(".") || NAMES.contains(name.toLowerCase(Locale.ROOT));
  }
}
