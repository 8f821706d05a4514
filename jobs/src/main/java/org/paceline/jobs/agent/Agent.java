package org.paceline.jobs.agent;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.paceline.job.ExitCode;

/**
 * Reports for a machine until it is told to end. It outlives a service that is away; what changes
 * is told, what stays as it is is not.
 */
final class Agent {

  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

  private final Service service;
  private final Registration registration;
  private final Supplier<Hardware> machine;
  private final Timer timer;
  private final BackOff backOff;
  private final Consumer<String> tell;

  private boolean away;
  private String shown = "";
  private Hardware seen;
  private boolean untold;
  private long looked;

  Agent(
      Service service,
      Registration registration,
      Supplier<Hardware> machine,
      Timer timer,
      BackOff backOff,
      Consumer<String> tell) {
    this.service = service;
    this.registration = registration;
    this.machine = machine;
    this.timer = timer;
    this.backOff = backOff;
    this.tell = tell;
  }

  /**
   * Reports until it is told to end, and says goodbye.
   *
   * @throws AgentException if the service does not know it any more
   */
  void run() {
    Duration pause = Duration.ZERO;
    while (timer.pause(pause)) {
      try {
        pause = report();
      } catch (ServiceAwayException e) {
        pause = backOff.after(e.atLeast());
        wentAway(e);
      }
    }
    leave();
  }

  /**
   * Reports once.
   *
   * @throws AgentException if the service is away, or does not know it any more
   */
  void once() {
    try {
      report();
    } catch (ServiceAwayException e) {
      throw new AgentException(
          ExitCode.CLUSTER_FAILED,
          "the service at %s is away: %s".formatted(registration.server(), e.getMessage()));
    }
  }

  private Duration report() throws ServiceAwayException {
    try {
      look();
      Orders orders = service.beat(registration);
      show(orders);
      return orders.pause();
    } catch (ServiceRefusedException e) {
      throw ended(e);
    }
  }

  /** Looks at the machine at first and now and then; what has changed is told. */
  private void look() throws ServiceAwayException, ServiceRefusedException {
    if (seen == null || timer.nanos() - looked >= BETWEEN_LOOKS.toNanos()) {
      Hardware now = machine.get();
      untold |= !now.equals(seen);
      seen = now;
      looked = timer.nanos();
    }
    if (untold) {
      service.describe(registration, seen);
      tell.accept("the machine: " + seen.shown());
      untold = false;
    }
  }

  private void show(Orders orders) {
    if (away) {
      tell.accept("the service is back");
      away = false;
    }
    backOff.reset();
    if (!orders.shown().equals(shown)) {
      shown = orders.shown();
      tell.accept(shown);
    }
  }

  private void wentAway(ServiceAwayException e) {
    if (!away) {
      tell.accept(
          "the service at %s is away, trying until it is back: %s"
              .formatted(registration.server(), e.getMessage()));
      away = true;
    }
  }

  private static AgentException ended(ServiceRefusedException e) {
    String what =
        switch (e.status()) {
          case 401, 409 ->
              "the service does not take reports of this agent any more: %s; to lend the machine"
                  + " again, make a token and start with --token";
          default -> "the service refuses: %s";
        };
    return new AgentException(ExitCode.BAD_ARGUMENTS, what.formatted(e.getMessage()));
  }

  private void leave() {
    try {
      service.leave(registration);
      tell.accept("said goodbye: the machine is away");
    } catch (ServiceAwayException | ServiceRefusedException e) {
      tell.accept("could not say goodbye, the machine will be away in a while: " + e.getMessage());
    }
  }
}
