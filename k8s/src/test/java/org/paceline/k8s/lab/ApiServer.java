package org.paceline.k8s.lab;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.mockwebserver.MockWebServer;

/** An API server in this process, behind a network that can be broken. */
final class ApiServer implements AutoCloseable {

  /** A line a request is too much. */
  private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

  private final KubernetesMockServer server;
  private final Gatekeeper gatekeeper;
  private final Gate gate;

  ApiServer(Access access, Function<String, String> logs) {
    REQUESTS.setLevel(Level.WARNING);
    gatekeeper = new Gatekeeper(access);
    server =
        new KubernetesMockServer(
            new Context(Serialization.jsonMapper()),
            new MockWebServer(),
            new HashMap<>(),
            new ApiDispatcher(gatekeeper, logs),
            false);
    server.init(InetAddress.getLoopbackAddress(), 0);
    gate = new Gate(server.getPort());
  }

  /** Where clients reach it, while the network is whole. */
  String url() {
    return "http://127.0.0.1:" + gate.port();
  }

  /** Makes a token. */
  String token(String user) {
    String token = "token-" + UUID.randomUUID();
    gatekeeper.token(token, user);
    return token;
  }

  /** A client that may do everything and does not depend on the network. */
  KubernetesClient system() {
    return client(Gatekeeper.SYSTEM);
  }

  /** A client of a user that does not depend on the network. */
  KubernetesClient client(String user) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://127.0.0.1:" + server.getPort())
            .withOauthToken(token(user))
            .withHttp2Disable(true)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  void disconnect() {
    gate.shut();
  }

  void disconnectBefore(String permission) {
    gatekeeper.breakBefore(permission, gate::shut);
  }

  int turnedAway() {
    return gate.turnedAway();
  }

  void reconnect() {
    gate.reopen();
  }

  @Override
  public void close() {
    gate.close();
    server.destroy();
  }
}
