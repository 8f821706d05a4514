package org.paceline.submitter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a head may take, in a time that the test says. */
class SlowHeadsTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration LESS = Duration.ofSeconds(6);

  private final SlowHeads heads =
      new SlowHeads(new ServerConnector(new Server()), LIMIT, () -> nanos());
  private final EndPoint end = end();
  private final Connection connection = connection();
  private long nanos;
  private long bytes;
  private boolean open = true;

  private long nanos() {
    return nanos;
  }

  private EndPoint end() {
    return (EndPoint)
        Proxy.newProxyInstance(
            EndPoint.class.getClassLoader(),
            new Class<?>[] {EndPoint.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                open = false;
              }
              return method.getName().equals("isOpen") ? open : null;
            });
  }

  private Connection connection() {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getEndPoint" -> end;
                  case "getBytesIn" -> bytes;
                  case "hashCode" -> 1;
                  case "equals" -> proxy == arguments[0];
                  default -> throw new AssertionError(method);
                });
  }

  @BeforeEach
  void connect() {
    heads.onOpened(connection);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
    heads.look();
  }

  @Test
  void theFirstHasItsTimeFromTheBeginning() {
    pass(LESS);
    bytes++;
    assertThat(open).isTrue();
    pass(LESS);
    assertThat(open).isFalse();
  }

  /** Less than the limit each, together more than that. */
  @Test
  void pausesBetweenRequestsDoNotCount() {
    for (int i = 0; i < 4; i++) {
      bytes += 100;
      heads.answered(connection);
      pass(LESS);
      pass(LESS);
    }
    assertThat(open).isTrue();
  }

  @Test
  void theNextHasItsTimeFromItsFirstByte() {
    heads.answered(connection);
    pass(LESS);
    bytes++;
    pass(LESS);
    assertThat(open).as("begun since the last look").isTrue();
    pass(LESS);
    assertThat(open).isFalse();
  }
}
