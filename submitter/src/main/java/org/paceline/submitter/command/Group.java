package org.paceline.submitter.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.paceline.submitter.client.Api;
import org.paceline.submitter.client.Login;
import org.paceline.submitter.client.Logins;
import org.paceline.submitter.client.Patience;
import org.paceline.submitter.client.SignedOutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What all words of the command line have. */
abstract class Group {

  static final int DONE = 0;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  @Option(
      names = "--server",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "as https://HOST:PORT; that of the last login unless given")
  private String server;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "what the API answered, for programs")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "this text")
  private boolean help;

  private final Terminal terminal;
  private Api api;

  Group(Terminal terminal) {
    this.terminal = terminal;
  }

  Terminal terminal() {
    return terminal;
  }

  boolean json() {
    return json;
  }

  /** Where {@code --server} leads; null if it is not given. */
  URI server() {
    return server == null ? null : ServerAddress.of(server);
  }

  Logins logins() {
    return new Logins(terminal.folder());
  }

  /** The API as whoever signed in last, or at {@code --server}. */
  Api api() {
    if (api == null) {
      api = Api.of(logins(), login(), Patience.usual(), terminal.clock());
    }
    return api;
  }

  Login login() {
    return logins()
        .find(server())
        .orElseThrow(
            () ->
                new SignedOutException(
                    server == null
                        ? "not signed in: paceline login --server URL"
                        : "not signed in there: paceline login --server " + server()));
  }

  /** The answer for programs, or what people get. */
  int show(JsonNode answer, Runnable forPeople) {
    if (json) {
      terminal.out().println(Printable.json(answer.toPrettyString()));
    } else {
      forPeople.run();
    }
    return DONE;
  }

  /** The answer for programs, or a table for people. */
  int show(JsonNode answer, Table table) {
    return show(answer, () -> table.print(terminal.out()));
  }

  /** Where there is no answer, programs get an empty object. */
  int done(String line, Object... parts) {
    return show(body(), () -> say(line, parts));
  }

  /** An empty object, to be filled. */
  static ObjectNode body() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Finds things of the API by name. */
  Finder finder() {
    return new Finder(api());
  }

  /** What is sent as If-Match, so that a change is of what was seen. */
  static String version(JsonNode seen) {
    return "\"" + seen.path("version").asLong() + "\"";
  }

  /** Asks whoever sits at the terminal; where nobody does, the command is meant. */
  void confirm(String question) {
    String answer = terminal.asked().map(asked -> asked.line(question + " [y/N] ")).orElse("y");
    if (!answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
      throw new IllegalStateException("nothing was done");
    }
  }

  /** A line beside the answer. */
  void remark(String line) {
    String word = getClass().getAnnotation(Command.class).name();
    terminal.err().println(word + ": " + Printable.of(line));
  }

  /** A line for people, with text of others in it. */
  int say(String line, Object... parts) {
    terminal.out().println(Printable.of(line.formatted(parts)));
    return DONE;
  }

  /** A time of an answer, by the clock of whoever reads it. */
  String time(JsonNode time) {
    return time.isTextual()
        ? TIME.format(Instant.parse(time.asText()).atZone(terminal.zone()))
        : "-";
  }

  /** How long ago a time of an answer was. */
  String ago(JsonNode time) {
    return Amount.span(Duration.between(Instant.parse(time.asText()), terminal.clock().instant()));
  }
}
