package org.paceline.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.TestServer.PASSWORD;
import static org.paceline.submitter.testing.TestServer.json;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.OnEveryStorage;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;
import org.slf4j.LoggerFactory;

/** No secret is in the log, neither where all goes well nor where it fails. */
@OnEveryStorage
class SecretsTest {

  private static final String NEXT = "another password 2";

  private final Storage storage;
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger ours = context.getLogger("org.paceline");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  SecretsTest(Storage storage) {
    this.storage = storage;
  }

  @BeforeEach
  void listen() {
    root.setLevel(Level.INFO);
    ours.setLevel(Level.TRACE);
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void stop() {
    root.detachAppender(log);
    root.setLevel(Level.WARN);
    ours.setLevel(null);
  }

  @Test
  void neitherSigningInNorChangingNorFailingTellsThem(@TempDir Path home) {
    List<String> secrets = new ArrayList<>(List.of(PASSWORD, NEXT, "argon2", "hunter2-hunter2"));
    try (TestServer server = TestServer.start(storage, home)) {
      String oneTime = server.submitter().oneTimePassword().orElseThrow();
      String admin = server.admin();
      String code = server.post("/api/v1/invitations", admin, null).is(201).text("code");
      server.register("ada").is(201);
      Answer pair = server.signIn("ada", PASSWORD).is(201);
      server.signIn("ada", "hunter2-hunter2").is(401);
      Answer next = server.exchange(pair.text("refreshToken")).is(201);
      String token = next.text("accessToken");
      secrets.add(
          server
              .post("/api/v1/users/me/totp", token, json("password", PASSWORD))
              .is(201)
              .text("secret"));
      server.changePassword(token, PASSWORD, NEXT).is(204);
      server.get("/api/v1/users/me?token=" + token, token).is(200);
      server.post("/api/v1/sessions", null, json("name", "ada", "pass", "hunter2-hunter2")).is(400);
      try (Database database = server.database()) {
        database
            .jdbi()
            .useHandle(
                handle ->
                    handle.execute("alter table users add constraint broken check (version < 4)"));
      }
      server.changePassword(token, NEXT, PASSWORD).is(500);
      secrets.addAll(List.of(oneTime, admin, code, token, pair.text("refreshToken")));
      secrets.add(next.text("refreshToken"));
    }
    root.detachAppender(log);
    String written =
        log.list.stream()
            // It repeats what PostgreSQL writes into a log of its own.
            .filter(event -> !event.getLoggerName().startsWith("io.zonky"))
            .map(SecretsTest::text)
            .collect(Collectors.joining("\n"));
    assertThat(written)
        .contains("POST /api/v1/sessions 201", "PUT /api/v1/users/me/password failed");
    for (String secret : secrets) {
      assertThat(written).doesNotContain(secret);
    }
  }

  private static String text(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    return event.getFormattedMessage()
        + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
  }
}
