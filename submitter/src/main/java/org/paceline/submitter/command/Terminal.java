package org.paceline.submitter.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command was typed: its streams, its environment, its clock.
 *
 * @param out for results
 * @param err for all else
 * @param in lines for options that are {@code -}
 * @param asked who can be asked; empty where nobody sits there
 * @param environment variables
 * @param clock the time
 * @param zone whose times people are shown
 */
record Terminal(
    PrintStream out,
    PrintStream err,
    BufferedReader in,
    Optional<Asked> asked,
    Map<String, String> environment,
    Clock clock,
    ZoneId zone) {

  /** Somebody at a terminal. */
  interface Asked {
    /** A line. */
    String line(String question);

    /** A line that is not shown. */
    String secret(String question);
  }

  static Terminal ofProcess() {
    return new Terminal(
        System.out,
        System.err,
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
        Optional.ofNullable(System.console()).map(Terminal::asked),
        System.getenv(),
        Clock.systemUTC(),
        ZoneId.systemDefault());
  }

  private static Asked asked(Console console) {
    return new Asked() {
      @Override
      public String line(String question) {
        return given(console.readLine("%s", question));
      }

      @Override
      public String secret(String question) {
        char[] typed = console.readPassword("%s", question);
        return given(typed == null ? null : new String(typed));
      }
    };
  }

  private static String given(String line) {
    if (line == null) {
      throw new IllegalArgumentException("nothing was typed");
    }
    return line;
  }

  /** The folder of this user's logins: {@code PACELINE_CONFIG}, or where XDG has it. */
  Path folder() {
    String told = environment.getOrDefault("PACELINE_CONFIG", "");
    if (!told.isEmpty()) {
      return Path.of(told);
    }
    String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
    return xdg.isEmpty()
        ? Path.of(environment.getOrDefault("HOME", "."), ".config", "paceline")
        : Path.of(xdg, "paceline");
  }

  /** The first line of a file, or of what is typed or piped in where it is {@code -}. */
  String firstLine(String file) {
    try {
      if (file.equals("-")) {
        return given(in.readLine());
      }
      try (BufferedReader reader = Files.newBufferedReader(Path.of(file))) {
        return given(reader.readLine());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** An argument that can be {@code -} for a line of standard input. */
  String argument(String given) {
    return "-".equals(given) ? firstLine("-") : given;
  }

  /** A line of whoever sits there. */
  String line(String option, String question) {
    return asked
        .orElseThrow(
            () ->
                new IllegalArgumentException("nobody can be asked here: " + option + " is needed"))
        .line(question);
  }

  /** A secret: from a file if one is named, or from whoever sits there. */
  String secret(String file, String option, String question) {
    if (file != null) {
      return firstLine(file);
    }
    return asked
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "nobody can be asked here: name a file, or - for standard input, by " + option))
        .secret(question);
  }
}
