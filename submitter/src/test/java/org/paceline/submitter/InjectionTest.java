package org.paceline.submitter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.client.Api;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Input;
import org.paceline.submitter.testing.OnEveryStorage;
import org.paceline.submitter.testing.Person;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** SQL in every place that the specification has: it is text there, or refused. */
@OnEveryStorage
class InjectionTest {

  private static final List<String> TEXTS =
      List.of(
          "' OR '1'='1",
          "'; DROP TABLE users; --",
          "';DROP/**/TABLE/**/users;--",
          "x' UNION SELECT password_hash FROM users --",
          "%",
          "_",
          "\\' OR 1=1 --",
          "\\",
          "a\0b' OR '1'='1",
          "\u02bc\uff07\u2019 OR 1=1 --",
          "\" OR \"\"=\"",
          ":user ? <name> $1 ${x}");

  /** What needs a secret, and must not be had without it. */
  private static final Set<String> SECRET =
      Set.of("signIn", "exchangeToken", "join", "deleteAccount", "confirmTotp", "removeTotp");

  private final Storage storage;
  private TestServer server;
  private Person olga;
  private Person ada;
  private Person admin;
  private Person agent;
  private Map<String, String> own;
  private List<String> hers;
  private int made;

  InjectionTest(Storage storage) {
    this.storage = storage;
  }

