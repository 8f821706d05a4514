package org.paceline.submitter.file;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The tables of checks and of what they found. */
interface CheckTable {

  /**
   * A check.
   *
   * @param id made by the service
   * @param at when it began
   * @param stored how many files are stored
   * @param recorded how many files have a row; -1 until it has ended
   * @param findings how many do not agree
   */
  record Check(UUID id, Instant at, long stored, long recorded, long findings) {}

  /**
   * What does not agree.
   *
   * @param checkId which check found it
   * @param file the file's id, or the upload's
   * @param problem what is wrong with it
   */
  record Finding(@JsonIgnore UUID checkId, UUID file, Disagreement problem) {}

  @SqlUpdate(
      "insert into file_checks (id, at, stored, recorded, findings)"
          + " values (:id, :at, :stored, :recorded, :findings)")
  void add(@BindMethods Check check);

  @SqlUpdate(
      "insert into file_findings (check_id, file, problem) values (:checkId, :file, :problem)")
  void add(@BindMethods Finding finding);

  @SqlUpdate(
      "update file_checks set stored = :stored, recorded = :recorded,"
          + " findings = (select count(*) from file_findings where check_id = :id)"
          + " where id = :id")
  void end(@Bind("id") UUID id, @Bind("stored") long stored, @Bind("recorded") long recorded);

  @SqlQuery("select * from file_checks where id = :id and recorded >= 0")
  Optional<Check> byId(@Bind("id") UUID id);

  /** Those that began before, or at that moment with a greater id; the newest first. */
  @SqlQuery(
      "select * from file_checks where recorded >= 0 and (at < :at or (at = :at and id > :id))"
          + " order by at desc, id limit :most")
  List<Check> after(@Bind("at") Instant at, @Bind("id") UUID id, @Bind("most") int most);

  @SqlQuery("select * from file_checks where recorded >= 0 order by at desc, id limit :most")
  List<Check> checks(@Bind("most") int most);

  @SqlQuery(
      "select * from file_findings where check_id = :check and file > :after"
          + " order by file limit :most")
  List<Finding> findings(
      @Bind("check") UUID check, @Bind("after") UUID after, @Bind("most") int most);

  @SqlUpdate("delete from file_checks where id = :id")
  void drop(@Bind("id") UUID id);

  /** What a process left that ended in the middle of it. */
  @SqlUpdate("delete from file_checks where recorded < 0 and at < :before")
  void forgetUnended(@Bind("before") Instant before);

  @SqlUpdate("delete from file_checks where at < :before")
  void forget(@Bind("before") Instant before);
}
