package org.paceline.submitter.file;

import java.io.IOException;
import org.paceline.submitter.archive.ArchiveCheck;
import org.paceline.submitter.archive.ArchiveException;
import org.paceline.submitter.archive.Bytes;
import org.paceline.submitter.archive.CifarBatches;
import org.paceline.submitter.archive.CifarForm;
import org.paceline.submitter.archive.EntryCheck;
import org.paceline.submitter.archive.Images;
import org.paceline.submitter.web.Problem;

/**
 * Whether an archive holds what it is said to hold. Labels of plain records are looked at by {@link
 * Whole}.
 */
final class KindCheck {

  private final Upload upload;
  private final long mostUnpacked;

  KindCheck(Upload upload, long mostUnpacked) {
    this.upload = upload;
    this.mostUnpacked = mostUnpacked;
  }

  /**
   * Checks a file.
   *
   * @throws Problem with status 422 if it holds something else
   */
  void check(Bytes bytes) throws IOException {
    switch (upload.kind()) {
      case FILE, CIFAR10, CIFAR100 -> {}
      case CIFAR10_ARCHIVE -> check(bytes, new CifarBatches(CifarForm.CIFAR10), "batches");
      case CIFAR100_ARCHIVE -> check(bytes, new CifarBatches(CifarForm.CIFAR100), "batches");
      case IMAGES -> check(bytes, new Images(), "images");
    }
  }

  private void check(Bytes bytes, EntryCheck files, String what) throws IOException {
    try {
      if (new ArchiveCheck(upload.size(), mostUnpacked).check(bytes, files) == 0) {
        throw Problem.wrongKind("the archive has no " + what);
      }
    } catch (ArchiveException e) {
      throw Problem.wrongKind(e.getMessage());
    }
  }
}
