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
  private static final int BASELINE = 0xc0;
  private static final int EXTENDED = 0xc1;
  private static final int COMPONENTS_AT = 9;

  /** As far as a frame tells its number of components: so much must follow any marker. */
  private static final int SHORTEST = 10;

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

  private static byte[] jpeg(byte[] content) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream(content.length);
    int frame = 0;
    int components = 0;
    int from = 2;
    plain.write(content, 0, from);
    for (int end = end(content, from); end > from; end = end(content, from)) {
      if (isFrame(at(content, from + 1))) {
        frame = at(content, from + 1);
        components = at(content, from + COMPONENTS_AT);
      }
      if (!isProfile(content, from)) {
        plain.write(content, from, end - from);
      }
      from = end;
    }
    plain.write(content, from, content.length - from);
    byte[] whole = components == INKS ? content : plain.toByteArray();
    return frame == BASELINE || frame == EXTENDED ? ended(whole) : whole;
  }

  /** Where a segment ends; where it begins if it is a scan, or none at all. */
  private static int end(byte[] content, int from) {
    if (from + SHORTEST > content.length
        || at(content, from) != MARKER
        || at(content, from + 1) == SCAN) {
      return from;
    }
    int end = from + 2 + (at(content, from + 2) << 8 | at(content, from + 3));
    return end > content.length ? from : end;
  }

  private static boolean isProfile(byte[] content, int from) {
    return at(content, from + 1) == APP2 && holds(content, from + 4, PROFILE);
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
