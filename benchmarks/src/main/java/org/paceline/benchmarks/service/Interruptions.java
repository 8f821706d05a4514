package org.paceline.benchmarks.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.paceline.benchmarks.service.TransferResult.Interruption;

/** Kills with -9 in the middle of a transfer, and goes on. */
final class Interruptions {

  private static final Pattern TAKEN =
      Pattern.compile("PUT /api/v1/uploads/([0-9a-f-]+/parts/\\d+) 204");
  private static final double MIB = 1 << 20;

  /** Nobody tells how far another process is: it is looked at again and again. */
  private static final long LOOKED_MILLIS = 5;

  private final TransferRun run;
  private final CommandLineUser user;
  private final int parts;

  /** After at least one file has gone up. */
  Interruptions(TransferRun run) throws IOException {
    this.run = run;
    this.user = run.user();
    String first = upload(taken().get(0));
    this.parts = (int) taken().stream().filter(line -> upload(line).equals(first)).count();
  }

  private static String upload(String line) {
    return line.replaceFirst("/parts/.*", "");
  }

  List<Interruption> all() throws IOException, InterruptedException {
    return List.of(pushing(), serving(), pulling());
  }

  private Process push(String name) throws IOException {
    return user.begins("data", "push", "--quiet", "--name", name, run.original().toString());
  }

  private Interruption pushing() throws IOException, InterruptedException {
    System.err.println("transfer: data push is killed");
    int before = taken().size();
    Process push = push("killed");
    double at = halfSent(push, before);
    push.destroyForcibly().waitFor();
    boolean seen = user.types("data", "list").contains("killed");
    user.ended(push("killed"));
    return pulled("data push", "killed", at, twice(before), seen);
  }

  /** The client waits for it, and goes on by itself. */
  private Interruption serving() throws IOException, InterruptedException {
    System.err.println("transfer: the service is killed");
    int before = taken().size();
    Process push = push("served");
    double at = halfSent(push, before);
    run.service().kill();
    run.serve();
    boolean seen = user.types("data", "list").contains("served");
    user.ended(push);
    return pulled("the service", "served", at, twice(before), seen);
  }

  private Interruption pulled(String what, String name, double at, int twice, boolean seen)
      throws IOException, InterruptedException {
    user.types("data", "pull", "--quiet", name, run.copy().toString());
    boolean same = run.sameCopy();
    run.forget(name);
    return new Interruption(what, at, twice, seen, same);
  }

  private Interruption pulling() throws IOException, InterruptedException {
    System.err.println("transfer: data pull is killed");
    user.ended(push("pulled"));
    Process pull = user.begins("data", "pull", "--quiet", "pulled", run.copy().toString());
    Path part = run.copy().resolveSibling(run.copy().getFileName() + ".part");
    while (pull.isAlive() && size(part) < run.mib() * MIB / 2) {
      Thread.sleep(LOOKED_MILLIS);
    }
    checkRunning(pull);
    pull.destroyForcibly().waitFor();
    boolean seen = Files.exists(run.copy());
    return pulled("data pull", "pulled", size(part) / MIB, 0, seen);
  }

  private static double size(Path part) throws IOException {
    try {
      return Files.size(part);
    } catch (NoSuchFileException e) {
      // It has not begun, or has its name by now.
      return 0;
    }
  }

  /** Waits until half of the file is there; MiB of it. */
  private double halfSent(Process push, int before) throws IOException, InterruptedException {
    while (push.isAlive() && taken().size() - before < parts / 2) {
      Thread.sleep(LOOKED_MILLIS);
    }
    checkRunning(push);
    return (double) (taken().size() - before) / parts * run.mib();
  }

  private static void checkRunning(Process transfer) throws IOException {
    if (!transfer.isAlive()) {
      throw new IOException("it had ended before it could be killed; take a larger file");
    }
  }

  /** What the service's log has of parts that it took, in order. */
  private List<String> taken() throws IOException {
    return TAKEN
        .matcher(Files.readString(run.service().log()))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private int twice(int before) throws IOException {
    List<String> since = taken().subList(before, taken().size());
    Set<String> different = new HashSet<>(since);
    return since.size() - different.size();
  }
}
