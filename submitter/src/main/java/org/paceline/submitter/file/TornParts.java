package org.paceline.submitter.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.storage.Storage;

/** Parts that are not as they arrived, as a power failure may leave them. Thread-safe. */
final class TornParts {

  private static final int BUFFER = 128 << 10;

  private final Jdbi jdbi;
  private final Storage storage;

  TornParts(Jdbi jdbi, Storage storage) {
    this.jdbi = jdbi;
    this.storage = storage;
  }

  /** Reads parts, forgets those that are torn, and tells their numbers. */
  List<Integer> forget(Upload upload, List<Part> arrived) throws IOException {
    List<Integer> torn = new ArrayList<>();
    for (Part part : arrived) {
      if (!part.checksum().equals(stored(upload, part))) {
        torn.add(part.number());
        jdbi.useExtension(PartTable.class, table -> table.delete(upload.id(), part.number()));
      }
    }
    return torn;
  }

  private String stored(Upload upload, Part part) throws IOException {
    Algorithm.Tally tally = part.algorithm().tally();
    try (InputStream in = storage.openPart(upload.draft(), upload.piece(part))) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        tally.update(buffer, 0, read);
      }
    }
    return tally.end();
  }
}
