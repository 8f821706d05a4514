package org.paceline.submitter.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.config.FileSettings;
import org.paceline.submitter.storage.Storage;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Problem;

/**
 * Makes files of uploads. The bytes are in place before the row is written, so that a row never
 * promises what is not there. Thread-safe.
 */
final class Completion {

  private static final int MOST_NAMED = 10;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Audit audit;
  private final Storage storage;
  private final Parts parts;
  private final TornParts torn;
  private final WholeCheck whole;
  private final UploadClaims claims;

  Completion(
      Jdbi jdbi,
      Clock clock,
      FileSettings settings,
      Audit audit,
      Storage storage,
      Parts parts,
      UploadClaims claims) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.torn = new TornParts(jdbi, storage);
    this.whole = new WholeCheck(settings);
    this.audit = audit;
    this.storage = storage;
    this.parts = parts;
    this.claims = claims;
  }

  /**
   * Makes a file.
   *
   * @param now checksums of the whole that were not told at the beginning
   */
  StoredFile complete(Caller caller, Upload upload, WholeChecksums now) throws IOException {
    WholeChecksums told = upload.told().with(now);
    try (UploadClaims.Claim claim = claims.take(upload)) {
      return completed(caller, upload, told, claim.id());
    }
  }

  private StoredFile completed(Caller caller, Upload upload, WholeChecksums told, UUID claim)
      throws IOException {
    List<Part> arrived = parts.arrived(upload);
    checkAll(upload, arrived);
    String crc32c = crc32c(upload, arrived);
    if (told.crc32c() != null && !told.crc32c().equals(crc32c)) {
      throw WholeCheck.wrong("CRC32C", crc32c, told.crc32c());
    }
    keep(upload, told, arrived);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    StoredFile file = upload.file(new WholeChecksums(crc32c, told.sha256()), now);
    jdbi.useTransaction(
        handle -> {
          if (handle.attach(UploadTable.class).deleteClaimed(upload.id(), claim) == 0) {
            throw Problem.conflict("the upload was completed by another request, or is gone");
          }
          handle.attach(FileTable.class).add(file);
          audit.write(handle, caller.name(), "file.added", upload.subject(), upload.project());
        });
    return file;
  }

  private static String crc32c(Upload upload, List<Part> parts) {
    Crc32cSum sum = new Crc32cSum();
    parts.forEach(part -> sum.add(part.crc32c(), upload.bytesOf(part.number())));
    return sum.value();
  }

  private void keep(Upload upload, WholeChecksums told, List<Part> arrived) throws IOException {
    List<Storage.Piece> pieces = arrived.stream().map(upload::piece).toList();
    if (storage.readsParts()) {
      checkParts(upload, told, arrived);
      storage.keep(upload.draft(), pieces);
    } else {
      keepUnread(upload, pieces);
      checkKept(upload, told);
    }
  }

  private void checkParts(Upload upload, WholeChecksums told, List<Part> arrived)
      throws IOException {
    checkNoneTorn(upload, parts.ofOthers(arrived));
    try {
      whole.check(upload, told, new PartBytes(storage, upload, arrived));
    } catch (Problem e) {
      checkNoneTorn(upload, arrived);
      throw e;
    }
  }

  /** A power failure and a disk that lies may leave others than arrived; they are to come again. */
  private void checkNoneTorn(Upload upload, List<Part> arrived) throws IOException {
    List<Integer> numbers = torn.forget(upload, arrived);
    if (!numbers.isEmpty()) {
      throw Problem.conflict(
          "%s parts are no longer as they arrived, the first of them %s; send them again"
              .formatted(numbers.size(), numbers.subList(0, Math.min(MOST_NAMED, numbers.size()))));
    }
  }

  /** Where parts cannot be read before they are joined, all of them are to come again. */
  private void checkKept(Upload upload, WholeChecksums told) throws IOException {
    try {
      whole.check(upload, told, from -> storage.open(upload.id(), from));
    } catch (Problem e) {
      storage.delete(upload.id());
      parts.startAgain(upload);
      throw e;
    }
  }

  /** A process may have ended while it started the upload again. */
  private void keepUnread(Upload upload, List<Storage.Piece> pieces) throws IOException {
    try {
      storage.keep(upload.draft(), pieces);
    } catch (FileNotFoundException e) {
      parts.startAgain(upload);
      throw Problem.conflict("the parts are gone; send them again");
    }
  }

  private static void checkAll(Upload upload, List<Part> parts) {
    Set<Integer> there = parts.stream().map(Part::number).collect(Collectors.toSet());
    List<Integer> missing =
        IntStream.rangeClosed(1, upload.parts())
            .boxed()
            .filter(number -> !there.contains(number))
            .toList();
    if (!missing.isEmpty()) {
      throw Problem.conflict(
          "%s of %s parts are missing, the first of them %s"
              .formatted(
                  missing.size(),
                  upload.parts(),
                  missing.subList(0, Math.min(MOST_NAMED, missing.size()))));
    }
  }
}
