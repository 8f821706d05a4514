package org.paceline.jobs.agent;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.paceline.profile.MachineProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Registers the machine that it runs on, if it is not, and reports for it. */
@Command(
    name = "paceline agent",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lends this machine through a service: tells it what the machine is and, until it is told to"
          + " end, that the machine is there.",
      "It registers once, with a token that the owner makes, and keeps a token of its own in"
          + " ~/.config/paceline/agent.json (PACELINE_CONFIG names another folder)."
    },
    footer = {
      "",
      "Examples:",
      "  paceline agent --server https://paceline.example.org --token TOKEN --name workstation",
      "  paceline agent        # from then on"
    })
final class AgentCommand {

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Where the service is (default: where the machine was registered).")
  private String server;

  @Mixin private TokenOption token;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the machine is to be called (default: its host name).")
  private String name;

  @Option(names = "--once", description = "Report once, then end without saying goodbye.")
  private boolean once;

  @Option(
      names = "--cacert",
      paramLabel = "FILE",
      description = "Trust the certificates of this PEM file only.")
  private Path certificates;

  /** What the command needs from around it. */
  record Surroundings(
      Map<String, String> environment,
      InputStream input,
      Supplier<MachineProfile> machine,
      Timer timer,
      RandomGenerator random,
      Consumer<String> tell) {}

  /**
   * Runs the agent until it is told to end.
   *
   * @throws IllegalArgumentException if an argument is wrong
   * @throws AgentException if it cannot go on
   */
  void run(Surroundings around) {
    Optional<String> enrollment = token.read(around.input());
    HttpClient client = certificates == null ? Trust.usual() : Trust.only(certificates);
    try (AgentFolder folder = AgentFolder.open(AgentFolder.usual(around.environment()))) {
      Registration registration =
          new Enrollment(server, name, folder, client, around.timer(), around.tell())
              .registration(enrollment.orElse(null), around.machine());
      Service service =
          new Service(ServiceAddress.parse(registration.server()), client, around.timer());
      Agent agent =
          new Agent(
              service,
              registration,
              () -> Hardware.of(around.machine().get()),
              around.timer(),
              new BackOff(around.random()),
              around.tell());
      around.tell().accept("reporting for " + registration);
      if (once) {
        agent.once();
      } else {
        agent.run();
      }
    }
  }
}
