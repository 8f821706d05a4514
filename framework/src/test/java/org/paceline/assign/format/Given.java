package org.paceline.assign.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.Objective;
import org.paceline.base.FormatException;

/** Files in a folder, and what is read of them; messages call them by their names alone. */
record Given(Path folder) {

  Path file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  AssignmentProblem read(String text) {
    return ProblemFiles.read(file("given", text), Reading.USUAL).problem();
  }

  AssignmentProblem read(String tasks, String machines) {
    return ProblemFiles.read(file("tasks", tasks), file("machines", machines), Reading.USUAL)
        .problem();
  }

  AbstractThrowableAssert<?, ?> refusing(String text, Reading reading) {
    return refusing(() -> ProblemFiles.read(file("given", text), reading));
  }

  AbstractThrowableAssert<?, ?> refusing(String tasks, String machines) {
    return refusing(() -> read(tasks, machines));
  }

  private AbstractThrowableAssert<?, ?> refusing(Runnable reading) {
    try {
      reading.run();
    } catch (FormatException e) {
      return Assertions.assertThat(
          new FormatException(e.getMessage().replace(folder + "/", ""), e));
    } catch (IllegalArgumentException e) {
      return Assertions.assertThat(
          new IllegalArgumentException(e.getMessage().replace(folder + "/", ""), e));
    }
    throw new AssertionError("it was not refused");
  }

  static Reading objective(Objective objective) {
    return new Reading(Optional.of(objective), OptionalInt.empty(), OptionalDouble.empty());
  }

  static Reading instance(int number) {
    return new Reading(Optional.empty(), OptionalInt.of(number), OptionalDouble.empty());
  }

  static Reading bandwidth(double megabytesPerSecond) {
    return new Reading(
        Optional.empty(), OptionalInt.empty(), OptionalDouble.of(megabytesPerSecond));
  }
}
