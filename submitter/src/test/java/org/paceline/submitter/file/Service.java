package org.paceline.submitter.file;

import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Person;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestClock;
import org.paceline.submitter.testing.TestServer;

/** The service with small parts, and people who send files to it. */
final class Service implements AutoCloseable {

  static final int PART = 1 << 20;

  private final TestServer server;

  Service(Path home, String... more) {
    this(Storage.H2, home, more);
  }

  Service(Storage storage, Path home, String... more) {
    String[] small = {
      "PACELINE_PART_BYTES",
      String.valueOf(PART),
      "PACELINE_BODY_BYTES",
      "4096",
      "PACELINE_SWEEP_SECONDS",
      "1"
    };
    server =
        TestServer.start(
            storage,
            home,
            Stream.concat(Arrays.stream(small), Arrays.stream(more)).toArray(String[]::new));
  }

  TestClock clock() {
    return server.clock();
  }

  /** A connection of the test's own. */
  Database database() {
    return server.database();
  }

  int port() {
    return server.submitter().port();
  }

  User user(String name) {
    return new User(server.person(name));
  }

  User signIn(String name) {
    return user(name, server.signIn(name, TestServer.PASSWORD).created().text("accessToken"));
  }

  User admin() {
    return user("admin", server.admin());
  }

  private User user(String name, String token) {
    return new User(server.bearer(name, null, token));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Somebody who sends files and fetches them. */
  final class User {
    final String token;
    private final Person person;

    User(Person person) {
      this.person = person;
      this.token = person.token();
    }

    private HttpRequest.Builder request(
        String method, String path, Object body, String... headers) {
      HttpRequest.Builder request = person.request(method, path, body);
      return headers.length == 0 ? request : request.headers(headers);
    }

    Answer ask(String method, String path, Object body, String... headers) {
      return server.send(request(method, path, body, headers));
    }

    Answer get(String path) {
      return person.get(path);
    }

    /** Changes something by the version that is its newest. */
    Answer change(String method, String path, String of) {
      return person.send(method, path, null, get(of).version());
    }

    Answer begin(byte[] content, String... more) {
      Map<String, Object> body = new TreeMap<>();
      body.put("name", "data.bin");
      body.put("size", content.length);
      body.put("sha256", sha256(content));
      for (int i = 0; i < more.length; i += 2) {
        body.put(more[i], more[i + 1]);
      }
      return person.post("/uploads", body);
    }

    Answer part(String upload, int number, byte[] part) {
      return part(upload, number, part, sha256(part));
    }

    Answer part(String upload, int number, byte[] part, String sha256) {
      return part(upload, number, part, "X-Content-Sha256", sha256);
    }

    Answer digested(String upload, int number, byte[] part, String digest) {
      return part(upload, number, part, "Content-Digest", digest);
    }

    private Answer part(String upload, int number, byte[] part, String header, String value) {
      return server.send(
          request("PUT", "/uploads/%s/parts/%s".formatted(upload, number), null, header, value)
              .PUT(BodyPublishers.ofByteArray(part)));
    }

    Answer upload(byte[] content, String... more) {
      Answer begun = begin(content, more);
      if (begun.status() != 201) {
        return begun;
      }
      String id = begun.text("id");
      List<byte[]> parts = parts(content);
      for (int i = 0; i < parts.size(); i++) {
        part(id, i + 1, parts.get(i));
      }
      return person.post("/uploads/" + id + "/completion", null);
    }

    HttpResponse<byte[]> content(String file, String... headers) {
      return server.fetch(
          request("GET", "/files/" + file + "/content", null, headers), BodyHandlers.ofByteArray());
    }

    HttpResponse<InputStream> stream(String file) {
      return server.fetch(
          request("GET", "/files/" + file + "/content", null), BodyHandlers.ofInputStream());
    }
  }

  static List<byte[]> parts(byte[] content) {
    return IntStream.range(0, (content.length + PART - 1) / PART)
        .mapToObj(
            i -> Arrays.copyOfRange(content, i * PART, Math.min(content.length, (i + 1) * PART)))
        .toList();
  }

  @Override
  public void close() {
    server.close();
  }
}
