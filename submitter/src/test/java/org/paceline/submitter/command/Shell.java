package org.paceline.submitter.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.paceline.submitter.testing.Child;
import org.paceline.submitter.testing.TestServer;

/** A user of this computer who types commands, with a folder of their own. */
record Shell(Path folder, Clock clock) {

  /** What a command left: its exit code, and what it said. */
  record Said(int code, String out, String err) {

    Said ends(int expected) {
      assertThat(code).as("%s%n%s", out, err).isEqualTo(expected);
      return this;
    }

    /** Each line's words, the first line being headers. */
    List<List<String>> rows() {
      return out.lines().map(line -> Arrays.asList(line.split(" {2,}"))).toList();
    }

    JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + out, e);
      }
    }
  }

  Said run(String... words) {
    return piped("", words);
  }

  /** With lines of standard input. */
  Said piped(String input, String... words) {
    return run(Optional.empty(), input, words);
  }

  /** With somebody at the terminal, who answers questions. */
  Said asked(UnaryOperator<String> answers, String... words) {
    Terminal.Asked somebody =
        new Terminal.Asked() {
          @Override
          public String line(String question) {
            return answers.apply(question);
          }

          @Override
          public String secret(String question) {
            return answers.apply(question);
          }
        };
    return run(Optional.of(somebody), "", words);
  }

  private Said run(Optional<Terminal.Asked> asked, String input, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            new BufferedReader(new StringReader(input)),
            asked,
            Map.of("PACELINE_CONFIG", folder.toString()),
            clock,
            ZoneOffset.UTC);
    int code = Paceline.run(terminal, words);
    return new Said(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** A new account, signed in. */
  static Shell of(TestServer server, Path folder, String name) {
    return of(server, folder, name, server.uri("").toString());
  }

  /** The same by another address. */
  static Shell of(TestServer server, Path folder, String name, String address) {
    Shell shell = new Shell(folder, server.clock());
    shell
        .piped(
            TestServer.PASSWORD + "\n",
            "login",
            "--register",
            "--server",
            address,
            "--name",
            name,
            "--password-file",
            "-")
        .ends(0);
    return shell;
  }

  /** A process of its own. */
  Child start(Path log, String... words) {
    List<String> line =
        new ArrayList<>(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", Paceline.class.getName()));
    line.addAll(List.of(words));
    return Child.java(
        log, Map.of("PACELINE_CONFIG", folder.toString()), line.toArray(String[]::new));
  }
}
