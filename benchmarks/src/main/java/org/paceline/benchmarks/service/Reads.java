package org.paceline.benchmarks.service;

import static org.paceline.benchmarks.service.Step.read;

import java.util.Arrays;
import java.util.List;
import org.paceline.benchmarks.service.Step.Kind;

/** What a person looks at. */
final class Reads {

  private static final int RANGE = 4_096;
  private static final int PARTIAL = 206;

  private Reads() {}

  static List<Step> account(Person person) {
    return List.of(read("GET users/me", () -> Request.get("/users/me", person.token)));
  }

  static List<Step> projects(Person person) {
    return List.of(read("GET projects", () -> Request.get("/projects", person.token)));
  }

  static List<Step> project(Person person) {
    String project = person.anyProject();
    return List.of(
        read("GET projects/{id}", () -> Request.get("/projects/" + project, person.token)));
  }

  static List<Step> members(Person person) {
    return List.of(
        read(
            "GET projects/{id}/members",
            () -> Request.get("/projects/" + person.team + "/members", person.token)));
  }

  static List<Step> machines(Person person) {
    return List.of(read("GET machines", () -> Request.get("/machines", person.token)));
  }

  static List<Step> machine(Person person) {
    return List.of(
        read(
            "GET machines/{id}",
            () -> Request.get("/machines/" + person.machine.id(), person.token)));
  }

  static List<Step> files(Person person) {
    return List.of(
        read("GET files", () -> Request.get("/files?project=" + person.team, person.token)));
  }

  /** A few KiB out of the middle, which must be those that were sent. */
  static List<Step> content(Person person) {
    Person.Kept file = person.any(person.shared);
    byte[] bytes = file.payload().bytes();
    int from = person.random.nextInt(bytes.length - RANGE);
    byte[] part = Arrays.copyOfRange(bytes, from, from + RANGE);
    return List.of(
        new Step(
            "GET files/{id}/content",
            Kind.READ,
            PARTIAL,
            () ->
                Request.get("/files/" + file.id() + "/content", person.token)
                    .header("Range", "bytes=%s-%s".formatted(from, from + RANGE - 1)),
            reply -> {
              if (!Arrays.equals(reply.body(), part)) {
                throw new IllegalStateException("bytes of file %s differ".formatted(file.id()));
              }
            }));
  }
}
