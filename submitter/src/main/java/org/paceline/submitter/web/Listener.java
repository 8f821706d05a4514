package org.paceline.submitter.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.paceline.submitter.config.Settings;

/** Where requests come in: by TLS if there is a key, and for no longer than they say something. */
final class Listener {

  /** What is read at a time; parts of files come at a gigabyte a second. */
  private static final int INPUT_BYTES = 128 << 10;

  /** Jetty's own 1,024 take some 90 KiB of the heap more for each connection. */
  private static final int REMEMBERED_HEADERS = 64;

  private Listener() {}

  static ServerConnector of(
      Server server, HttpConfiguration http, Settings settings, Handler.Singleton outermost) {
    ServerConnector connector =
        settings.tlsKeystore().isEmpty()
            ? new ServerConnector(server, spoken(http))
            : tls(server, http, settings);
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    // Whoever opens connections and sends nothing must not keep them.
    connector.setIdleTimeout(settings.idle().toMillis());
    SlowHeads slowHeads = new SlowHeads(connector, settings.idle());
    connector.addBean(slowHeads, false);
    ReadRequests reads = new ReadRequests();
    reads.setHandler(outermost.getHandler());
    slowHeads.setHandler(reads);
    outermost.setHandler(slowHeads);
    return connector;
  }

  private static HttpConnectionFactory spoken(HttpConfiguration http) {
    http.setHeaderCacheSize(REMEMBERED_HEADERS);
    HttpConnectionFactory connections = new HttpConnectionFactory(http);
    connections.setInputBufferSize(INPUT_BYTES);
    return connections;
  }

  private static ServerConnector tls(Server server, HttpConfiguration http, Settings settings) {
    SslContextFactory.Server keys = new SslContextFactory.Server();
    keys.setKeyStorePath(keystore(settings));
    keys.setKeyStorePassword(settings.tlsKeystorePassword().reveal());
    keys.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    HttpConfiguration secure = new HttpConfiguration(http);
    // The service is reached by whatever name the network gives it; clients check that name.
    secure.addCustomizer(new SecureRequestCustomizer(false));
    return new ServerConnector(
        server, new SslConnectionFactory(keys, HttpVersion.HTTP_1_1.asString()), spoken(secure));
  }

  private static String keystore(Settings settings) {
    try {
      return settings.tlsKeystore().orElseThrow().toRealPath().toString();
    } catch (IOException e) {
      throw new UncheckedIOException("the key store for TLS cannot be read: " + e.getMessage(), e);
    }
  }
}
