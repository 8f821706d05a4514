package org.paceline.jobs;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.paceline.plan.MeasuredSteps;

/** Machines as {@code NAME=FILE}, or {@code NAME*3=FILE} for three that are alike. */
// The first '=' ends the name, so that a file's path may have any letter.
final class StepMachines {

  private static final int MOST = 10_000;

  private StepMachines() {}

  /** Reads the files and names the machines: NAME, or NAME-1, NAME-2 and so on where several. */
  static List<MeasuredSteps> open(List<String> words) {
    List<MeasuredSteps> machines = words.stream().flatMap(StepMachines::machines).toList();
    Set<String> names = new HashSet<>();
    for (MeasuredSteps machine : machines) {
      if (!names.add(machine.machine())) {
        throw new IllegalArgumentException(
            "--steps must name each machine once, not '%s' twice".formatted(machine.machine()));
      }
    }
    return machines;
  }

  private static Stream<MeasuredSteps> machines(String word) {
    int end = word.indexOf('=');
    int star = word.lastIndexOf('*', end);
    String name = word.substring(0, Math.max(0, star < 0 ? end : star)).strip();
    if (name.isEmpty() || end == word.length() - 1) {
      throw new IllegalArgumentException(
          "--steps must be NAME=FILE or NAME*3=FILE, not '%s'".formatted(word));
    }
    int count = star < 0 ? 1 : count(word.substring(star + 1, end).strip(), word);
    MeasuredSteps read = StepTimesFile.read(name, path(word.substring(end + 1), word));
    return count == 1
        ? Stream.of(read)
        : IntStream.rangeClosed(1, count)
            .mapToObj(i -> new MeasuredSteps(name + "-" + i, read.seconds()));
  }

  private static int count(String digits, String word) {
    int count = digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "the machines after '*' in --steps must be a whole number from 1 to %s, not '%s' in '%s'"
              .formatted(MOST, digits, word));
    }
    return count;
  }

  private static Path path(String file, String word) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "--steps must name a file, not '%s': %s".formatted(word, e.getMessage()), e);
    }
  }
}
