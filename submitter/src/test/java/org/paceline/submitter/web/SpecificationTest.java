package org.paceline.submitter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Contract;
import org.paceline.submitter.testing.Specification;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** Whether the specification is one, and of this service; and whether what checks it can fail. */
class SpecificationTest {

  private static final String YAML = "/api/v1/openapi.yaml";
  private static final String ACCOUNT =
      "{\"id\":\"5f0f8e9e-6b1a-4b3c-9f0d-3a5d0c0e7a11\",\"name\":\"ada\",\"admin\":false,"
          + "\"createdAt\":\"2026-11-23T12:00:00Z\",\"totp\":false}";
  private static final String REFUSAL =
      "{\"type\":\"/problems/unauthenticated\",\"title\":\"unauthenticated\",\"status\":401}";
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  @Test
  void itIsServedAndHasTheRoutesOfTheService(@TempDir Path home) {
    try (TestServer server = TestServer.start(Storage.H2, home)) {
      assertThat(Specification.routes())
          .containsExactlyInAnyOrderElementsOf(server.submitter().routes());
      Answer yaml = server.get(YAML, null).is(200);
      assertThat(yaml.body()).isEqualTo(Specification.text());
      assertThat(yaml.header("Cache-Control")).isEqualTo("no-cache");
      assertThat(server.get("/api/v1/openapi.json", null).is(200).json())
          .isEqualTo(Specification.document());
      Answer same =
          server.send(
              server.request("GET", YAML, null, null).header("If-None-Match", yaml.header("ETag")));
      assertThat(same.is(304).body()).isEmpty();
    }
  }

  @Test
  void itIsOpenApi() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    options.setExplicitStyleAndExplode(true);
    assertThat(
            new OpenAPIV3Parser().readContents(Specification.text(), null, options).getMessages())
        .isEmpty();
  }

  @Test
  void itsExamplesAreAsItsSchemas() {
    List<String> checked = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    examples(Specification.document(), "", checked, wrong);
    assertThat(wrong).isEmpty();
    assertThat(checked).hasSizeGreaterThan(50);
  }

  /** An example stands in its schema, or beside it. */
  private static void examples(JsonNode node, String at, List<String> checked, List<String> wrong) {
    if (node.path("example").isValueNode() || node.path("example").isContainerNode()) {
      JsonNode schema = node.has("schema") ? node.get("schema") : node;
      checked.add(at);
      Specification.broken(schema, node.get("example")).forEach(rule -> wrong.add(at + rule));
    }
    node.properties()
        .forEach(field -> examples(field.getValue(), at + "/" + field.getKey(), checked, wrong));
  }

  private static void account(int status, String type, String body, String... more) {
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("Content-Type", List.of(type));
    if (status == 200) {
      headers.put("ETag", List.of("\"1\""));
    }
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], List.of(more[i + 1]));
    }
    Contract.check(
        "GET",
        "/api/v1/users/me",
        status,
        HttpHeaders.of(headers, (name, value) -> true),
        body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anAnswerAsSpecifiedPasses() {
    account(200, JSON, ACCOUNT);
    account(200, "application/json; charset=utf-8", ACCOUNT, "Date", "now");
    account(401, PROBLEM, REFUSAL, "WWW-Authenticate", "Bearer");
  }

  @Test
  void whatIsNotSpecifiedFails() {
    fails("the status is not specified", () -> account(202, JSON, ACCOUNT));
    fails("body: property 'hash' is not defined", () -> account(200, JSON, with(",\"hash\":1}")));
    fails("content type 'text/html' is not specified", () -> account(200, "text/html", ACCOUNT));
    fails("header Age is not specified", () -> account(200, JSON, ACCOUNT, "Age", "1"));
  }

  @Test
  void whatIsSpecifiedAndMissingFails() {
    fails("header WWW-Authenticate is missing", () -> account(401, PROBLEM, REFUSAL));
    fails("the body is missing", () -> account(200, JSON, ""));
    fails(
        "required property 'admin' not found",
        () -> account(200, JSON, ACCOUNT.replace("\"admin\":false,", "")));
  }

  @Test
  void whatIsSpecifiedOtherwiseFails() {
    fails("body/name: does not match", () -> account(200, JSON, ACCOUNT.replace("ada", "Ada")));
    fails(
        "body/id: does not match the uuid",
        () -> account(200, JSON, ACCOUNT.replace("5f0f", "zz")));
    fails(
        "body/createdAt: does not match the date-time",
        () -> account(200, JSON, ACCOUNT.replace("-23T", "-23, ")));
    fails(
        "body/admin: integer found, boolean expected",
        () -> account(200, JSON, ACCOUNT.replace("n\":false", "n\":0")));
    fails("the body is no JSON", () -> account(200, JSON, "<"));
    fails(
        "body/status: does not have a value in the enumeration",
        () -> account(403, PROBLEM, REFUSAL));
    fails(
        "body/type: does not have a value",
        () -> account(403, PROBLEM, REFUSAL.replace("/un", "/in")));
  }

  @Test
  void aPathThatIsNotSpecifiedIsMissing() {
    HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);
    assertThatThrownBy(() -> Contract.check("GET", "/api/v1/nothing", 200, none, new byte[0]))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("GET /api/v1/nothing answered 200")
        .hasMessageContaining("the status is not specified");
  }

  @Test
  void aBoundMayBeExclusive() {
    JsonNode cores = Specification.document().at("/components/schemas/Cores");
    assertThat(Specification.broken(cores, JsonNodeFactory.instance.numberNode(0))).hasSize(1);
    assertThat(Specification.broken(cores, JsonNodeFactory.instance.numberNode(0.5))).isEmpty();
  }

  private static String with(String end) {
    return ACCOUNT.substring(0, ACCOUNT.length() - 1) + end;
  }

  private static void fails(String said, ThrowingCallable answer) {
    assertThatThrownBy(answer)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("GET /api/v1/users/me answered ")
        .hasMessageContaining(said);
  }
}
