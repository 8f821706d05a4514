package org.paceline.benchmarks.service;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;

/** Somebody who uses the service, on a connection of their own. For one thread at a time. */
final class Client implements AutoCloseable {

  private final Person person;
  private final Connection connection;
  private final Deque<Step> next = new ArrayDeque<>();

  Client(Person person, int port) {
    this.person = person;
    this.connection = new Connection(port);
  }

  Person person() {
    return person;
  }

  /** Does something that must come out as it is meant, before the clock starts. */
  void prepare(List<Step> steps) throws IOException {
    for (Step step : steps) {
      Reply reply = connection.send(step.request().get());
      String fault = step.fault(reply);
      if (!fault.isEmpty()) {
        throw new IOException(fault);
      }
    }
  }

  /**
   * Uses the service for a while.
   *
   * @param begin when the load begins
   * @param end when nothing more is sent
   * @param pauseNanos see {@link Pace}
   * @return what was answered
   */
  Callable<List<Sample>> load(long begin, long end, long pauseNanos) {
    return () -> {
      connection.open();
      List<Sample> samples = new ArrayList<>();
      Pace pace = new Pace(person.random, pauseNanos, begin);
      for (long due = pace.await(); due < end; due = pace.await()) {
        if (next.isEmpty()) {
          next.addAll(Mix.next(person));
        }
        samples.add(send(next.remove(), begin, due));
      }
      return samples;
    };
  }

  private Sample send(Step step, long begin, long due) {
    long sent = System.nanoTime();
    int status = 0;
    String fault = "";
    long answered;
    try {
      Reply reply = connection.send(step.request().get());
      answered = System.nanoTime();
      status = reply.status();
      fault = step.fault(reply);
    } catch (IOException e) {
      answered = System.nanoTime();
      fault = String.valueOf(e.getMessage());
    }
    if (!fault.isEmpty()) {
      // What follows builds on this.
      next.clear();
    }
    return new Sample(
        step.route(), step.kind(), status, due - begin, answered - sent, answered - due, fault);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
