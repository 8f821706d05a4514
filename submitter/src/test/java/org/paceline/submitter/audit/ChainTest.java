package org.paceline.submitter.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.testing.OnEveryStorage;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** Whoever may write to the database breaks the chain, and is found. */
@OnEveryStorage
class ChainTest {

  private static final String VERIFICATION = "/api/v1/audit/verification";

  private final Storage storage;
  private TestServer server;
  private Database database;
  private Audit audit;

  ChainTest(Storage storage) {
    this.storage = storage;
  }

  /** Line 1 is the first admin's. */
  @BeforeEach
  void start(@TempDir Path home) {
    server = TestServer.start(storage, home);
    database = server.database();
    audit = new Audit(database.jdbi(), server.clock());
    write(5);
  }

  @AfterEach
  void stop() {
    database.close();
    server.close();
  }

  @Test
  void aChangedLine() {
    execute("update audit set subject = 'another' where seq = 3");
    assertThat(verify()).isEqualTo(broken(3, "is not as it was written"));
  }

  @Test
  void aChangedTime() {
    execute("update audit set at = (select at from audit where seq = 1) + interval '1' second");
    assertThat(verify()).isEqualTo(broken(1, "is not as it was written"));
  }

  @Test
  void aMissingLineInTheMiddle() {
    execute("delete from audit where seq = 4");
    assertThat(verify()).isEqualTo(broken(4, "is missing"));
  }

  @Test
  void aMissingLineOverWhichTheRestIsMoved() {
    execute("delete from audit where seq = 4");
    execute("update audit set seq = seq - 1 where seq = 5");
    execute("update audit set seq = seq - 1 where seq = 6");
    assertThat(verify()).isEqualTo(broken(4, "is not as it was written"));
  }

  @Test
  void aMissingTail() {
    execute("delete from audit where seq > 4");
    assertThat(verify()).isEqualTo(broken(5, "is missing: the head names line 6"));
  }

  @Test
  void aMissingTailWhoseHeadIsMovedIsFoundByAHeadThatWasNoted() {
    AuditHead noted = audit.head();
    execute("delete from audit where seq > 4");
    execute("update audit_head set seq = 4, hash = (select hash from audit where seq = 4)");
    assertThat(verify().whole()).isTrue();
    assertThat(audit.verify(Optional.of(noted), (lines, of) -> {}))
        .isEqualTo(broken(5, "is missing: line 6 was noted"));
  }

  @Test
  void aTailThatIsWrittenAnewIsFoundByAHeadThatWasNoted() {
    AuditHead noted = audit.head();
    execute("delete from audit where seq > 4");
    execute("update audit_head set seq = 4, hash = (select hash from audit where seq = 4)");
    write(3);
    assertThat(verify().whole()).isTrue();
    assertThat(audit.verify(Optional.of(noted), (lines, of) -> {}))
        .isEqualTo(broken(6, "is not the one that was noted"));
  }

  @Test
  void aChangedOrder() {
    execute("update audit set seq = 100 where seq = 3");
    execute("update audit set seq = 3 where seq = 4");
    execute("update audit set seq = 4 where seq = 100");
    assertThat(verify()).isEqualTo(broken(3, "is not as it was written"));
  }

  @Test
  void aLineThatIsHashedAnewBreaksTheNext() {
    AuditLine before = audit.lines(null, 1, 1).get(0);
    AuditHead second = new AuditHead(before.seq(), before.hash());
    AuditLine forged =
        AuditLine.after(second, before.at(), "eve", "project.created", "another", null);
    execute("delete from audit where seq = 3");
    database.jdbi().useExtension(AuditTable.class, table -> table.add(forged));
    assertThat(verify()).isEqualTo(broken(4, "does not follow the line before"));
  }

  @Test
  void aLastLineThatIsHashedAnewIsNotTheHead() {
    AuditLine before = audit.lines(null, 4, 1).get(0);
    AuditHead fifth = new AuditHead(before.seq(), before.hash());
    AuditLine forged = AuditLine.after(fifth, before.at(), "eve", "x", "y", null);
    execute("delete from audit where seq = 6");
    database.jdbi().useExtension(AuditTable.class, table -> table.add(forged));
    assertThat(verify()).isEqualTo(broken(6, "is not the one that the head names"));
  }

  @Test
  void aLineBeyondTheHead() {
    AuditLine forged =
        AuditLine.after(audit.head(), server.clock().instant(), "eve", "x", "y", null);
    database.jdbi().useExtension(AuditTable.class, table -> table.add(forged));
    assertThat(verify().brokenAt()).isEqualTo(7);
    assertThat(verify().fault()).isEqualTo("is beyond the head");
  }

  @Test
  void itIsFollowedBeyondOnePageAndTellsHowFar() {
    write(520);
    assertThat(verify().lines()).isEqualTo(526);
    List<String> told = new ArrayList<>();
    database.jdbi().useExtension(AuditTable.class, table -> walk(table, told).verification());
    assertThat(told).containsExactly("200 of 526", "400 of 526");
    execute("update audit set actor = 'eve' where seq = 510");
    assertThat(verify().brokenAt()).isEqualTo(510);
  }

  private static ChainWalk walk(AuditTable table, List<String> told) {
    return new ChainWalk(
        table, Optional.empty(), 200, (lines, of) -> told.add(lines + " of " + of));
  }

  @Test
  void adminsAskForItByTheApi() {
    String admin = server.admin();
    String head = server.get("/api/v1/audit/head", admin).is(200).text("hash");
    long seq = server.get("/api/v1/audit/head", admin).json().path("seq").asLong();
    assertThat(new AuditHead(seq, head)).isEqualTo(audit.head());
    assertThat(server.get(VERIFICATION, admin).is(200).json().path("lines").asLong())
        .isEqualTo(seq);
    server
        .get(VERIFICATION + "?expect=9:ab", admin)
        .problem(400, "invalid-request")
        .says("a head must be a line's number and hash");
    String other = VERIFICATION + "?expect=" + seq + ":" + "0".repeat(64);
    assertThat(server.get(other, admin).is(200).text("fault"))
        .isEqualTo("is not the one that was noted");
    execute("update audit set actor = 'eve' where seq = 2");
    assertThat(server.get(VERIFICATION, admin).is(200).json().path("brokenAt").asLong())
        .isEqualTo(2);
  }

  private Verification broken(long seq, String fault) {
    AuditHead before =
        seq == 1
            ? AuditLine.NONE
            : audit.lines(null, seq - 2, 1).stream()
                .map(line -> new AuditHead(line.seq(), line.hash()))
                .findFirst()
                .orElseThrow();
    return new Verification(seq - 1, before, seq, fault);
  }

  private Verification verify() {
    return audit.verify(Optional.empty(), (lines, of) -> {});
  }

  private void write(int lines) {
    for (int i = 0; i < lines; i++) {
      tell("ada", "project.created", "project " + i);
    }
  }

  private void tell(String actor, String action, String subject) {
    database.jdbi().useTransaction(handle -> audit.write(handle, actor, action, subject));
  }

  private void execute(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }
}
