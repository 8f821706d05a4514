package org.paceline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paceline.jobs.cli.WalkThrough.Step;

/** People at a service of their own, each with a folder for what the command line keeps. */
final class Team implements AutoCloseable {

  static final int PART_BYTES = 65_536;

  private static final String README_ADDRESS = "http://127.0.0.1:8080";
  private static final Pattern ADDRESS = Pattern.compile("Paceline serves on (http://\\S+:(\\d+))");
  private static final Pattern ONE_TIME = Pattern.compile("one-time password ([^\\s,]+)");
  private static final String PARTS = "paceline_upload_parts_total\\{outcome=\"%s\"} (\\d+)";
  private static final String PASSWORD = "correct horse battery staple";
  private static final String METRICS_TOKEN = "only-for-this-test-0123456789";

  private final Path folder;
  private final Map<String, String> settings;
  private final Map<String, String> told = new HashMap<>();
  private final List<PacelineProcess> background = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Relay network = new Relay();
  private URI metrics;

  Team(Path folder, Map<String, String> database) throws IOException {
    this.folder = folder;
    settings = new HashMap<>(database);
    settings.put("PACELINE_HOME", folder.resolve("service").toString());
    settings.put("PACELINE_PORT", "0");
    settings.put("PACELINE_PART_BYTES", String.valueOf(PART_BYTES));
    settings.put("PACELINE_SWEEP_SECONDS", "1");
    settings.put("PACELINE_IDLE_SECONDS", "600");
    settings.put("PACELINE_METRICS_TOKEN_FILE", secret("metrics", METRICS_TOKEN));
    secret("password", PASSWORD);
    told.put(README_ADDRESS, network.address());
  }

  /** What everybody but whoever counts parts goes through. */
  Relay network() {
    return network;
  }

  private String secret(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text + "\n").toString();
  }

  String types(String who, String words) {
    return types(new Step(who, "bin/paceline " + words, false));
  }

  /** Types a line and waits: for its end, or for what goes on to be ready. */
  String types(Step step) {
    if (step.command().equals("bin/paceline serve")) {
      serve(step);
      return told.get(README_ADDRESS);
    }
    PacelineProcess process = begins(step);
    if (step.background()) {
      background.add(process);
      process.says(Pattern.compile("the machine may work"));
      return process.said();
    }
    assertThat(process.exitCode()).as("%s said %s", step, process.said()).isZero();
    remember(step.command(), process.said().strip());
    return process.said();
  }

  private void serve(Step step) {
    PacelineProcess service = begins(step);
    background.add(service);
    MatchResult address = service.says(ADDRESS);
    metrics = URI.create(address.group(1) + "/metrics");
    network.leadsTo(Integer.parseInt(address.group(2)));
    try {
      secret("one-time", service.says(ONE_TIME).group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Codes are shown once, on a line of their own. */
  private void remember(String command, String said) {
    Map.of("invite", "INVITATION", "project invite", "CODE", "machine enroll", "TOKEN")
        .forEach(
            (words, name) -> {
              if ((command + " ").startsWith("bin/paceline " + words + " ")) {
                told.put(
                    name,
                    said.lines().filter(line -> !line.contains(" ")).findFirst().orElseThrow());
              }
            });
  }

  /** Types a line and does not wait. */
  PacelineProcess begins(Step step) {
    String command = step.command() + passwords(step);
    for (Map.Entry<String, String> word : told.entrySet()) {
      command = command.replaceAll("(?<= )" + word.getKey() + "(?= |$)", word.getValue());
    }
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("PACELINE_CONFIG", folder.resolve(step.who()).toString());
    if (step.command().equals("bin/paceline serve")) {
      environment.put("PACELINE_JAVA_OPTS", PacelineProcess.SHORT_LIVED);
    }
    return PacelineProcess.typed(folder, environment, command);
  }

  /** What people type when they are asked for it. */
  private static String passwords(Step step) {
    if (!step.command().startsWith("bin/paceline login")) {
      return "";
    }
    return step.who().equals("admin")
        ? " --password-file one-time --new-password-file password"
        : " --password-file password";
  }

  /** Of all files. */
  long partsWritten() {
    return parts("written");
  }

  /** Those that came and were there already. */
  long partsThatCameAgain() {
    return parts("there");
  }

  private long parts(String outcome) {
    HttpRequest request =
        HttpRequest.newBuilder(metrics).header("Authorization", "Bearer " + METRICS_TOKEN).build();
    try {
      Matcher parts =
          Pattern.compile(PARTS.formatted(outcome))
              .matcher(http.send(request, BodyHandlers.ofString()).body());
      return parts.find() ? Long.parseLong(parts.group(1)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    background.forEach(PacelineProcess::close);
    network.close();
  }
}
