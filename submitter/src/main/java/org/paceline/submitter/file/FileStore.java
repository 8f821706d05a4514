package org.paceline.submitter.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ReadableByteChannel;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.config.FileSettings;
import org.paceline.submitter.storage.Storage;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Problem;

/**
 * Files that are whole, and the recycle bin. A row is deleted before its bytes, so that what a
 * process leaves that ends in between is only bytes, which the nightly check finds. Thread-safe.
 */
final class FileStore {

  static final UUID FIRST = new UUID(0, 0);

  private final Jdbi jdbi;
  private final Clock clock;
  private final FileSettings settings;
  private final Audit audit;
  private final Storage storage;
  private final Reach reach;

  FileStore(
      Jdbi jdbi, Clock clock, FileSettings settings, Audit audit, Storage storage, Reach reach) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.settings = settings;
    this.audit = audit;
    this.storage = storage;
    this.reach = reach;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Without a target: what the caller holds, and what was given to the caller. */
  List<StoredFile> list(Caller caller, Target target, UUID after, int most) {
    reach.checkSees(caller.id(), target);
    return jdbi.withExtension(
        FileTable.class, table -> list(table, caller.id(), target, after, most));
  }

  private List<StoredFile> list(FileTable table, UUID caller, Target target, UUID after, int most) {
    if (target.project() != null) {
      return table.ofProject(target.project(), now(), after, most);
    }
    if (target.machine() != null) {
      return table.ofMachine(target.machine(), now(), after, most);
    }
    return target.member() == null
        ? table.ofUser(caller, now(), after, most)
        : table.ofMember(caller, target.member(), now(), after, most);
  }

  StoredFile get(Caller caller, UUID id) {
    return jdbi.withExtension(FileTable.class, table -> table.byId(id, now()))
        .filter(file -> file.deletedAt() == null && reach.reads(caller.id(), file))
        .orElseThrow(() -> Problem.missing("file " + id));
  }

  ReadableByteChannel open(StoredFile file, long from) {
    try {
      return storage.openChannel(file.id(), from);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void bin(Caller caller, UUID id, long version) {
    StoredFile file = get(caller, id);
    if (!reach.changes(caller.id(), file)) {
      throw Problem.forbidden("only who sent a file, or owns its project, may delete it");
    }
    jdbi.useTransaction(
        handle -> {
          if (handle.attach(FileTable.class).bin(id, version, now()) == 0) {
            throw changed();
          }
          audit.write(handle, caller.name(), "file.binned", subject(file), file.project());
        });
  }

  private static Problem changed() {
    return Problem.stale("the file was changed meanwhile; get it again");
  }

  private static String subject(StoredFile file) {
    return file.id() + " " + file.name();
  }

  List<StoredFile> binned(Caller caller, UUID after, int most) {
    return jdbi.withExtension(
        FileTable.class, table -> table.binOf(caller.id(), now(), after, most));
  }

  StoredFile getBinned(Caller caller, UUID id) {
    return jdbi.withExtension(FileTable.class, table -> table.byId(id, now()))
        .filter(file -> file.deletedAt() != null && reach.changes(caller.id(), file))
        .orElseThrow(() -> Problem.missing("file %s in the recycle bin".formatted(id)));
  }

  StoredFile restore(Caller caller, UUID id, long version) {
    StoredFile file = getBinned(caller, id);
    if (!reach.reaches(caller.id(), Target.of(file))) {
      throw Problem.conflict(
          "the %s that it was for is gone, or is no longer yours: it cannot be restored"
              .formatted(Target.of(file)));
    }
    jdbi.useTransaction(
        handle -> {
          if (handle.attach(FileTable.class).restore(id, version) == 0) {
            throw changed();
          }
          audit.write(handle, caller.name(), "file.restored", subject(file), file.project());
        });
    return get(caller, id);
  }

  void delete(Caller caller, UUID id, long version) {
    StoredFile file = getBinned(caller, id);
    if (file.version() != version || !deleted(caller.name(), file)) {
      throw changed();
    }
  }

  /** What somebody restores at the same moment stays. */
  void empty(Caller caller, int batch) {
    UUID after = FIRST;
    for (List<StoredFile> files = binned(caller, after, batch);
        !files.isEmpty();
        files = binned(caller, after, batch)) {
      files.forEach(file -> deleted(caller.name(), file));
      after = files.get(files.size() - 1).id();
    }
  }

  private boolean deleted(String actor, StoredFile file) {
    if (!jdbi.inTransaction(handle -> deleted(handle, actor, file))) {
      return false;
    }
    try {
      storage.delete(file.id());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  private boolean deleted(Handle handle, String actor, StoredFile file) {
    if (handle.attach(FileTable.class).delete(file.id(), file.version()) == 0) {
      return false;
    }
    audit.write(handle, actor, "file.deleted", subject(file), file.project());
    return true;
  }

  /** Deletes what has expired, or was in the recycle bin for long enough. */
  void sweep(int batch) {
    Instant now = now();
    jdbi.useTransaction(
        handle -> {
          int orphaned = handle.attach(FileTable.class).binOrphaned(now);
          if (orphaned > 0) {
            String subject = orphaned + " files of accounts that are gone";
            audit.write(handle, "system", "file.binned", subject);
          }
        });
    List<StoredFile> over =
        jdbi.withExtension(
            FileTable.class, table -> table.over(now, now.minus(settings.bin()), batch));
    over.forEach(file -> deleted("system", file));
  }
}
