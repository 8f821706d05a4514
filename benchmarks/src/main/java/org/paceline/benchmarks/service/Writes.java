package org.paceline.benchmarks.service;

import static org.paceline.benchmarks.service.Step.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.paceline.benchmarks.service.Person.Thing;
import org.paceline.benchmarks.service.Step.Kind;

/** What a person changes in accounts, projects and machines; files are in {@link Transfers}. */
final class Writes {

  private static final int FEWEST_PROJECTS = 2;
  private static final int MOST_PROJECTS = 6;
  private static final double[] SHARES = {0.25, 0.5, 0.75, 1};

  private Writes() {}

  /** As many are made as are deleted, so that lists stay as long as they are. */
  static List<Step> makeOrDelete(Person person) {
    int count = person.projects.size();
    boolean more = count <= FEWEST_PROJECTS || count < MOST_PROJECTS && person.random.nextBoolean();
    return List.of(more ? make(person) : delete(person));
  }

  private static Step make(Person person) {
    String name = "project " + person.random.nextInt(1_000_000);
    return write(
        "POST projects",
        201,
        () -> Request.of("POST", "/projects", person.token).json(Map.of("name", name)),
        reply -> person.projects.add(new Thing(reply.text("id"), reply.version())));
  }

  private static Step delete(Person person) {
    Thing project = person.take(person.projects);
    return write(
        "DELETE projects/{id}",
        204,
        () ->
            Request.of("DELETE", "/projects/" + project.id(), person.token)
                .version(project.version()),
        reply -> {});
  }

  static List<Step> rename(Person person) {
    Thing project = person.take(person.projects);
    String name = "renamed " + person.random.nextInt(1_000_000);
    return List.of(
        write(
            "PATCH projects/{id}",
            200,
            () ->
                Request.of("PATCH", "/projects/" + project.id(), person.token)
                    .version(project.version())
                    .json(Map.of("name", name)),
            reply -> person.projects.add(new Thing(project.id(), reply.version()))));
  }

  static List<Step> inviteCode(Person person) {
    String project = person.any(person.projects).id();
    return List.of(
        write(
            "POST projects/{id}/invite-codes",
            201,
            () ->
                Request.of("POST", "/projects/" + project + "/invite-codes", person.token)
                    .json(Map.of("uses", 5)),
            reply -> {}));
  }

  static List<Step> rules(Person person) {
    double share = SHARES[person.random.nextInt(SHARES.length)];
    return List.of(
        write(
            "PUT machines/{id}/rules",
            200,
            () -> rules(person, share),
            reply -> person.machine = new Thing(person.machine.id(), reply.version())));
  }

  static Request rules(Person person, double share) {
    return Request.of("PUT", "/machines/" + person.machine.id() + "/rules", person.token)
        .version(person.machine.version())
        .json(Map.of("projects", List.of(person.team), "maximumShare", share));
  }

  /** Agents send these in a team's place. */
  static List<Step> heartbeat(Person person) {
    return List.of(
        write(
            "PUT machines/{id}/heartbeat",
            200,
            () ->
                Request.of(
                        "PUT", "/machines/" + person.machine.id() + "/heartbeat", person.agentToken)
                    .json(Map.of("doing", "idle")),
            reply -> {}));
  }

  static List<Step> exchange(Person person) {
    return List.of(
        write(
            "POST tokens",
            201,
            () ->
                Request.of("POST", "/tokens", null)
                    .json(Map.of("refreshToken", person.refreshToken)),
            person::signedIn));
  }

  static List<Step> signIn(Person person) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "POST sessions",
            Kind.SIGN_IN,
            201,
            () -> Request.of("POST", "/sessions", null).json(person.credentials()),
            person::signedIn));
    return steps;
  }
}
