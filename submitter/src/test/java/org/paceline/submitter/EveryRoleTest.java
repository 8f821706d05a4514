package org.paceline.submitter;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.SharedProject.Things;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Person;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/**
 * Who may do what to the things of a project, by their role in it: a route that is neither in the
 * table nor among the others fails the test. {@link EveryRouteTest} has the roles without a
 * project.
 */
class EveryRoleTest {

  /**
   * Each change is asked of things made anew, with the version and body that it needs. The machine,
   * the files and the uploads are those of their maker, a member; the admin is not in the project.
   * Of lists, {@code +} is one that has the thing, and {@code -} one that has not. What follows
   * {@code #} is whom an upload is for.
   */
  private static final String TABLE =
      """
      route                                                               maker     owner     member    viewer    stranger  admin
      DELETE /api/v1/enrollments/{enrollment}                             204       404       404       404       404       404
      DELETE /api/v1/files/{id}                                           204       204       403       403       404       404
      DELETE /api/v1/invitations/{invitation}                             403       403       403       403       403       204
      DELETE /api/v1/machines/{machine}                                   204       403       403       403       404       404
      DELETE /api/v1/machines/{machine}/agent                             204       403       403       403       404       404
      DELETE /api/v1/machines/{machine}/heartbeat                         401       401       401       401       401       401
      DELETE /api/v1/machines/{machine}/pause                             200       403       403       403       404       404
      DELETE /api/v1/projects/{project}                                   403       204       403       403       404       404
      DELETE /api/v1/projects/{project}/invite-codes/{code}               403       204       403       403       404       404
      DELETE /api/v1/projects/{project}/members/{member}                  204       204       403       403       404       404
      DELETE /api/v1/recycle-bin                                          204       204       204       204       204       204
      DELETE /api/v1/recycle-bin/{id}                                     204       204       404       404       404       404
      DELETE /api/v1/uploads/{id}                                         204       404       404       404       404       404
      GET /api/v1/enrollments                                             200+      200-      200-      200-      200-      200-
      GET /api/v1/enrollments/{enrollment}                                200       404       404       404       404       404
      GET /api/v1/file-checks/{id}/findings                               403       403       403       403       403       200
      GET /api/v1/files                                                   200+      200-      200-      200-      200-      200-
      GET /api/v1/files?project={project}                                 200+      200+      200+      200+      404       404
      GET /api/v1/files?member={member}                                   200-      200-      200-      200-      404       404
      GET /api/v1/files?machine={machine}                                 200-      200-      200-      200-      404       404
      GET /api/v1/files/{id}                                              200       200       200       200       404       404
      GET /api/v1/files/{id}/content                                      200       200       200       200       404       404
      GET /api/v1/invitations                                             403       403       403       403       403       200+
      GET /api/v1/invitations/{invitation}                                403       403       403       403       403       200
      GET /api/v1/machines                                                200+      200+      200+      200+      200-      200-
      GET /api/v1/machines/{machine}                                      200       200       200       200       404       404
      GET /api/v1/projects?limit=1000                                     200+      200+      200+      200+      200-      200-
      GET /api/v1/projects/{id}/quota                                     200       200       200       200       404       200
      GET /api/v1/projects/{project}                                      200       200       200       200       404       404
      GET /api/v1/projects/{project}/audit                                403       200       403       403       404       404
      GET /api/v1/projects/{project}/invite-codes                         403       200       403       403       404       404
      GET /api/v1/projects/{project}/invite-codes/{code}                  403       200       403       403       404       404
      GET /api/v1/projects/{project}/machines                             200       200       200       200       404       404
      GET /api/v1/projects/{project}/members                              200       200       200       200       404       404
      GET /api/v1/projects/{project}/members/{member}                     200       200       200       200       404       404
      GET /api/v1/recycle-bin                                             200+      200+      200-      200-      200-      200-
      GET /api/v1/recycle-bin/{id}                                        200       200       404       404       404       404
      GET /api/v1/uploads                                                 200+      200-      200-      200-      200-      200-
      GET /api/v1/uploads/{id}                                            200       404       404       404       404       404
      GET /api/v1/users/{id}/quota                                        200       404       404       404       404       200
      HEAD /api/v1/files/{id}/content                                     200       200       200       200       404       404
      PATCH /api/v1/machines/{machine}                                    200       403       403       403       404       404
      PATCH /api/v1/projects/{project}                                    403       200       403       403       404       404
      PATCH /api/v1/projects/{project}/members/{member}                   403       200       403       403       404       404
      POST /api/v1/projects/{project}/invite-codes                        403       201       403       403       404       404
      POST /api/v1/recycle-bin/{id}/restoration                           201       201       404       404       404       404
      POST /api/v1/uploads#project                                        201       201       201       403       404       404
      POST /api/v1/uploads#member                                         201       201       201       201       404       404
      POST /api/v1/uploads#machine                                        201       201       201       403       404       404
      POST /api/v1/uploads/{id}/completion                                201       404       404       404       404       404
      PUT /api/v1/machines/{machine}/heartbeat                            401       401       401       401       401       401
      PUT /api/v1/machines/{machine}/pause                                200       403       403       403       404       404
      PUT /api/v1/machines/{machine}/profile                              401       401       401       401       401       401
      PUT /api/v1/machines/{machine}/rules                                200       403       403       403       404       404
      PUT /api/v1/projects/{id}/quota                                     403       403       403       403       403       204
      PUT /api/v1/projects/{project}/owner                                403       200       403       403       404       404
      PUT /api/v1/uploads/{id}/parts/{number}                             204       404       404       404       404       404
      PUT /api/v1/users/{id}/quota                                        403       403       403       403       403       204
      """;

