package org.paceline.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of a configuration, which is UTF-8 with or without a byte order mark. */
final class ModelText {

  private static final char MARK = '\ufeff';

  private ModelText() {}

  /**
   * Decodes a text.
   *
   * @throws IllegalArgumentException if it is empty or in another encoding
   */
  static String of(byte[] bytes) {
    checkEncoding(bytes);
    String text = decoded(bytes);
    String marked = text.isEmpty() || text.charAt(0) != MARK ? text : text.substring(1);
    if (marked.isBlank()) {
      throw new IllegalArgumentException("it is empty");
    }
    return marked;
  }

  /** JSON begins with two characters of ASCII, so that zeros among its first bytes tell widths. */
  private static void checkEncoding(byte[] bytes) {
    if (bytes.length < 4) {
      return;
    }
    int first = ByteBuffer.wrap(bytes).getInt();
    int two = first >>> 16;
    boolean wide = two == 0 || first == 0xfffe0000 || (first & 0xffffff) == 0;
    boolean marked = two == 0xfeff || two == 0xfffe;
    boolean zeros = bytes[0] == 0 || bytes[1] == 0;
    if (wide || marked || zeros) {
      throw new IllegalArgumentException(
          "it is encoded in %s: save it as UTF-8".formatted(wide ? "UTF-32" : "UTF-16"));
    }
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("it is not encoded in UTF-8", e);
    }
  }
}
