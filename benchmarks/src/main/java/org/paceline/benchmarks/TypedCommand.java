package org.paceline.benchmarks;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The line that a user typed to start a benchmark. */
public final class TypedCommand {

  /** Words that a shell takes as they are. */
  private static final Pattern PLAIN = Pattern.compile("[\\w./:,=+@%-]+");

  private TypedCommand() {}

  /** The benchmark's name: the second word of the command's. */
  static String benchmark(CommandSpec command) {
    return command.name().substring(command.name().indexOf(' ') + 1);
  }

  static String line(CommandSpec command) {
    CommandLine.ParseResult parsed = command.commandLine().getParseResult();
    return line(command.name(), parsed == null ? List.of() : parsed.originalArgs());
  }

  /**
   * A line for a shell.
   *
   * @param command its first words
   * @param arguments the words that follow
   * @return all of it
   */
  public static String line(String command, List<String> arguments) {
    return Stream.concat(Stream.of(command), arguments.stream().map(TypedCommand::quoted))
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
