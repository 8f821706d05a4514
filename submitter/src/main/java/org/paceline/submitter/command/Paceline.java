package org.paceline.submitter.command;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;

/**
 * The command line of the service. It ends with 0 when all is done, 1 when the service refused or
 * something here failed, 2 when the arguments are wrong, 3 when nobody is signed in, and 4 when the
 * service cannot be reached.
 */
public final class Paceline {

  /** Only the word that is asked for is set up: each costs time at the start. */
  private static final Map<String, Function<Terminal, Object>> WORDS =
      new TreeMap<>(
          Map.of(
              "login", LoginCommand::new,
              "logout", LogoutCommand::new,
              "whoami", WhoamiCommand::new,
              "password", PasswordCommand::new,
              "register", RegisterCommand::new,
              "invite", InviteCommand::new,
              "project", ProjectCommand::new,
              "machine", MachineCommand::new,
              "data", DataCommand::new,
              "files", FilesCommand::new));

  private Paceline() {}

  /**
   * Does what a line says, and ends the process.
   *
   * @param args a word and what follows it
   */
  public static void main(String[] args) {
    int code = run(Terminal.ofProcess(), args);
    ClientThreads.end();
    System.exit(code);
  }

  static int run(Terminal terminal, String... args) {
    Function<Terminal, Object> word = args.length == 0 ? null : WORDS.get(args[0]);
    if (word == null) {
      terminal.err().println("paceline: the words are " + String.join(", ", WORDS.keySet()));
      return Failure.BAD_ARGUMENTS;
    }
    CommandLine line = new CommandLine(word.apply(terminal));
    line.setOut(new PrintWriter(terminal.out(), true));
    line.setErr(new PrintWriter(terminal.err(), true));
    line.setParameterExceptionHandler((e, given) -> wrong(terminal, args[0], e));
    line.setExecutionExceptionHandler(failure(terminal, args[0]));
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    return line.execute(rest);
  }

  private static int wrong(Terminal terminal, String word, ParameterException e) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    said(terminal, word, e.getMessage());
    terminal.err().println("See '%s --help'".formatted(name));
    return Failure.BAD_ARGUMENTS;
  }

  private static IExecutionExceptionHandler failure(Terminal terminal, String word) {
    return (e, line, result) -> {
      Exception failure = e instanceof UncheckedIOException io ? io.getCause() : e;
      said(terminal, word, Failure.message(failure));
      return Failure.code(failure);
    };
  }

  private static void said(Terminal terminal, String word, String message) {
    terminal.err().println("paceline %s: %s".formatted(word, Printable.of(message)));
  }
}
