package org.paceline.submitter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paceline.submitter.testing.Waiting.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;
import org.paceline.submitter.web.Problem;
import org.slf4j.LoggerFactory;

/** Who completes an upload while the database comes and goes. */
class UploadClaimsTest {

  private TestServer server;
  private Database database;
  private UploadClaims claims;
  private Upload upload;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void start(@TempDir Path home) {
    log.start();
    ((Logger) LoggerFactory.getLogger(UploadClaims.class)).addAppender(log);
    server = TestServer.start(Storage.H2, home);
    database = server.database();
    claims = new UploadClaims(database.jdbi(), server.clock(), Duration.ofMillis(20));
    UUID id =
        UUID.fromString(
            server
                .post("/api/v1/uploads", server.user("ada"), "{\"name\":\"a\",\"size\":9}")
                .is(201)
                .text("id"));
    upload =
        database.jdbi().withExtension(UploadTable.class, table -> table.byId(id)).orElseThrow();
  }

  @AfterEach
  void stop() {
    ((Logger) LoggerFactory.getLogger(UploadClaims.class)).detachAppender(log);
    claims.close();
    database.close();
    server.close();
  }

  private void execute(String statement) {
    database.jdbi().useHandle(handle -> handle.execute(statement));
  }

  private Instant until() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery("select claimed_until from uploads").mapTo(Instant.class).one());
  }

  @Test
  void aClaimIsRenewedAlsoAfterTheDatabaseWasAway() throws Exception {
    try (UploadClaims.Claim claim = claims.take(upload)) {
      execute("alter table uploads rename to away");
      await().until(() -> !log.list.isEmpty());
      execute("alter table away rename to uploads");
      server.clock().advance(Duration.ofSeconds(25));
      await().until(() -> until().equals(server.clock().instant().plusSeconds(30)));
      assertThat(log.list.get(0).getFormattedMessage())
          .isEqualTo(
              "the claim of upload %s was not renewed, which is tried again"
                  .formatted(upload.id()));
      assertThat(claim.id()).isNotNull();
      assertThatThrownBy(() -> claims.take(upload))
          .isInstanceOf(Problem.class)
          .hasMessage("the upload is being completed by another request");
    }
    claims.take(upload).close();
  }

  @Test
  void oneThatCannotBeReleasedEndsByTheClock() {
    UploadClaims.Claim claim = claims.take(upload);
    execute("alter table uploads rename to away");
    claim.close();
    execute("alter table away rename to uploads");
    assertThatThrownBy(() -> claims.take(upload)).isInstanceOf(Problem.class);
    server.clock().advance(Duration.ofSeconds(31));
    claims.take(upload).close();
  }
}
