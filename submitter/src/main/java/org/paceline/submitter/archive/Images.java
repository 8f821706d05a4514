package org.paceline.submitter.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Nothing but images, which begin as their names say. Thread-safe. */
public final class Images implements EntryCheck {

  private static final int LONGEST_FORM = 8;

  /** How images of each form begin. */
  private static final Map<String, byte[]> FORMS =
      Map.of(
          "png", bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'),
          "jpg", bytes(0xff, 0xd8, 0xff),
          "jpeg", bytes(0xff, 0xd8, 0xff),
          "gif", bytes('G', 'I', 'F', '8'),
          "bmp", bytes('B', 'M'));

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Override
  public boolean check(String name, InputStream content) throws IOException {
    byte[] start = content.readNBytes(LONGEST_FORM);
    String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    byte[] form = FORMS.get(suffix);
    boolean image =
        form != null
            && start.length >= form.length
            && Arrays.equals(form, Arrays.copyOf(start, form.length));
    if (!image) {
      throw new ArchiveException(
          "'%s' is no image in the form of its name; those taken are png, jpg, jpeg, gif and bmp"
              .formatted(EntryName.shown(name)));
    }
    return true;
  }
}
