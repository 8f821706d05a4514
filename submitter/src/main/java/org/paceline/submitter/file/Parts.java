package org.paceline.submitter.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.config.FileSettings;
import org.paceline.submitter.storage.Storage;
import org.paceline.submitter.web.Problem;

/** Parts as they arrive. Thread-safe. */
final class Parts {

  private final Jdbi jdbi;
  private final Storage storage;
  private final PartClaims claims;
  private final PartCounts counts;

  Parts(Jdbi jdbi, Clock clock, FileSettings settings, Storage storage, PartCounts counts) {
    this.jdbi = jdbi;
    this.storage = storage;
    this.claims = new PartClaims(jdbi, clock, settings);
    this.counts = counts;
  }

  List<Part> arrived(Upload upload) {
    return jdbi.withExtension(PartTable.class, table -> table.arrived(upload.id()));
  }

  /**
   * Takes a part; one that has arrived with that checksum is read, and not written again.
   *
   * @param asks whether the body comes only when it is read
   * @throws Problem with status 400 if it is not what was told, 409 if somebody else writes it
   */
  void write(Upload upload, int number, Checksum told, InputStream body, boolean asks)
      throws IOException {
    PartStream content = new PartStream(body, number, upload.bytesOf(number), told);
    Optional<Part> claimed = claims.take(upload, number, told);
    if (claimed.isEmpty()) {
      if (!asks) {
        content.transferTo(OutputStream.nullOutputStream());
        counts.there();
      }
      return;
    }
    write(upload, claimed.get(), content);
    counts.written();
  }

  private void write(Upload upload, Part part, PartStream content) throws IOException {
    boolean there = false;
    try {
      content.afterEach(claims.renewal(upload, part));
      String receipt = storage.write(upload.draft(), upload.piece(part), content);
      claims.arrive(upload, part, content.crc32c(), receipt);
      there = true;
    } finally {
      if (!there) {
        claims.giveUp(upload, part);
      }
    }
  }

  /** Those that a process wrote of which this one does not know how it ended. */
  List<Part> ofOthers(List<Part> arrived) {
    return arrived.stream().filter(claims::isOfAnother).toList();
  }

  /** Forgets all of them, and what the storage has of the upload. */
  void startAgain(Upload upload) throws IOException {
    storage.drop(upload.draft());
    String handle = storage.begin(upload.id(), upload.size());
    jdbi.useTransaction(
        transaction -> {
          transaction.attach(PartTable.class).deleteAll(upload.id());
          transaction.attach(UploadTable.class).changeHandle(upload.id(), handle);
        });
  }
}
