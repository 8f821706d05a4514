package org.paceline.submitter.audit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of the audit, to which lines are only added, and the row that knows the last one. */
interface AuditTable {

  /** The cast is for PostgreSQL, to which a null has no type. */
  @SqlUpdate(
      "insert into audit (seq, at, actor, action, subject, project, previous_hash, hash) values"
          + " (:seq, :at, :actor, :action, :subject, cast(:project as uuid), :previousHash, :hash)")
  void add(@BindMethods AuditLine line);

  @SqlQuery("select seq, hash from audit_head")
  Optional<AuditHead> head();

  /** Others that come to write wait until the transaction ends. */
  @SqlQuery("select seq, hash from audit_head for update")
  Optional<AuditHead> lockedHead();

  @SqlUpdate("update audit_head set seq = :seq, hash = :hash")
  void moveHead(@BindMethods AuditLine line);

  @SqlQuery("select * from audit where seq > :after order by seq limit :most")
  List<AuditLine> after(@Bind("after") long after, @Bind("most") int most);

  @SqlQuery(
      "select * from audit where project = :project and seq > :after order by seq limit :most")
  List<AuditLine> ofProject(
      @Bind("project") UUID project, @Bind("after") long after, @Bind("most") int most);
}
