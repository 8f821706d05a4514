package org.paceline.submitter.file;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import org.paceline.submitter.web.Problem;

/**
 * What the bytes of a part must amount to.
 *
 * @param algorithm how it is made
 * @param value in hexadecimal, in lower case
 */
record Checksum(Algorithm algorithm, String value) {

  private static final String FORM = "[0-9a-f]{64}";

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What the body of a request must have; where several are told, the strongest.
   *
   * @throws Problem with status 400 if the request does not tell it
   */
  static Checksum told(Context context) {
    String plain = context.header("X-Content-Sha256");
    if (plain != null && plain.toLowerCase(Locale.ROOT).matches(FORM)) {
      return new Checksum(Algorithm.SHA_256, plain.toLowerCase(Locale.ROOT));
    }
    String digest = Optional.ofNullable(context.header("Content-Digest")).orElse("");
    for (Algorithm algorithm : Algorithm.values()) {
      Optional<String> value = algorithm.in(digest);
      if (value.isPresent()) {
        return new Checksum(algorithm, value.get());
      }
    }
    throw Problem.invalid(
        "the checksum of the part is needed, as Content-Digest: sha-256=:BASE64: or"
            + " crc32c=:BASE64:, or as X-Content-Sha256 in hexadecimal");
  }
}
