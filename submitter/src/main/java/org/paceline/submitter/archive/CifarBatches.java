package org.paceline.submitter.archive;

import java.io.IOException;
import java.io.InputStream;

/** Batches of CIFAR's binary form, with the short texts that go with them. Not thread-safe. */
public final class CifarBatches implements EntryCheck {

  private static final int MOST_TEXT = 1 << 20;
  private static final int BUFFER = 1 << 16;

  private final CifarForm form;

  /**
   * Prepares a check.
   *
   * @param form of the records
   */
  public CifarBatches(CifarForm form) {
    this.form = form;
  }

  @Override
  public boolean check(String name, InputStream content) throws IOException {
    if (!name.endsWith(".bin")) {
      checkText(name, content);
      return false;
    }
    CifarLabels labels = new CifarLabels(form);
    byte[] buffer = new byte[BUFFER];
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      labels.update(buffer, 0, read);
    }
    labels
        .end()
        .ifPresent(
            rule -> {
              throw new ArchiveException("'%s': %s".formatted(EntryName.shown(name), rule));
            });
    return true;
  }

  private static void checkText(String name, InputStream content) throws IOException {
    if (!name.matches(".*\\.(txt|html)") || content.readNBytes(MOST_TEXT + 1).length > MOST_TEXT) {
      throw new ArchiveException(
          "'%s' is neither a batch (.bin) nor a text (.txt, .html) of at most 1 MiB"
              .formatted(EntryName.shown(name)));
    }
  }
}
