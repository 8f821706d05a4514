package org.paceline.submitter.file;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.paceline.submitter.archive.CifarLabels;

/**
 * All bytes of an upload, read once more for what the checksums of its parts do not tell: its
 * SHA-256, where the client has told one, and its labels, if it has some.
 *
 * @param sha256 in hexadecimal, null if it was not asked for
 * @param violation the first rule of its kind that is broken
 */
record Whole(String sha256, Optional<String> violation) {

  private static final int BUFFER = 256 << 10;

  /** Whether there is anything to read it for. */
  static boolean tells(Upload upload, WholeChecksums told) {
    return told.sha256() != null || upload.kind().records().isPresent();
  }

  /** Reads to the end. */
  static Whole read(InputStream in, Upload upload, WholeChecksums told) throws IOException {
    Optional<MessageDigest> digest =
        Optional.ofNullable(told.sha256()).map(one -> Checksum.sha256());
    Optional<CifarLabels> labels = upload.kind().records().map(CifarLabels::new);
    byte[] buffer = new byte[BUFFER];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      int length = count;
      digest.ifPresent(one -> one.update(buffer, 0, length));
      labels.ifPresent(one -> one.update(buffer, 0, length));
    }
    return new Whole(
        digest.map(MessageDigest::digest).map(HexFormat.of()::formatHex).orElse(null),
        labels.flatMap(CifarLabels::end));
  }
}
