package org.paceline.submitter.file;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paceline.submitter.web.Problem;

/** SHA-256, as text in hexadecimal and as the headers of RFC 9530 have it. */
final class Checksum {

  static final String FORM = "[0-9a-f]{64}";

  private static final Pattern DIGEST =
      Pattern.compile("(?:^|,)\\s*sha-256=:([A-Za-z0-9+/]{43}=):\\s*(?:,|$)");

  private Checksum() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What the body of a request must have.
   *
   * @throws Problem with status 400 if the request does not tell it
   */
  static String told(Context context) {
    String plain = context.header("X-Content-Sha256");
    if (plain != null && plain.toLowerCase(Locale.ROOT).matches(FORM)) {
      return plain.toLowerCase(Locale.ROOT);
    }
    String digest = context.header("Content-Digest");
    if (digest != null) {
      Matcher matcher = DIGEST.matcher(digest);
      if (matcher.find()) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(matcher.group(1)));
      }
    }
    throw Problem.invalid(
        "the SHA-256 of the part is needed, as Content-Digest: sha-256=:BASE64:"
            + " or as X-Content-Sha256 in hexadecimal");
  }

  static String header(String sha256) {
    byte[] bytes = HexFormat.of().parseHex(sha256);
    return "sha-256=:" + Base64.getEncoder().encodeToString(bytes) + ":";
  }
}
