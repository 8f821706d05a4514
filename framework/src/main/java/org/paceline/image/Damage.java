package org.paceline.image;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Warnings of decoders that mean that pixels are missing or wrong: libjpeg and others fill what
 * they cannot read with grey and go on. Other warnings, such as bytes too many between two markers,
 * change no pixel.
 */
final class Damage {

  private static final Pattern LOST =
      Pattern.compile(
          "premature end|truncated|bad huffman code|instead of rst|unexpected end",
          Pattern.CASE_INSENSITIVE);

  private Damage() {}

  static void check(List<String> warnings) throws IOException {
    for (String warning : warnings) {
      if (LOST.matcher(warning).find()) {
        throw new IOException("it is damaged: " + warning);
      }
    }
  }
}
