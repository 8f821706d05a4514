package org.paceline.submitter.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.paceline.submitter.web.Problem;

/**
 * Images in a ZIP archive that can be unpacked without harm: no name leads out of the folder, none
 * is hidden from its directory, and it does not grow without measure.
 */
final class ImageArchive {

  /** Images hardly shrink; uncompressed ones of one colour do by more. */
  private static final long MOST_RATIO = 100;

  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_NAME = 255;
  private static final int SHOWN = 80;

  /** How images of each form begin. */
  private static final Map<String, byte[]> FORMS =
      Map.of(
          "png", bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'),
          "jpg", bytes(0xff, 0xd8, 0xff),
          "jpeg", bytes(0xff, 0xd8, 0xff),
          "gif", bytes('G', 'I', 'F', '8'),
          "bmp", bytes('B', 'M'));

  private final long size;
  private final long mostInflated;
  private long inflated;

  ImageArchive(long size, long mostInflated) {
    this.size = size;
    this.mostInflated = Math.min(mostInflated, size * MOST_RATIO);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** No name of a stranger's fills a log or an answer. */
  static String shown(String name) {
    String shown = name.replaceAll("\\p{Cntrl}", "?");
    return shown.length() > SHOWN ? shown.substring(0, SHOWN) + "..." : shown;
  }

  /**
   * Checks it.
   *
   * @throws Problem with status 422 and the entry that breaks a rule
   */
  void check(KindCheck.Bytes bytes) throws IOException {
    try {
      compare(bytes, new ZipDirectory(size).names(bytes));
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw Problem.wrongKind("the ZIP archive is damaged: " + e.getMessage());
    }
  }

  private void compare(KindCheck.Bytes bytes, Set<String> listed) throws IOException {
    int images = 0;
    try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(bytes.from(0), BUFFER))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        checkName(name);
        if (!listed.remove(name)) {
          throw Problem.wrongKind("'%s' is not in the archive's directory".formatted(shown(name)));
        }
        byte[] start = drained(zip, name);
        if (!entry.isDirectory()) {
          checkForm(name, start);
          images++;
        }
      }
    }
    if (!listed.isEmpty()) {
      throw Problem.wrongKind(
          "the archive's directory lists '%s', which is not there"
              .formatted(shown(listed.iterator().next())));
    }
    if (images == 0) {
      throw Problem.wrongKind("the archive has no images");
    }
  }

  private static void checkName(String name) {
    String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    boolean harmless =
        name.length() <= LONGEST_NAME
            && name.chars().noneMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c))
            && Arrays.stream(path.split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (!harmless) {
      throw Problem.wrongKind(
          "a name must lead to a place below the archive's own folder, not '%s'"
              .formatted(shown(name)));
    }
  }

  /** Reads an entry to its end; its length as told is not believed. */
  private byte[] drained(ZipInputStream zip, String name) throws IOException {
    byte[] buffer = new byte[BUFFER];
    byte[] start = zip.readNBytes(8);
    inflated += start.length;
    for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
      inflated += read;
      if (inflated > mostInflated) {
        throw Problem.wrongKind(
            "the archive may grow to %d bytes when it is unpacked, and is over that at '%s'"
                .formatted(mostInflated, shown(name)));
      }
    }
    return start;
  }

  private static void checkForm(String name, byte[] start) {
    String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    byte[] form = FORMS.get(suffix);
    boolean image =
        form != null
            && start.length >= form.length
            && Arrays.equals(form, Arrays.copyOf(start, form.length));
    if (!image) {
      throw Problem.wrongKind(
          "'%s' is no image in the form of its name; those taken are png, jpg, jpeg, gif and bmp"
              .formatted(shown(name)));
    }
  }
}
