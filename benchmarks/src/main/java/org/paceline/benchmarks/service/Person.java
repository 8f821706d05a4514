package org.paceline.benchmarks.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What one client knows of what it has in the service. For one thread. */
final class Person {

  static final String PASSWORD = "correct horse battery";

  /**
   * Something that can be changed.
   *
   * @param id given by the service
   * @param version of the last answer
   */
  record Thing(String id, long version) {}

  /**
   * A file that stays.
   *
   * @param id given by the service
   * @param payload what it holds
   */
  record Kept(String id, Payload payload) {}

  final String name;
  final Random random;
  final List<Payload> payloads;

  /** Its own projects, apart from the team's. */
  final List<Thing> projects = new ArrayList<>();

  final List<Thing> files = new ArrayList<>();
  final List<Thing> binned = new ArrayList<>();

  String token;
  String refreshToken;
  long tokenNanos;
  String team;
  Thing machine;
  String agentToken;

  /** The team's files, which everybody in it reads. */
  List<Kept> shared = List.of();

  Person(String name, long seed, List<Payload> payloads) {
    this.name = name;
    this.random = new Random(seed);
    this.payloads = payloads;
  }

  Map<String, String> credentials() {
    return Map.of("name", name, "password", PASSWORD);
  }

  void signedIn(Reply pair) {
    token = pair.text("accessToken");
    refreshToken = pair.text("refreshToken");
    tokenNanos = System.nanoTime();
  }

  /** A project that it sees: the team's or one of its own. */
  String anyProject() {
    int index = random.nextInt(projects.size() + 1);
    return index == 0 ? team : projects.get(index - 1).id();
  }

  <T> T any(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  <T> T take(List<T> things) {
    return things.remove(random.nextInt(things.size()));
  }
}
