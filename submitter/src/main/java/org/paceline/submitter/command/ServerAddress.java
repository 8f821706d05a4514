package org.paceline.submitter.command;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

/** The address of a service. */
final class ServerAddress {

  private ServerAddress() {}

  /**
   * As people write it.
   *
   * @throws IllegalArgumentException if it is none, or has a name or password in it
   */
  static URI of(String text) {
    try {
      URI uri = new URI(text.replaceFirst("/+$", ""));
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if ((scheme.equals("http") || scheme.equals("https"))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "--server must be like https://HOST:PORT, not '%s'".formatted(Printable.of(text)));
  }

  /** Whether what is sent there can be read on the way. */
  static boolean open(URI server) {
    return server.getScheme().equalsIgnoreCase("http") && !loopback(server.getHost());
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
