package org.paceline.benchmarks;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The line that a user typed to start a benchmark. */
final class TypedCommand {

  /** Words that a shell takes as they are. */
  private static final Pattern PLAIN = Pattern.compile("[\\w./:,=+@%-]+");

  private TypedCommand() {}

  /** The benchmark's name: the second word of the command's. */
  static String benchmark(CommandSpec command) {
    return command.name().substring(command.name().indexOf(' ') + 1);
  }

  static String line(CommandSpec command) {
    CommandLine.ParseResult parsed = command.commandLine().getParseResult();
    List<String> words = parsed == null ? List.of() : parsed.originalArgs();
    return Stream.concat(Stream.of(command.name()), words.stream().map(TypedCommand::quoted))
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
