package org.paceline.submitter.web;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to stop: no new connections; requests that are under way are answered, and others, which
 * come on connections that are there, get 503. Jetty's own way cuts off those that are silent for a
 * second, and waits for idle connections as long.
 */
final class Drain {

  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

  private final GracefulHandler gate = new GracefulHandler();
  private ServerConnector connector;

  GracefulHandler gate() {
    return gate;
  }

  ServerConnector connector(ServerConnector made) {
    connector = made;
    return made;
  }

  void await(Duration atMost) {
    // In this order: who finds the port closed finds the gate closed, too.
    CompletableFuture<Void> answered = gate.shutdown();
    connector.close();
    try {
      answered.get(atMost.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      LOG.warn("requests that took longer than {} s are cut off", atMost.toSeconds());
    } catch (ExecutionException e) {
      LOG.warn("not all requests could be awaited", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
