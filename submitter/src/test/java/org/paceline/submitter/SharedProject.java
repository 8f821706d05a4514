package org.paceline.submitter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Person;
import org.paceline.submitter.testing.TestServer;

/**
 * A project with somebody in each role and a thing of each kind. The things are their maker's, who
 * is a member.
 */
final class SharedProject {

  private static final String CONTENT = "0123456789";
  private static final String SHA256 =
      "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";

  /** Those who ask, in the order of the table's columns. */
  private final List<Person> people;

  private final TestServer server;
  private final Person maker;
  private final Person owner;
  private int made;

  SharedProject(TestServer server) {
    this.server = server;
    maker = server.person("maker");
    owner = server.person("owner");
    people =
        List.of(
            maker,
            owner,
            server.person("member"),
            server.person("viewer"),
            server.person("stranger"),
            server.bearer("admin", null, server.admin()));
  }

  /** The agent of a machine that is the stranger's. */
  Person strangersAgent() {
    Map<String, Object> profile = Map.of("name", "other", "cores", 4, "memoryBytes", 8L << 30);
    Answer agent = people.get(4).post("/agents", profile).created();
    return server.bearer("agent", null, agent.text("token"));
  }

  List<Person> people() {
    return people;
  }

  /** Makes a project with all of them in it, but the stranger and the admin. */
  Things make() {
    String project = owner.post("/projects", Map.of("name", "birds")).created().text("id");
    for (Person person : List.of(people.get(0), people.get(2), people.get(3))) {
      String role = person.name().equals("viewer") ? "viewer" : "member";
      String code = code(project, role).text("code");
      person.post("/memberships", Map.of("code", code)).created();
    }
    return new Things(project, new HashMap<>());
  }

  private Answer code(String project, String role) {
    String codes = "/projects/" + project + "/invite-codes";
    return owner.post(codes, Map.of("role", role)).created();
  }

  /** What is in a project: each is made when it is first asked for. */
  final class Things {
    private final String project;
    private final Map<String, String> ids;

    Things(String project, Map<String, String> ids) {
      this.project = project;
      this.ids = ids;
    }

    /** The id, by the part of a path that such ids follow. */
    String id(String kind) {
      return ids.computeIfAbsent(kind, this::made);
    }

    private String made(String kind) {
      return switch (kind) {
        case "projects" -> project;
        case "users", "members" -> maker.id();
        case "invite-codes" -> code(project, "member").text("id");
        case "machines" -> machine(project);
        case "enrollments" -> maker.post("/enrollments", null).created().text("id");
        case "invitations" -> people.get(5).post("/invitations", null).created().text("id");
        case "uploads" -> upload(project);
        case "files" -> file(project);
        case "recycle-bin" -> binned(project);
        case "file-checks" -> people.get(5).post("/file-checks", null).created().text("id");
        default -> throw new IllegalArgumentException("nothing is made for /" + kind);
      };
    }
  }

  private String machine(String project) {
    Map<String, Object> profile =
        Map.of("name", "desk-" + made++, "cores", 4, "memoryBytes", 8L << 30);
    Answer machine = maker.post("/machines", profile).created();
    String path = "/machines/" + machine.text("id");
    Map<String, Object> rules = Map.of("projects", List.of(project));
    maker.send("PUT", path + "/rules", rules, machine.version()).ok();
    return machine.text("id");
  }

  /** With its part, but not complete. */
  private String upload(String project) {
    String id = maker.post("/uploads", file("project", project)).created().text("id");
    String part = "/api/v1/uploads/%s/parts/1".formatted(id);
    part(maker, part).is(204);
    return id;
  }

  /** What is sent to begin an upload for somebody or something. */
  static Map<String, Object> file(String target, String id) {
    return Map.of("name", "a.bin", "size", CONTENT.length(), "sha256", SHA256, target, id);
  }

  Answer part(Person person, String path) {
    return server.send(
        server.request("PUT", path, person.token(), CONTENT).header("X-Content-Sha256", SHA256));
  }

  private String file(String project) {
    String completion = "/uploads/" + upload(project) + "/completion";
    JsonNode file = maker.post(completion, Map.of()).json();
    return file.path("id").asText();
  }

  private String binned(String project) {
    String id = file(project);
    maker.deleteNewest("/files/" + id).is(204);
    return id;
  }

  /** The ETag that somebody who may see a path gets; null if nobody does. */
  String version(String path) {
    return people.stream()
        .map(person -> person.get(path))
        .filter(answer -> answer.status() == 200)
        .map(Answer::version)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
