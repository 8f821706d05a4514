package org.paceline.submitter.file;

import java.io.IOException;
import java.io.InputStream;
import org.paceline.submitter.archive.Bytes;
import org.paceline.submitter.config.FileSettings;
import org.paceline.submitter.web.Problem;

/** What the checksums of its parts do not tell of a whole: a SHA-256, and what it holds. */
final class WholeCheck {

  private final FileSettings settings;

  WholeCheck(FileSettings settings) {
    this.settings = settings;
  }

  static Problem wrong(String title, String actual, String told) {
    return Problem.wrongChecksum("the whole has the %s %s, not %s".formatted(title, actual, told));
  }

  /**
   * Reads it, if there is something to be checked.
   *
   * @throws Problem if it is not what was told
   */
  void check(Upload upload, WholeChecksums told, Bytes bytes) throws IOException {
    if (Whole.tells(upload, told)) {
      try (InputStream in = bytes.from(0)) {
        check(told, Whole.read(in, upload, told));
      }
    }
    new KindCheck(upload, settings.fileBytes()).check(bytes);
  }

  private static void check(WholeChecksums told, Whole whole) {
    if (told.sha256() != null && !told.sha256().equals(whole.sha256())) {
      throw wrong("SHA-256", whole.sha256(), told.sha256());
    }
    if (whole.violation().isPresent()) {
      throw Problem.wrongKind(whole.violation().get());
    }
  }
}
