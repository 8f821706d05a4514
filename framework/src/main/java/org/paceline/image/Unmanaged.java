package org.paceline.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes colour profiles out of files whose decoder would apply them: values are to be those that
 * are stored. Those of four inks, which mean no colour without it, keep theirs.
 */
final class Unmanaged {

  private static final int MARKER = 0xff;
  private static final int START = 0xd8;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int APP2 = 0xe2;
  private static final int INKS = 4;
  private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] WEBP = "WEBPVP8X".getBytes(StandardCharsets.US_ASCII);
  private static final int WEBP_AT = 8;
  private static final int WEBP_FLAGS = 20;
  private static final int WEBP_PROFILE = 0x20;

  private Unmanaged() {}

  static byte[] of(byte[] content) {
    if (content.length > 2 && at(content, 0) == MARKER && at(content, 1) == START) {
      return jpeg(content);
    }
    return content.length > WEBP_FLAGS && holds(content, WEBP_AT, WEBP) ? webp(content) : content;
  }

  private static byte[] webp(byte[] content) {
    byte[] plain = content.clone();
    plain[WEBP_FLAGS] &= ~WEBP_PROFILE;
    return plain;
  }

  /** A file that is not made as a JPEG should be is left to the decoder. */
  private static byte[] jpeg(byte[] content) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream(content.length + 2);
    plain.write(content, 0, 2);
    int frame = 0;
    int components = 0;
    int profile = 0;
    int from = 2;
    while (from + 4 <= content.length
        && at(content, from) == MARKER
        && at(content, from + 1) != SCAN) {
      int marker = at(content, from + 1);
      int end =
          marker == MARKER
              ? from + 1
              : from + 2 + (at(content, from + 2) << 8) + at(content, from + 3);
      if (end > content.length) {
        return content;
      }
      if (isFrame(marker) && from + 10 <= content.length) {
        frame = marker;
        components = at(content, from + 9);
      }
      if (marker == APP2 && holds(content, from + 4, PROFILE)) {
        profile++;
      } else {
        plain.write(content, from, end - from);
      }
      from = end;
    }
    byte[] whole = content;
    if (profile > 0 && components != INKS) {
      plain.write(content, from, content.length - from);
      whole = plain.toByteArray();
    }
    return frame == 0xc0 || frame == 0xc1 ? ended(whole) : whole;
  }

  /** Frames' markers, among which are those of tables and of reserved meaning. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /**
   * Only the marker at the end is missing from some: those have all of their pixels. Of several
   * scans some may be missing without it.
   */
  private static byte[] ended(byte[] jpeg) {
    byte[] ended = Arrays.copyOf(jpeg, jpeg.length + 2);
    ended[jpeg.length] = (byte) MARKER;
    ended[jpeg.length + 1] = (byte) END;
    return ended;
  }

  private static boolean holds(byte[] content, int from, byte[] word) {
    return content.length >= from + word.length
        && Arrays.equals(content, from, from + word.length, word, 0, word.length);
  }

  private static int at(byte[] content, int position) {
    return content[position] & 0xff;
  }
}