  private static final List<String> OTHERS =
      List.of(
          "DELETE /api/v1/sessions",
          "DELETE /api/v1/sessions/current",
          "DELETE /api/v1/users/me",
          "DELETE /api/v1/users/me/totp",
          "GET /api/v1/audit",
          "GET /api/v1/audit/head",
          "GET /api/v1/audit/verification",
          "GET /api/v1/file-checks",
          "GET /api/v1/gpus",
          "GET /api/v1/openapi.json",
          "GET /api/v1/openapi.yaml",
          "GET /api/v1/users/me",
          "GET /health",
          "GET /metrics",
          "GET /ready",
          "POST /api/v1/agents",
          "POST /api/v1/enrollments",
          "POST /api/v1/file-checks",
          "POST /api/v1/invitations",
          "POST /api/v1/machines",
          "POST /api/v1/memberships",
          "POST /api/v1/projects",
          "POST /api/v1/sessions",
          "POST /api/v1/tokens",
          "POST /api/v1/users",
          "POST /api/v1/users/me/totp",
          "PUT /api/v1/users/me/password",
          "PUT /api/v1/users/me/totp");

  private static final String OF_AGENTS = ".*/(heartbeat|profile)";
  private static final String IN_A_PROJECT = ".*/projects/\\{project}/.*\\{(code|member)}";
  private static final String LIST =
      "GET /api/v1/(files|uploads|recycle-bin|machines|projects|enrollments|invitations)(\\?.*)?";
  private static final Pattern PARAMETER = Pattern.compile("([a-z-]+)/\\{\\w+}|(?<==)\\{(\\w+)}");

  @Test
  void everyRouteIsInTheTableOrAmongTheOthers(@TempDir Path home) {
    try (TestServer server = TestServer.start(Storage.H2, home)) {
      Stream<String> tabled = rows().map(row -> row.replaceFirst("[?#].*", "")).distinct();
      assertThat(Stream.concat(tabled, OTHERS.stream()))
          .containsExactlyInAnyOrderElementsOf(server.submitter().routes());
    }
  }

  private static Stream<String> rows() {
    return TABLE.lines().skip(1).map(line -> line.replaceAll("^(\\S+ \\S+).*", "$1"));
  }

  @Test
  void everyRoleGetsWhatTheTableSays(@TempDir Path home) {
    try (TestServer server = TestServer.atNoon(Storage.H2, home)) {
      SharedProject shared = new SharedProject(server);
      String head = TABLE.lines().findFirst().orElseThrow();
      String got = rows().map(row -> line(shared, row)).collect(joining("\n", head + "\n", "\n"));
      assertThat(got).isEqualTo(TABLE);
    }
  }

