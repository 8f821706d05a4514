package org.paceline.submitter.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a part's checksum is made; the names are those of RFC 9530's registry. */
public enum Algorithm {
  /** FIPS 180-4. */
  @JsonProperty("sha-256")
  SHA_256("SHA-256", "sha-256", 32),
  /** Castagnoli's polynomial, RFC 9260's appendix A, as four bytes, the highest first. */
  @JsonProperty("crc32c")
  CRC32C("CRC32C", "crc32c", 4);

  private final String title;
  private final String key;
  private final int bytes;
  private final Pattern member;

  Algorithm(String title, String key, int bytes) {
    this.title = title;
    this.key = key;
    this.bytes = bytes;
    this.member = Pattern.compile("(?:^|,)\\s*" + key + "=:([A-Za-z0-9+/]*={0,2}):\\s*(?:,|$)");
  }

  /** The name for people. */
  String title() {
    return title;
  }

  /** What a header Content-Digest has of it, in hexadecimal. */
  Optional<String> in(String header) {
    Matcher matcher = member.matcher(header);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      byte[] told = Base64.getDecoder().decode(matcher.group(1));
      return told.length == bytes ? Optional.of(HexFormat.of().formatHex(told)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      // It is no Base64, so there is none.
      return Optional.empty();
    }
  }

  /** As a header has it. */
  String header(String hexadecimal) {
    byte[] value = HexFormat.of().parseHex(hexadecimal);
    return key + "=:" + Base64.getEncoder().encodeToString(value) + ":";
  }

  /** Begins to count. */
  Tally tally() {
    return this == SHA_256 ? new Sha256Tally() : new Crc32cTally();
  }

  /** A checksum on its way. Not thread-safe. */
  interface Tally {
    void update(byte[] buffer, int offset, int length);

    /** In hexadecimal; it ends the count. */
    String end();
  }
}
