package org.paceline.submitter.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.config.FileSettings;
import org.paceline.submitter.file.UploadTable.Part;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Problem;

/**
 * Files on their way: told, sent in parts in any order, completed. A part is on disk before its row
 * is written, and a file before its own, so that a row never promises what is not there; what a
 * process that ends in between leaves is done again by the client's next attempt. Thread-safe.
 */
final class Uploads {

  private static final int MOST_PARTS = 10_000;
  private static final int MOST_NAMED = 10;

  /** A process that ended while it completed an upload has it for as long as it would take. */
  private static final long SLOWEST_BYTES_A_SECOND = 10_000_000;

  private static final Duration CLAIM = Duration.ofMinutes(2);

  private final Jdbi jdbi;
  private final Clock clock;
  private final FileSettings settings;
  private final Audit audit;
  private final Storage storage;
  private final Reach reach;
  private final Quotas quotas;

  Uploads(
      Jdbi jdbi,
      Clock clock,
      FileSettings settings,
      Audit audit,
      Storage storage,
      Reach reach,
      Quotas quotas) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.settings = settings;
    this.audit = audit;
    this.storage = storage;
    this.reach = reach;
    this.quotas = quotas;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  Upload begin(Caller caller, NewUpload told) {
    if (told.size() > settings.fileBytes()) {
      throw Problem.tooLarge(
          "a file may have %d bytes, not %d".formatted(settings.fileBytes(), told.size()));
    }
    reach.checkTarget(caller.id(), told.project(), told.member(), told.machine());
    Instant now = now();
    Upload upload =
        new Upload(
            UUID.randomUUID(),
            caller.id(),
            told.project(),
            told.member(),
            told.machine(),
            told.name(),
            told.kind(),
            told.size(),
            told.sha256(),
            told.space(),
            told.ttlSeconds(),
            Math.max(settings.partBytes(), (told.size() + MOST_PARTS - 1) / MOST_PARTS),
            now,
            now.plus(settings.upload()));
    quotas.prepare(caller.id());
    Optional.ofNullable(told.project()).ifPresent(quotas::prepare);
    jdbi.useTransaction(
        handle -> {
          quotas.reserve(handle, caller.id(), told.project(), told.size());
          handle.attach(UploadTable.class).add(upload);
        });
    audit.write(caller.name(), "upload.begun", subject(upload), upload.project());
    return upload;
  }

  static String subject(Upload upload) {
    return upload.id() + " " + upload.name();
  }

  List<Upload> list(Caller caller, UUID after, int most) {
    return jdbi.withExtension(UploadTable.class, table -> table.ofOwner(caller.id(), after, most));
  }

  Upload get(Caller caller, UUID id) {
    return jdbi.withExtension(UploadTable.class, table -> table.byId(id))
        .filter(upload -> upload.owner().equals(caller.id()))
        .filter(upload -> upload.expiresAt().isAfter(now()))
        .orElseThrow(() -> Problem.missing("upload " + id));
  }

  List<Part> parts(Upload upload) {
    return jdbi.withExtension(UploadTable.class, table -> table.parts(upload.id()));
  }

  void write(Upload upload, Part part, InputStream body) {
    long bytes = upload.bytesOf(part.number());
    try {
      storage.writePart(
          upload.id(), part.name(), new PartStream(body, part.number(), bytes, part.sha256()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Instant now = now();
    jdbi.useTransaction(
        handle -> {
          UploadTable table = handle.attach(UploadTable.class);
          if (table.touch(upload.id(), now.plus(settings.upload()), now) == 0) {
            throw Problem.conflict("the upload is being completed, or is gone");
          }
          if (table.replacePart(upload.id(), part) == 0) {
            table.addPart(upload.id(), part);
          }
        });
  }

  StoredFile complete(Caller caller, UUID id) {
    Optional<StoredFile> done =
        jdbi.withExtension(FileTable.class, table -> table.byId(id, now()))
            .filter(file -> file.owner().equals(caller.id()));
    if (done.isPresent()) {
      // The answer to an earlier request was lost.
      return done.get();
    }
    Upload upload = get(caller, id);
    UUID claim = UUID.randomUUID();
    Duration length = CLAIM.plusSeconds(upload.size() / SLOWEST_BYTES_A_SECOND);
    Instant now = now();
    if (jdbi.withExtension(
            UploadTable.class, table -> table.claim(id, claim, now.plus(length), now))
        == 0) {
      throw Problem.conflict("the upload is being completed by another request");
    }
    try {
      return completed(caller, upload, claim);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      jdbi.useExtension(UploadTable.class, table -> table.release(id, claim));
    }
  }

  private StoredFile completed(Caller caller, Upload upload, UUID claim) throws IOException {
    List<Part> parts = parts(upload);
    checkAll(upload, parts);
    UUID id = upload.id();
    String sha256 = storage.assemble(id, parts.stream().map(Part::name).toList());
    if (!sha256.equals(upload.sha256())) {
      throw Problem.wrongChecksum(
          "the whole has the SHA-256 %s, not %s".formatted(sha256, upload.sha256()));
    }
    new KindCheck(upload.kind(), upload.size(), settings.fileBytes())
        .check(from -> storage.openAssembled(id, from));
    storage.keep(id);
    StoredFile file = upload.file(now());
    jdbi.useTransaction(
        handle -> {
          if (handle.attach(UploadTable.class).deleteClaimed(id, claim) == 0) {
            throw Problem.conflict("the upload was completed by another request, or is gone");
          }
          handle.attach(FileTable.class).add(file);
        });
    storage.deleteUpload(id);
    audit.write(caller.name(), "file.added", subject(upload), upload.project());
    return file;
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
          "%d of %d parts are missing, the first of them %s"
              .formatted(
                  missing.size(),
                  upload.parts(),
                  missing.subList(0, Math.min(MOST_NAMED, missing.size()))));
    }
  }

  void drop(Caller caller, UUID id) {
    Upload upload = get(caller, id);
    if (!dropped(upload)) {
      throw Problem.conflict("the upload is being completed");
    }
    audit.write(caller.name(), "upload.dropped", subject(upload), upload.project());
  }

  /** What a process left that ended before it wrote the file's row goes too. */
  private boolean dropped(Upload upload) {
    if (jdbi.withExtension(UploadTable.class, table -> table.deleteFree(upload.id(), now())) == 0) {
      return false;
    }
    try {
      storage.deleteUpload(upload.id());
      storage.delete(upload.id());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  /** Gives up uploads whose next part did not come in time. */
  void sweep(int batch) {
    List<Upload> expired =
        jdbi.withExtension(UploadTable.class, table -> table.expired(now(), batch));
    for (Upload upload : expired) {
      if (dropped(upload)) {
        audit.write("system", "upload.expired", subject(upload), upload.project());
      }
    }
  }
}
