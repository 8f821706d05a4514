package org.paceline.submitter.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.storage.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the rows of files and what is stored agree. It says what does not, and changes nothing:
 * what is wrong may be the database, restored from yesterday, or a disk that is not mounted.
 */
final class FileCheck {

  private static final Logger LOG = LoggerFactory.getLogger(FileCheck.class);
  private static final int BATCH = 500;
  private static final int KEPT = 30;
  private static final int UNENDED = -1;
  private static final Duration LONGEST = Duration.ofDays(7);

  /** What is younger may be of a request that is under way. */
  private static final Duration SETTLED = Duration.ofHours(1);

  private final Jdbi jdbi;
  private final Clock clock;
  private final Storage storage;

  FileCheck(Jdbi jdbi, Clock clock, Storage storage) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.storage = storage;
  }

  /**
   * Looks at all files.
   *
   * @param each is done between two files; what it throws ends the check
   */
  CheckTable.Check run(Runnable each) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    UUID id = UUID.randomUUID();
    jdbi.useExtension(
        CheckTable.class, table -> table.add(new CheckTable.Check(id, now, 0, UNENDED, 0)));
    AtomicLong stored = new AtomicLong();
    long recorded;
    try {
      recorded = recorded(id, each);
      storage.files(
          entry -> {
            each.run();
            stored(id, entry, stored, now);
          });
      storage.uploads(
          entry -> {
            each.run();
            upload(id, entry, now);
          });
    } catch (IOException e) {
      drop(id);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      drop(id);
      throw e;
    }
    CheckTable.Check check =
        jdbi.inTransaction(
            handle -> {
              CheckTable table = handle.attach(CheckTable.class);
              table.end(id, stored.get(), recorded);
              List<CheckTable.Check> kept = table.checks(KEPT);
              table.forget(kept.get(kept.size() - 1).at());
              table.forgetUnended(now.minus(LONGEST));
              return table.byId(id).orElseThrow();
            });
    if (check.findings() > 0) {
      LOG.warn("{} files are stored otherwise than recorded: check {}", check.findings(), id);
    }
    return check;
  }

  /** One that was not ended must not look like one that found nothing. */
  private void drop(UUID check) {
    jdbi.useExtension(CheckTable.class, table -> table.drop(check));
  }

  private long recorded(UUID check, Runnable each) throws IOException {
    long count = 0;
    UUID after = FileStore.FIRST;
    List<StoredFile> files = page(after);
    while (!files.isEmpty()) {
      for (StoredFile file : files) {
        each.run();
        compare(check, file);
      }
      count += files.size();
      files = page(files.get(files.size() - 1).id());
    }
    return count;
  }

  private List<StoredFile> page(UUID after) {
    return jdbi.withExtension(FileTable.class, table -> table.all(after, BATCH));
  }

  private void compare(UUID check, StoredFile file) throws IOException {
    OptionalLong size = storage.size(file.id());
    // Its row goes first where it is deleted at this moment.
    if (size.isEmpty() && isRecorded(file.id())) {
      found(check, file.id(), Disagreement.NOT_STORED);
    }
    if (size.isPresent() && size.getAsLong() != file.size()) {
      found(check, file.id(), Disagreement.OTHER_SIZE);
    }
  }

  private boolean isRecorded(UUID file) {
    return jdbi.withExtension(FileTable.class, table -> table.count(file)) > 0;
  }

  private void stored(UUID check, Storage.Entry entry, AtomicLong count, Instant now) {
    count.incrementAndGet();
    if (entry.changedAt().isBefore(now.minus(SETTLED)) && !isRecorded(entry.id())) {
      found(check, entry.id(), Disagreement.NOT_RECORDED);
    }
  }

  private void upload(UUID check, Storage.Entry entry, Instant now) {
    if (entry.changedAt().isBefore(now.minus(SETTLED))
        && jdbi.withExtension(UploadTable.class, table -> table.byId(entry.id())).isEmpty()) {
      found(check, entry.id(), Disagreement.NO_UPLOAD);
    }
  }

  private void found(UUID check, UUID file, Disagreement problem) {
    jdbi.useExtension(
        CheckTable.class, table -> table.add(new CheckTable.Finding(check, file, problem)));
  }
}