  /** The table's people may all ask, each for their own. These may ask nothing of the kind. */
  @Test
  void whatIsThereIsRefusedToWhomEverythingIs(@TempDir Path home) {
    try (TestServer server = TestServer.atNoon(Storage.H2, home)) {
      SharedProject shared = new SharedProject(server);
      Person nobody = server.bearer("nobody", null, null);
      Person agent = shared.strangersAgent();
      Person mustChange = server.bearer("eve", null, EveryRouteTest.mustChange(server));
      Things things = shared.make();
      rows()
          .forEach(
              row -> {
                assertThat(ask(shared, things, nobody, row)).as("nobody: " + row).isEqualTo("401");
                assertThat(ask(shared, things, agent, row)).as("agent: " + row).isEqualTo("401");
                assertThat(ask(shared, things, mustChange, row))
                    .as("must change the password: " + row)
                    .isEqualTo(row.matches(OF_AGENTS) ? "401" : "403");
              });
    }
  }

  /** Whose owner may do all, but to what is in it. */
  @Test
  void aPathThroughAnotherProjectLeadsToNothingOfThisOne(@TempDir Path home) {
    try (TestServer server = TestServer.atNoon(Storage.H2, home)) {
      SharedProject shared = new SharedProject(server);
      Things things = shared.make();
      Person other = server.person("other");
      String own = other.post("/projects", Map.of("name", "other")).created().text("id");
      List<String> crossed = rows().filter(row -> row.matches(IN_A_PROJECT)).toList();
      assertThat(crossed).hasSize(5);
      for (String row : crossed) {
        String[] asked = row.split(" /api/v1", 2);
        String path = filled(asked[1], things);
        String version = asked[0].equals("GET") ? null : shared.version(path);
        String through = path.replace(things.id("projects"), own);
        assertThat(other.send(asked[0], through, body(row, things), version).status())
            .as(row)
            .isEqualTo(404);
      }
    }
  }

  private static String line(SharedProject shared, String row) {
    Things first = shared.make();
    boolean reads = row.matches("(GET|HEAD) .*");
    return shared.people().stream()
        .map(person -> ask(shared, reads ? first : shared.make(), person, row))
        .map("%-10s"::formatted)
        .collect(joining("", "%-68s".formatted(row), ""))
        .stripTrailing();
  }

  private static String ask(SharedProject shared, Things things, Person person, String row) {
    String method = row.split(" ", 2)[0];
    String path = filled(row.split(" ", 2)[1].replace("/api/v1", ""), things);
    String thing = row.matches(LIST) ? things.id(row.replaceAll("GET /api/v1/|\\?.*", "")) : "";
    if (path.contains("/parts/")) {
      return String.valueOf(shared.part(person, "/api/v1" + path).status());
    }
    String version = method.equals("GET") ? null : shared.version(versioned(path));
    Answer answer = person.send(method, path.replaceFirst("#.*", ""), body(row, things), version);
    String has = answer.body().contains(thing) ? "+" : "-";
    return answer.status() + (answer.status() == 200 && row.matches(LIST) ? has : "");
  }

  /** A query names one of them, and a path has it after what they are. */
  private static String filled(String path, Things things) {
    return PARAMETER
        .matcher(path.replace("{number}", "1"))
        .replaceAll(
            found ->
                found.group(1) == null
                    ? things.id(found.group(2) + "s")
                    : found.group(1) + "/" + things.id(found.group(1)));
  }

  /** What has the version that a change is of. */
  private static String versioned(String path) {
    return path.replaceFirst("/(rules|owner|restoration|pause|agent)$", "");
  }

  private static Object body(String row, Things things) {
    return switch (row.replace("/api/v1", "")) {
      case "PATCH /projects/{project}", "PATCH /machines/{machine}" ->
          Map.of("name", "renamed-" + things.id("projects"));
      case "PUT /projects/{project}/owner" -> Map.of("userId", things.id("members"));
      case "PATCH /projects/{project}/members/{member}" -> Map.of("role", "viewer");
      case "PUT /machines/{machine}/rules" -> Map.of("maximumShare", 0.5);
      case "PUT /machines/{machine}/heartbeat" -> Map.of("doing", "idle");
      case "PUT /machines/{machine}/profile" -> Map.of("cores", 2, "memoryBytes", 8L << 30);
      case "POST /uploads#project" -> SharedProject.file("project", things.id("projects"));
      case "POST /uploads#member" -> SharedProject.file("member", things.id("members"));
      case "POST /uploads#machine" -> SharedProject.file("machine", things.id("machines"));
      default -> row.matches("(POST|PUT) .*") ? Map.of() : null;
    };
  }
}
