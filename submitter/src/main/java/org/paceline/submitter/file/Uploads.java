package org.paceline.submitter.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.config.FileSettings;
import org.paceline.submitter.storage.Storage;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Problem;

/**
 * Files on their way: told, sent in parts in any order, completed. What a process leaves that ends
 * in between is done again by the client's next attempt. Thread-safe.
 */
final class Uploads implements AutoCloseable {

  private final Jdbi jdbi;
  private final Clock clock;
  private final FileSettings settings;
  private final Audit audit;
  private final Storage storage;
  private final Reach reach;
  private final Quotas quotas;
  private final UploadClaims claims;
  private final Parts parts;
  private final Completion completion;

  Uploads(
      Jdbi jdbi,
      Clock clock,
      FileSettings settings,
      Audit audit,
      Storage storage,
      Reach reach,
      Quotas quotas,
      PartCounts counts) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.settings = settings;
    this.audit = audit;
    this.storage = storage;
    this.reach = reach;
    this.quotas = quotas;
    this.claims = new UploadClaims(jdbi, clock);
    this.parts = new Parts(jdbi, clock, settings, storage, counts);
    this.completion = new Completion(jdbi, clock, settings, audit, storage, parts, claims);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  Upload begin(Caller caller, NewUpload told) throws IOException {
    if (told.size() > settings.fileBytes()) {
      throw Problem.tooLarge(
          "a file may have %s bytes, not %s".formatted(settings.fileBytes(), told.size()));
    }
    reach.checkGives(caller.id(), told.target());
    quotas.prepare(caller.id());
    Optional.ofNullable(told.project()).ifPresent(quotas::prepare);
    // Whoever has no room makes the storage no work.
    jdbi.useTransaction(handle -> reserve(handle, caller, told));
    UUID id = UUID.randomUUID();
    // Outside of the transaction: a storage that hangs must keep no connection, and no lock.
    String room = storage.begin(id, told.size());
    return kept(caller, told, told.upload(id, caller.id(), settings, now(), room));
  }

  private void reserve(Handle handle, Caller caller, NewUpload told) {
    quotas.reserve(handle, caller.id(), told.project(), told.size());
  }

  private Upload kept(Caller caller, NewUpload told, Upload begun) throws IOException {
    boolean kept = false;
    try {
      jdbi.useTransaction(
          handle -> {
            reserve(handle, caller, told);
            handle.attach(UploadTable.class).add(begun);
            audit.write(handle, caller.name(), "upload.begun", begun.subject(), begun.project());
          });
      kept = true;
      return begun;
    } finally {
      if (!kept) {
        storage.drop(begun.draft());
      }
    }
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

  Parts parts() {
    return parts;
  }

  /**
   * Makes a file of an upload.
   *
   * @param told checksums of the whole that were not told at the beginning
   */
  StoredFile complete(Caller caller, UUID id, WholeChecksums told) throws IOException {
    Optional<StoredFile> done = done(caller, id);
    if (done.isPresent()) {
      // The answer to an earlier request was lost.
      return done.get();
    }
    try {
      Upload upload = get(caller, id);
      // Who left the project meanwhile has nothing to give to it.
      reach.checkGives(
          caller.id(), new Target(upload.project(), upload.member(), upload.machine()));
      return completion.complete(caller, upload, told);
    } catch (Problem e) {
      // Another request may have completed it since.
      return done(caller, id).orElseThrow(() -> e);
    }
  }

  private Optional<StoredFile> done(Caller caller, UUID id) {
    return jdbi.withExtension(FileTable.class, table -> table.byId(id, now()))
        .filter(file -> file.owner().equals(caller.id()));
  }

  void drop(Caller caller, UUID id) throws IOException {
    Upload upload = get(caller, id);
    if (!dropped(upload, caller.name(), "upload.dropped")) {
      throw Problem.conflict("the upload is being completed");
    }
  }

  /** What a process left that ended before it wrote the file's row goes too. */
  private boolean dropped(Upload upload, String actor, String action) throws IOException {
    if (!jdbi.inTransaction(handle -> deleted(handle, upload, actor, action))) {
      return false;
    }
    storage.drop(upload.draft());
    storage.delete(upload.id());
    return true;
  }

  private boolean deleted(Handle handle, Upload upload, String actor, String action) {
    if (handle.attach(UploadTable.class).deleteFree(upload.id(), now()) == 0) {
      return false;
    }
    audit.write(handle, actor, action, upload.subject(), upload.project());
    return true;
  }

  /** Frees what a process claimed that ended; only where no other can be at it. */
  void free() {
    jdbi.useExtension(UploadTable.class, UploadTable::releaseAll);
    jdbi.useExtension(PartTable.class, PartTable::giveUpAll);
  }

  /** Gives up uploads whose next part did not come in time. */
  void sweep(int batch) {
    List<Upload> expired =
        jdbi.withExtension(UploadTable.class, table -> table.expired(now(), batch));
    for (Upload upload : expired) {
      try {
        dropped(upload, "system", "upload.expired");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    claims.close();
  }
}
