package org.paceline.jobs.agent;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;

/**
 * Where a service is.
 *
 * @param uri HTTP or HTTPS, without a slash at its end
 */
record ServiceAddress(URI uri) {

  /**
   * Understands what a person wrote.
   *
   * @throws IllegalArgumentException if it is no address of a service
   */
  static ServiceAddress parse(String text) {
    try {
      URI uri = new URI(text.replaceFirst("/+$", ""));
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null;
      if (web && bare && uri.getHost() != null && uri.getRawFragment() == null) {
        return new ServiceAddress(uri);
      }
    } catch (URISyntaxException e) {
      // Told below as everything else that is none.
    }
    throw new IllegalArgumentException(
        "--server must be like https://paceline.example.org or http://127.0.0.1:8080, not '%s'"
            .formatted(text.replaceFirst("//[^/@]*@", "//…@")));
  }

  URI resolve(String path) {
    return URI.create(uri + path);
  }

  /** Whether others could read what is sent. */
  boolean exposed() {
    try {
      return uri.getScheme().equals("http")
          && !InetAddress.getByName(uri.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return true;
    }
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
