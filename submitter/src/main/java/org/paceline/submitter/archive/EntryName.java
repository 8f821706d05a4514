package org.paceline.submitter.archive;

import java.util.Arrays;

/** Names of entries, which lead to no other place than below the folder that is unpacked to. */
final class EntryName {

  private static final int LONGEST = 255;
  private static final int SHOWN = 80;

  private EntryName() {}

  /**
   * Checks a name.
   *
   * @throws ArchiveException if it is absolute, or has a drive, '..', '.', a backslash or a control
   *     character in it
   */
  static void check(String name) {
    String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    boolean harmless =
        name.length() <= LONGEST
            && name.chars().noneMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c))
            && Arrays.stream(path.split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (!harmless) {
      throw new ArchiveException(
          "a name must lead to a place below the archive's own folder, not '%s'"
              .formatted(shown(name)));
    }
  }

  /** No name of a stranger's fills a log or an answer. */
  static String shown(String name) {
    String shown = name.replaceAll("\\p{Cntrl}", "?");
    return shown.length() > SHOWN ? shown.substring(0, SHOWN) + "..." : shown;
  }
}