  @BeforeEach
  void start(@TempDir Path home) {
    server =
        TestServer.start(
            storage,
            home,
            "PACELINE_ACCESS_TOKEN_SECONDS",
            "86400",
            "PACELINE_FAILURES_UNTIL_LOCKED",
            "1000");
    olga = server.person("olga");
    ada = server.person("ada");
    admin = server.bearer("admin", null, server.admin());
    hers = List.copyOf(things(olga).values());
    own = things(ada);
    Map<String, Object> profile = Map.of("name", "told", "cores", 4, "memoryBytes", 8L << 30);
    Answer told = ada.post("/agents", profile).created();
    agent = server.bearer("agent", told.text("machineId"), told.text("token"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** One of each, by the names of paths' parameters. */
  private static Map<String, String> things(Person person) {
    String project = id(person, "/projects", Map.of("name", "of " + person.name()));
    Map<String, Object> desk = Map.of("name", "desk", "cores", 4, "memoryBytes", 8L << 30);
    Map<String, Object> file = Map.of("name", "of " + person.name(), "size", 10);
    return Map.of(
        "member", person.id(),
        "users", person.id(),
        "project", project,
        "projects", project,
        "machine", id(person, "/machines", desk),
        "enrollment", id(person, "/enrollments", null),
        "code", id(person, "/projects/" + project + "/invite-codes", Map.of()),
        "uploads", id(person, "/uploads", file));
  }

  private static String id(Person person, String path, Object body) {
    return person.post(path, body).created().text("id");
  }

  @Test
  void itIsTextOrRefused() {
    Map<String, Integer> before = rows();
    List<String> olgas = seenBy(olga);
    int asked = 0;
    for (Input input : Input.all()) {
      for (String text : TEXTS) {
        for (String said : forms(input, text)) {
          ask(input, said);
          asked++;
        }
      }
    }
    assertThat(asked).isGreaterThan(2_000);
    assertThat(seenBy(olga)).as("what is olga's").isEqualTo(olgas);
    rows()
        .forEach(
            (table, rows) -> assertThat(rows).as(table).isGreaterThanOrEqualTo(before.get(table)));
  }

  @Test
  void noPathHasNul() throws Exception {
    URI uri = server.uri("/api/v1/projects/" + Api.encoded("a\0b' OR '1'='1"));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    new Answer(answer).problem(400, "invalid-request");
  }

  /** What is not refused is kept as it came. */
  @Test
  void aNameIsItself() {
    Set<String> names = Set.of("' OR '1'='1", "'; DROP TABLE users; --", "%", "_", "\\", "\u2019");
    names.forEach(name -> ada.post("/projects", Map.of("name", name)).created());
    assertThat(ada.get("/projects").all("name")).containsAll(names).hasSize(names.size() + 1);
    Answer first = ada.get("/projects?limit=1").ok();
    assertThat(ada.get("/projects?cursor=" + first.text("next")).all("name"))
        .hasSize(names.size())
        .doesNotContainAnyElementsOf(first.all("name"));
  }

  /** A cursor is looked at when it is one: of names, with an id before them, or of anything. */
  private static List<String> forms(Input input, String text) {
    if (input.name().equals("cursor")) {
      return List.of(
          text, cursor(text), cursor("00000000-0000-0000-0000-000000000000" + text), cursor("0"));
    }
    boolean sendable =
        switch (input.in()) {
          case "header" -> text.matches("[ -~]+");
          case "path" -> text.indexOf(0) < 0;
          default -> true;
        };
    return sendable ? List.of(text) : List.of();
  }

  private static String cursor(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void ask(Input input, String said) {
    Person asking = asking(input);
    Answer answer = ask(asking, input, said);
    if (asking == ada) {
      assertThat(answer.body()).as("%s: %s", input, said).doesNotContain(hers);
    }
    if (asking == ada && answer.status() == 403) {
      ask(admin, input, said);
    }
  }

  private Person asking(Input input) {
    String security = input.operation().path("security").toString();
    if (security.equals("[]")) {
      return server.bearer("nobody", null, null);
    }
    return security.contains("agentToken") ? agent : ada;
  }

  private Answer ask(Person asking, Input input, String said) {
    Answer answer = server.send(request(asking, input, said));
    String what = "%s: %s".formatted(input, said);
    assertThat(answer.status()).as(what).isLessThan(500);
    assertThat(answer.body()).as(what).doesNotContain("argon2", "Exception", "jdbc");
    String operation = input.operation().get("operationId").asText();
    if (input.in().equals("path")
        || SECRET.contains(operation)
            && !Set.of("totp", "Idempotency-Key").contains(input.name())) {
      assertThat(answer.status()).as(what).isBetween(400, 499);
    }
    if (operation.equals("changePassword") && answer.status() == 204) {
      Map<String, String> back = Map.of("current", said, "password", TestServer.PASSWORD);
      asking.put("/users/me/password", back).is(204);
    }
    return answer;
  }

  private HttpRequest.Builder request(Person asking, Input input, String said) {
    String path = input.path().replace("/api/v1", "");
    if (input.in().equals("path")) {
      path = path.replace("{" + input.name() + "}", Api.encoded(said));
    }
    path = filled(path, asking);
    String version = version(asking, input, path);
    if (input.in().equals("query")) {
      path += "?" + input.name() + "=" + Api.encoded(said);
    }
    HttpRequest.Builder request = request(asking, input, path, said);
    if (input.in().equals("header")) {
      return request.header(input.name(), said);
    }
    return version == null ? request : request.header("If-Match", version);
  }

  private HttpRequest.Builder request(Person asking, Input input, String path, String said) {
    if (path.startsWith("/health") || path.startsWith("/ready") || path.startsWith("/metrics")) {
      return server.request(input.method(), path, asking.token(), null);
    }
    return asking.request(input.method(), path, body(input, said));
  }

  private String filled(String path, Person asking) {
    String filled = path.replace("{number}", "1");
    if (asking == agent) {
      return filled.replace("{machine}", agent.id());
    }
    for (Map.Entry<String, String> each : own.entrySet()) {
      filled =
          filled
              .replace("{" + each.getKey() + "}", each.getValue())
              .replace(each.getKey() + "/{id}", each.getKey() + "/" + each.getValue());
    }
    return filled.replace("{id}", ada.id());
  }

  /** So that the change is looked at, and not refused before. */
  private String version(Person asking, Input input, String path) {
    boolean versioned =
        input.in().equals("body") && input.operation().toString().contains("IfMatch\"");
    String seen = path.replaceFirst("/(rules|owner)$", "");
    return versioned ? asking.get(seen).version() : null;
  }

  private ObjectNode body(Input input, String said) {
    ObjectNode body = input.example();
    if (body == null) {
      return null;
    }
    if (input.method().equals("POST") && input.path().matches(".*/(users|machines|agents)")) {
      body.put("name", "lab-" + made++);
    }
    if (input.path().endsWith("/uploads")) {
      body.retain("name", "sha256").put("size", 10);
    }
    if (input.in().equals("body") && input.schema().path("type").asText().equals("array")) {
      body.putArray(input.name()).add(said);
    } else if (input.in().equals("body")) {
      body.put(input.name(), said);
    }
    return body;
  }

  private List<String> seenBy(Person person) {
    return Stream.of("/users/me", "/projects", "/machines", "/uploads", "/files")
        .map(path -> person.get(path).ok().body())
        .toList();
  }

  /** How many each table has; sessions come and go. */
  private Map<String, Integer> rows() {
    try (Database database = server.database()) {
      return database.jdbi().withHandle(InjectionTest::rows);
    }
  }

  private static Map<String, Integer> rows(Handle handle) {
    Map<String, Integer> rows = new TreeMap<>();
    handle
        .createQuery("select table_name from information_schema.tables where table_schema='public'")
        .mapTo(String.class)
        .filter(table -> !table.equals("refresh_tokens"))
        .forEach(
            table ->
                rows.put(
                    table,
                    handle
                        .createQuery("select count(*) from \"" + table + "\"")
                        .mapTo(Integer.class)
                        .one()));
    return rows;
  }
}
