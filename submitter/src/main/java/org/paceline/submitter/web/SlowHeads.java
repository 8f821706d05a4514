package org.paceline.submitter.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * Ends connections whose next request's head does not come as a whole in time: Jetty's own limit is
 * on silence, which a byte now and then breaks. Thread-safe.
 */
final class SlowHeads extends Handler.Wrapper implements Connection.Listener {

  private static final int LOOKS = 4;
  private static final long LONGEST_MILLIS = 1_000;

  private final ServerConnector connector;
  private final long limit;
  private final LongSupplier nanos;
  private final Map<Connection, Head> waiting = new ConcurrentHashMap<>();

  /** Since when a connection has sent something of a head, after so many bytes. */
  private record Head(long since, long bytes, boolean first) {}

  SlowHeads(ServerConnector connector, Duration limit) {
    this(connector, limit, System::nanoTime);
  }

  SlowHeads(ServerConnector connector, Duration limit, LongSupplier nanos) {
    this.connector = connector;
    this.limit = limit.toNanos();
    this.nanos = nanos;
  }

  @Override
  public void onOpened(Connection connection) {
    // It is below the one that has the requests.
    if (!(connection instanceof SslConnection)) {
      waiting.put(connection, new Head(nanos.getAsLong(), 0, true));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    waiting.remove(connection);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    waiting.remove(connection);
    Request.addCompletionListener(request, failure -> answered(connection));
    return super.handle(request, response, callback);
  }

  /** From then on the next head is waited for. */
  void answered(Connection connection) {
    waiting.put(connection, new Head(nanos.getAsLong(), connection.getBytesIn(), false));
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    schedule();
  }

  private void schedule() {
    long millis = Math.min(LONGEST_MILLIS, TimeUnit.NANOSECONDS.toMillis(limit) / LOOKS);
    connector.getScheduler().schedule(this::lookAgain, millis, TimeUnit.MILLISECONDS);
  }

  private void lookAgain() {
    if (isRunning()) {
      look();
      schedule();
    }
  }

  void look() {
    long now = nanos.getAsLong();
    waiting.forEach((connection, head) -> look(connection, head, now));
  }

  private void look(Connection connection, Head head, long now) {
    if (!connection.getEndPoint().isOpen()) {
      waiting.remove(connection, head);
    } else if (!head.first() && connection.getBytesIn() == head.bytes()) {
      // Nothing has come since the last request: that it is silent is looked after elsewhere.
      waiting.replace(connection, head, new Head(now, head.bytes(), false));
    } else if (now - head.since() > limit) {
      connection.getEndPoint().close();
    }
  }
}
