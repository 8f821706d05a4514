package org.paceline.submitter.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The extra fields of an entry of ZIP (PKWARE's APPNOTE, 4.5). */
final class ZipExtra {

  static final int ZIP64 = 1;

  private static final int UNICODE_PATH = 0x7075;

  /** After a version and a CRC. */
  private static final int PATH_AT = 5;

  private static final int U16 = 0xffff;

  private ZipExtra() {}

  /**
   * The contents of the fields of a kind.
   *
   * @throws ArchiveException if one is longer than what is there: what follows it would be read
   */
  static List<byte[]> of(int kind, byte[] extra) {
    List<byte[]> found = new ArrayList<>();
    ByteBuffer fields = ZipDirectory.little(extra);
    while (fields.remaining() >= Integer.BYTES) {
      int id = fields.getShort() & U16;
      int length = fields.getShort() & U16;
      if (length > fields.remaining()) {
        throw new ArchiveException("an extra field of the ZIP archive is cut off");
      }
      byte[] content = new byte[length];
      fields.get(content);
      if (id == kind) {
        found.add(content);
      }
    }
    return found;
  }

  /**
   * Checks that an entry has one name: by Info-ZIP's field with a path in Unicode some programs
   * unpack it elsewhere, and others by its name.
   *
   * @throws ArchiveException if the field has another
   */
  static void checkPath(byte[] name, byte[] extra) {
    for (byte[] field : of(UNICODE_PATH, extra)) {
      if (field.length < PATH_AT
          || !Arrays.equals(name, Arrays.copyOfRange(field, PATH_AT, field.length))) {
        throw new ArchiveException(
            "'%s' has another name in its field for Unicode (0x7075)"
                .formatted(EntryName.shown(new String(name, StandardCharsets.UTF_8))));
      }
    }
  }
}
