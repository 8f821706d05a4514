package org.paceline.submitter.file;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.paceline.submitter.config.FileSettings;
import org.paceline.submitter.web.Problem;

/**
 * How much users and projects may keep. A file counts for whoever sent it and for the project that
 * it is for; so do uploads that are not complete, and what is in the recycle bin. Thread-safe.
 */
final class Quotas {

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

  /** A limit of its own, null where that of the settings holds. */
  record Limit(Long bytes, long version) {}

  /** Within a transaction: others that want space for the same holders wait for its end. */
  void reserve(Handle handle, UUID user, UUID project, long bytes) {
    check("your files", ofUser(handle, user, true), bytes);
    if (project != null) {
      check("the project's files", ofProject(handle, project, true), bytes);
    }
  }

  private static void check(String whose, Quota quota, long bytes) {
    if (quota.used() + bytes > quota.most()) {
      throw Problem.quotaExceeded(
          "%s may have %d bytes and have %d, recycle bin and uploads included: no room for %d"
              .formatted(whose, quota.most(), quota.used(), bytes));
    }
  }

  Quota ofUser(UUID user) {
    return jdbi.withHandle(handle -> ofUser(handle, user, false));
  }

  Quota ofProject(UUID project) {
    return jdbi.withHandle(handle -> ofProject(handle, project, false));
  }

  private Quota ofUser(Handle handle, UUID user, boolean locked) {
    Limit limit = limit(handle, user, locked);
    long used =
        handle.attach(FileTable.class).bytesOfUser(user)
            + handle.attach(UploadTable.class).bytesOfUser(user);
    return quota(user, used, limit, settings.userBytes());
  }

  private Quota ofProject(Handle handle, UUID project, boolean locked) {
    Limit limit = limit(handle, project, locked);
    long used =
        handle.attach(FileTable.class).bytesOfProject(project)
            + handle.attach(UploadTable.class).bytesOfProject(project);
    return quota(project, used, limit, settings.projectBytes());
  }

  private static Quota quota(UUID holder, long used, Limit limit, long usual) {
    return new Quota(holder, used, limit.bytes() == null ? usual : limit.bytes(), limit.version());
  }

  private static Limit limit(Handle handle, UUID holder, boolean locked) {
    return handle
        .createQuery(
            "select bytes, version from quotas where holder = :holder"
                + (locked ? " for update" : ""))
        .bind("holder", holder)
        .map(ConstructorMapper.of(Limit.class))
        .findOne()
        .orElse(new Limit(null, 1));
  }

  /** Makes the row that is locked, outside of the transaction that locks it. */
  void prepare(UUID holder) {
    Optional<Limit> there =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select bytes, version from quotas where holder = :holder")
                    .bind("holder", holder)
                    .map(ConstructorMapper.of(Limit.class))
                    .findOne());
    if (there.isPresent()) {
      return;
    }
    try {
      jdbi.useHandle(
          handle ->
              handle
                  .createUpdate("insert into quotas (holder, version) values (:holder, 1)")
                  .bind("holder", holder)
                  .execute());
    } catch (UnableToExecuteStatementException e) {
      // Another request made it at the same moment.
      return;
    }
  }

  /**
   * Gives a holder a limit of its own.
   *
   * @throws Problem with status 412 if the version is not the newest
   */
  void change(UUID holder, long version, Long bytes) {
    prepare(holder);
    int changed =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "update quotas set bytes = :bytes, version = version + 1"
                            + " where holder = :holder and version = :version")
                    .bind("bytes", bytes)
                    .bind("holder", holder)
                    .bind("version", version)
                    .execute());
    if (changed == 0) {
      throw Problem.stale("the quota was changed meanwhile; get it again");
    }
  }
}
