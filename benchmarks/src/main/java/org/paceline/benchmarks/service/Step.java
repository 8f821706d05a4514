package org.paceline.benchmarks.service;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One request that somebody makes, and what they make of the answer.
 *
 * @param route how it is reported
 * @param kind what it counts as
 * @param expected the status that it must have
 * @param request made when its turn comes
 * @param then takes up the answer; throws {@link IllegalStateException} if it is wrong
 */
record Step(
    String route, Kind kind, int expected, Supplier<Request> request, Consumer<Reply> then) {

  /** What a request counts as. */
  enum Kind {
    /** Changes nothing. */
    READ,
    /** Changes something. */
    WRITE,
    /** Checks a password, which is slow on purpose. */
    SIGN_IN
  }

  /** Takes up the answer, and says what is wrong with it; empty if nothing is. */
  String fault(Reply reply) {
    if (reply.status() != expected) {
      return "%s was answered with %s, not %s: %s"
          .formatted(route, reply.status(), expected, reply.text());
    }
    try {
      then.accept(reply);
      return "";
    } catch (IllegalStateException e) {
      return route + ": " + e.getMessage();
    }
  }

  static Step read(String route, Supplier<Request> request) {
    return new Step(route, Kind.READ, 200, request, reply -> {});
  }

  static Step write(String route, int expected, Supplier<Request> request, Consumer<Reply> then) {
    return new Step(route, Kind.WRITE, expected, request, then);
  }
}
