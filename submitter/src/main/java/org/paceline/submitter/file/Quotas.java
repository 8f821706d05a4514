package org.paceline.submitter.file;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.paceline.submitter.config.FileSettings;
import org.paceline.submitter.database.Conflict;
import org.paceline.submitter.file.QuotaTable.Limit;
import org.paceline.submitter.web.Problem;

/**
 * How much users and projects may keep. A file counts for whoever sent it and for the project that
 * it is for; so do uploads that are not complete, and what is in the recycle bin. Thread-safe.
 */
final class Quotas {

  private static final Limit USUAL = new Limit(null, 1);

  private final Jdbi jdbi;
  private final FileSettings settings;

  Quotas(Jdbi jdbi, FileSettings settings) {
    this.jdbi = jdbi;
    this.settings = settings;
  }

  /**
   * What a holder has and may have.
   *
   * @param holder a user or a project
   * @param used the bytes of its files and uploads
   * @param most the bytes that they may have
   * @param version counts changes of the limit
   */
  record Quota(UUID holder, long used, long most, long version) {}

  /** Within a transaction: others that want space for the same holders wait for its end. */
  void reserve(Handle handle, UUID user, UUID project, long bytes) {
    check("your files", ofUser(handle, user, locked(handle, user)), bytes);
    if (project != null) {
      Limit limit = locked(handle, project);
      check("the project's files", ofProject(handle, project, limit), bytes);
    }
  }

  private static Limit locked(Handle handle, UUID holder) {
    return handle.attach(QuotaTable.class).locked(holder).orElse(USUAL);
  }

  private static void check(String whose, Quota quota, long bytes) {
    if (quota.used() + bytes > quota.most()) {
      throw Problem.quotaExceeded(
          "%s may have %s bytes and have %s, recycle bin and uploads included: no room for %s"
              .formatted(whose, quota.most(), quota.used(), bytes));
    }
  }

  Quota ofUser(UUID user) {
    return jdbi.withHandle(handle -> ofUser(handle, user, limit(handle, user)));
  }

  Quota ofProject(UUID project) {
    return jdbi.withHandle(handle -> ofProject(handle, project, limit(handle, project)));
  }

  private static Limit limit(Handle handle, UUID holder) {
    return handle.attach(QuotaTable.class).byHolder(holder).orElse(USUAL);
  }

  /**
   * Uploads first: one that is completed between the two sums, for which no quota is locked, is in
   * both then, and not in neither.
   */
  private Quota ofUser(Handle handle, UUID user, Limit limit) {
    long used =
        handle.attach(UploadTable.class).bytesOfUser(user)
            + handle.attach(FileTable.class).bytesOfUser(user);
    return quota(user, used, limit, settings.userBytes());
  }

  /** Uploads first here too. */
  private Quota ofProject(Handle handle, UUID project, Limit limit) {
    long used =
        handle.attach(UploadTable.class).bytesOfProject(project)
            + handle.attach(FileTable.class).bytesOfProject(project);
    return quota(project, used, limit, settings.projectBytes());
  }

  private static Quota quota(UUID holder, long used, Limit limit, long usual) {
    return new Quota(holder, used, limit.bytes() == null ? usual : limit.bytes(), limit.version());
  }

  /** Makes the row that is locked or changed, outside of the transaction that does it. */
  void prepare(UUID holder) {
    Optional<Limit> there = jdbi.withExtension(QuotaTable.class, table -> table.byHolder(holder));
    if (there.isPresent()) {
      return;
    }
    try {
      jdbi.useExtension(QuotaTable.class, table -> table.add(holder));
    } catch (UnableToExecuteStatementException e) {
      // Another request may have made it at the same moment.
      if (!Conflict.taken(e)) {
        throw e;
      }
    }
  }

  /**
   * Gives a holder a limit of its own, where its row has been prepared.
   *
   * @throws Problem with status 412 if the version is not the newest
   */
  void change(UUID holder, long version, Long bytes) {
    if (jdbi.withExtension(QuotaTable.class, table -> table.change(holder, version, bytes)) == 0) {
      throw Problem.stale("the quota was changed meanwhile; get it again");
    }
  }
}
