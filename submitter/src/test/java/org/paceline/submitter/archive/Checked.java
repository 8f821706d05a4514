package org.paceline.submitter.archive;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** What the check says of an archive of images. */
final class Checked {

  static final long MOST = 50_000_000;

  private Checked() {}

  static Bytes of(byte[] archive) {
    return from -> new ByteArrayInputStream(archive, (int) from, archive.length - (int) from);
  }

  static int images(byte[] archive) throws IOException {
    return new ArchiveCheck(archive.length, MOST).check(of(archive), new Images());
  }

  static void refused(byte[] archive, String rule) {
    assertThatThrownBy(() -> images(archive)).isInstanceOf(ArchiveException.class).hasMessage(rule);
  }
}
