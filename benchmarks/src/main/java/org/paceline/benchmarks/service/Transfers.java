package org.paceline.benchmarks.service;

import static org.paceline.benchmarks.service.Step.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.paceline.benchmarks.service.Person.Thing;

/** Small files: sent in parts, deleted, restored. */
final class Transfers {

  private static final int MOST_FILES = 5;

  private Transfers() {}

  /** Sends one, or deletes one if there are enough. */
  static List<Step> upload(Person person) {
    return person.files.size() + person.binned.size() < MOST_FILES
        ? upload(person, person.any(person.payloads))
        : shelve(person);
  }

  static List<Step> upload(Person person, Payload payload) {
    AtomicReference<String> path = new AtomicReference<>();
    List<Step> steps = new ArrayList<>();
    steps.add(
        write(
            "POST uploads",
            201,
            () -> Request.of("POST", "/uploads", person.token).json(told(person, payload)),
            reply -> path.set("/uploads/" + reply.text("id"))));
    for (int i = 0; i < payload.parts().size(); i++) {
      int number = i + 1;
      Payload.Part part = payload.parts().get(i);
      steps.add(
          write(
              "PUT uploads/{id}/parts/{n}",
              204,
              () ->
                  Request.of("PUT", path.get() + "/parts/" + number, person.token)
                      .header("X-Content-Sha256", part.sha256())
                      .bytes(part.bytes()),
              reply -> {}));
    }
    steps.add(
        write(
            "POST uploads/{id}/completion",
            201,
            () -> Request.of("POST", path.get() + "/completion", person.token),
            reply -> person.files.add(new Thing(reply.text("id"), reply.version()))));
    return steps;
  }

  private static Map<String, Object> told(Person person, Payload payload) {
    return Map.of(
        "name",
        "notes.bin",
        "size",
        payload.bytes().length,
        "sha256",
        payload.sha256(),
        "project",
        person.team);
  }

  /** Into the recycle bin, out of it, or away for good, whichever can be. */
  static List<Step> shelve(Person person) {
    if (!person.binned.isEmpty()) {
      return List.of(person.random.nextBoolean() ? restore(person) : delete(person));
    }
    return person.files.isEmpty() ? upload(person) : List.of(bin(person));
  }

  private static Step bin(Person person) {
    Thing file = person.take(person.files);
    return write(
        "DELETE files/{id}",
        204,
        () -> Request.of("DELETE", "/files/" + file.id(), person.token).version(file.version()),
        reply -> person.binned.add(new Thing(file.id(), file.version() + 1)));
  }

  private static Step restore(Person person) {
    Thing file = person.take(person.binned);
    return write(
        "POST recycle-bin/{id}/restoration",
        201,
        () ->
            Request.of("POST", "/recycle-bin/" + file.id() + "/restoration", person.token)
                .version(file.version()),
        reply -> person.files.add(new Thing(file.id(), reply.version())));
  }

  private static Step delete(Person person) {
    Thing file = person.take(person.binned);
    return write(
        "DELETE recycle-bin/{id}",
        204,
        () ->
            Request.of("DELETE", "/recycle-bin/" + file.id(), person.token).version(file.version()),
        reply -> {});
  }
}
