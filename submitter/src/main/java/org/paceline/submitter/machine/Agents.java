package org.paceline.submitter.machine;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.secret.RandomCode;
import org.paceline.submitter.web.Problem;

/**
 * What runs on machines and reports for them, with a token of its own that can nothing else.
 * Thread-safe.
 */
final class Agents {

  private final Jdbi jdbi;
  private final Clock clock;
  private final Audit audit;
  private final Heartbeat heartbeat;

  Agents(Jdbi jdbi, Clock clock, Audit audit, Heartbeat heartbeat) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.audit = audit;
    this.heartbeat = heartbeat;
  }

  /**
   * What an agent reports.
   *
   * @param doing what the machine does
   */
  record Report(Doing doing) {
    Report {
      if (doing == null) {
        throw new IllegalArgumentException("doing must be idle or working");
      }
    }
  }

  /**
   * What the agent is told.
   *
   * @param order what the owner lets the machine do
   * @param mayWork whether that is to work
   * @param maximumShare of cores and memory
   * @param secondsToNext when to report again
   */
  record Orders(Order order, boolean mayWork, double maximumShare, long secondsToNext) {}

  /** The token itself if it is that of the machine's agent: bodies of others are not looked at. */
  String check(UUID id, String token) {
    jdbi.useExtension(AgentTable.class, table -> known(table, id, RandomCode.hash(token)));
    return token;
  }

  Orders beat(UUID id, String token, Report report) {
    String hash = RandomCode.hash(token);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Machine machine =
        jdbi.inTransaction(
            handle -> {
              AgentTable table = handle.attach(AgentTable.class);
              table.beat(id, hash, report.doing().text(), now);
              return known(table, id, hash);
            });
    Order order = Order.of(machine, machine.rules(List.of()), now);
    return new Orders(
        order, order == Order.WORK, machine.maximumShare(), heartbeat.interval().toSeconds());
  }

  void leave(UUID id, String token) {
    String hash = RandomCode.hash(token);
    jdbi.useExtension(
        AgentTable.class,
        table -> {
          known(table, id, hash);
          table.leave(id, hash);
        });
  }

  /** What is as it was is no change. */
  void describe(UUID id, String token, Hardware hardware) {
    String hash = RandomCode.hash(token);
    Machine machine = jdbi.withExtension(AgentTable.class, table -> known(table, id, hash));
    if (machine.hardware().equals(hardware)) {
      return;
    }
    jdbi.useTransaction(
        handle -> {
          if (handle.attach(AgentTable.class).describe(id, hash, hardware) == 1) {
            audit.write(handle, "agent", "machine.described", machine.name());
          }
        });
  }

  /** The machine that a token's holder speaks for. */
  private static Machine known(AgentTable table, UUID id, String hash) {
    return table
        .ofAgent(id, hash)
        .orElseThrow(
            () ->
                table.ofFormer(id, hash) > 0
                    ? Problem.conflict("another agent was registered for this machine since")
                    : Problem.unauthenticated(
                        "the token is none of this machine's agent: the machine was deleted,"
                            + " or the token revoked"));
  }
}
