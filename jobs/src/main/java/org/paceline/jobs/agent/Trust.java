package org.paceline.jobs.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Clients of HTTP, and whose certificates they trust. */
final class Trust {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private Trust() {}

  /** One that trusts whom Java trusts. */
  static HttpClient usual() {
    return client().build();
  }

  /**
   * One that trusts only the certificates of a file.
   *
   * @throws IllegalArgumentException if it holds none
   */
  static HttpClient only(Path pem) {
    return client().sslContext(context(pem)).build();
  }

  /** A connection that lay idle between heartbeats may be closed when it is used again. */
  private static HttpClient.Builder client() {
    System.setProperty("jdk.httpclient.keepalive.timeout", "1");
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(TIMEOUT);
  }

  private static SSLContext context(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException("--cacert holds no certificate: " + pem);
      }
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        trusted.setCertificateEntry("ca" + number++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "--cacert must be a file of certificates in PEM: %s (%s)"
              .formatted(pem, e.getClass().getSimpleName()),
          e);
    }
  }
}
