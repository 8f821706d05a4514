package org.paceline.jobs.agent;

import java.net.http.HttpClient;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.paceline.job.ExitCode;
import org.paceline.profile.MachineProfile;

/**
 * How an agent comes by what it reports with: by a token that is good once, or from its folder.
 *
 * @param server as it was given, or null
 * @param name as it was given, or null
 * @param folder where the registration is kept
 * @param client asks the service
 * @param timer says how long it is waited for
 * @param tell what the owner may want to know
 */
record Enrollment(
    String server,
    String name,
    AgentFolder folder,
    HttpClient client,
    Timer timer,
    Consumer<String> tell) {

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
  private static final int LONGEST_NAME = 64;

  /**
   * The registration to report with. A token that made it before does no harm: a service manager
   * starts an agent with the same arguments each time.
   *
   * @param token as it was given, or null
   */
  Registration registration(String token, Supplier<MachineProfile> machine) {
    Optional<Registration> kept = folder.read();
    String hash = token == null ? null : Tokens.hash(token);
    if (token == null || kept.filter(old -> old.enrollmentHash().equals(hash)).isPresent()) {
      return known(kept);
    }
    Registration made = register(token, machine);
    folder.write(made);
    return made;
  }

  private Registration known(Optional<Registration> kept) {
    Registration known =
        kept.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "this machine is not registered (there is no %s): make a token at the service and give it by --token or --token-file"
                        .formatted(folder.file())));
    if (server != null && !ServiceAddress.parse(server).toString().equals(known.server())) {
      throw new IllegalArgumentException(
          "this machine is registered at %s; for %s a token of that service is needed"
              .formatted(known.server(), server));
    }
    warned(ServiceAddress.parse(known.server()));
    return known;
  }

  private Registration register(String token, Supplier<MachineProfile> machine) {
    if (server == null) {
      throw new IllegalArgumentException("--server is needed with a token");
    }
    ServiceAddress address = warned(ServiceAddress.parse(server));
    if (name != null && !name.matches(NAME)) {
      throw new IllegalArgumentException(
          "--name must be 1 to 64 of letters, digits, '.', '_' and '-', not '%s'".formatted(name));
    }
    MachineProfile profile = machine.get();
    String called = name == null ? allowed(profile.host()) : name;
    try {
      Service service = new Service(address, client, timer);
      Registration made = service.register(token, called, Hardware.of(profile));
      tell.accept("registered as %s at %s".formatted(called, address));
      return made;
    } catch (ServiceAwayException e) {
      throw new AgentException(
          ExitCode.CLUSTER_FAILED,
          "the machine was not registered at %s: %s".formatted(address, e.getMessage()));
    } catch (ServiceRefusedException e) {
      throw new AgentException(
          ExitCode.BAD_ARGUMENTS,
          "%s does not register the machine: %s".formatted(address, e.getMessage()));
    }
  }

  private ServiceAddress warned(ServiceAddress address) {
    if (address.exposed()) {
      tell.accept(address + " is not https: others on the way can read the agent's tokens");
    }
    return address;
  }

  /** A host's name in the letters that names of machines may have. */
  private static String allowed(String host) {
    String letters = host.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    return letters.isEmpty()
        ? "machine"
        : letters.substring(0, Math.min(letters.length(), LONGEST_NAME));
  }
}
