package org.paceline.base;

import java.io.File;
import java.util.Locale;

/** The encoding in which this virtual machine has the names of files. */
public final class FileNames {

  private FileNames() {}

  /**
   * Whether names that are not ASCII are lost: lists of folders in {@code java.io}, on which Hadoop
   * stands, have other characters in their place, and no file is found by those.
   *
   * @return false with a locale of UTF-8, and on Windows, which has the names in Unicode
   */
  public static boolean unreadable() {
    return unreadable(encoding(), File.separatorChar);
  }

  static boolean unreadable(String encoding, char separator) {
    return separator != '\\' && !encoding.toLowerCase(Locale.ROOT).matches("utf-?8");
  }

  /**
   * The name of the encoding, which Java has from the locale of the process.
   *
   * @return such as UTF-8, or ANSI_X3.4-1968 with the locale {@code C}
   */
  public static String encoding() {
    return System.getProperty("sun.jnu.encoding", "UTF-8");
  }
}
