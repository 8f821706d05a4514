package org.paceline.submitter.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Who did what to what, and when, chained to the line before.
 *
 * @param seq its number, from 1, without gaps
 * @param at when, to the millisecond
 * @param actor the name of the account, or {@code system}
 * @param action what, as {@code user.registered}
 * @param subject to what
 * @param project the project that it concerns, or null
 * @param previousHash the hash of the line before; zeros for the first
 * @param hash SHA-256 over all of the above
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditLine(
    long seq,
    Instant at,
    String actor,
    String action,
    String subject,
    UUID project,
    String previousHash,
    String hash) {

  /** What the first line follows. */
  static final AuditHead NONE = new AuditHead(0, "0".repeat(64));

  static AuditLine after(
      AuditHead last, Instant at, String actor, String action, String subject, UUID project) {
    long seq = last.seq() + 1;
    AuditLine open = new AuditLine(seq, at, actor, action, subject, project, last.hash(), "");
    return new AuditLine(seq, at, actor, action, subject, project, last.hash(), open.digest());
  }

  /** Each part with its length, so that no two lines have the same bytes. */
  String digest() {
    StringBuilder text = new StringBuilder();
    for (String part :
        new String[] {
          String.valueOf(seq),
          String.valueOf(at.toEpochMilli()),
          actor,
          action,
          subject,
          String.valueOf(project),
          previousHash
        }) {
      text.append(part.length()).append(':').append(part);
    }
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
