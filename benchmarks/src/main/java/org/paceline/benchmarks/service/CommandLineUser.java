package org.paceline.benchmarks.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody who types {@code bin/paceline ...}, signed in with an account of one's own. */
final class CommandLineUser {

  private static final String PASSWORD = "correct horse battery staple";
  private static final double NANOS = 1e9;

  private final Path home;
  private final Path folder;
  private final Map<Process, Path> outputs = new HashMap<>();

  private CommandLineUser(Path home, Path folder) {
    this.home = home;
    this.folder = folder;
  }

  /**
   * Makes an account and signs in.
   *
   * @param home of the checkout
   * @param folder for the tokens and what is typed
   * @param server where
   */
  static CommandLineUser at(Path home, Path folder, String server)
      throws IOException, InterruptedException {
    CommandLineUser user = new CommandLineUser(home, folder);
    Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    for (String word : List.of("register", "login")) {
      user.types(word, "--server", server, "--name", "ada", "--password-file", password.toString());
    }
    return user;
  }

  Process begins(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/paceline").toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PACELINE_"));
    builder.environment().put("PACELINE_CONFIG", folder.resolve("config").toString());
    Path said = Files.createTempFile(folder, "said", ".txt");
    Process process = builder.redirectOutput(said.toFile()).start();
    outputs.put(process, said);
    return process;
  }

  /**
   * Waits for a command.
   *
   * @return what it said
   * @throws IOException if it failed
   */
  String ended(Process process) throws IOException, InterruptedException {
    int status = process.waitFor();
    String said = Files.readString(outputs.remove(process), StandardCharsets.UTF_8);
    if (status != 0) {
      throw new IOException("paceline ended with %s: %s".formatted(status, said));
    }
    return said;
  }

  String types(String... words) throws IOException, InterruptedException {
    return ended(begins(words));
  }

  /** How many seconds a command takes, from its start to its end. */
  double times(String... words) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    types(words);
    return (System.nanoTime() - begin) / NANOS;
  }
}
